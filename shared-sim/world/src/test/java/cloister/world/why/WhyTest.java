package cloister.world.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import cloister.input.InvalidInput;
import cloister.why.Comparison;
import cloister.why.WhyCard;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Words;
import cloister.world.World;
import cloister.world.lesson.EventName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyTest {
  private final World world = Kernel.world();
  private final Why why = new Why(Words.code());

  @Test
  void cliNamesCplIoplAndTheIretThatSetBoth() throws InvalidInput {
    until("ring.out");
    int left = world.step();
    until("fault.GP");
    WhyCard card = why.card(world).orElseThrow();
    assertEquals("cli refused: #GP(0)", text(card.title()));
    assertEquals("3 \u2264 0", card.verdict());
    assertEquals("CPL", card.rows().get(0).name());
    assertEquals(
        "CS 001B, bits 1:0, set by iret at step " + left, text(card.rows().get(0).source()));
    assertEquals(left, card.rows().get(0).step().orElseThrow());
    assertEquals("EFLAGS 13:12, set by the same iret", text(card.rows().get(1).source()));
    assertEquals("DPL", card.rows().get(2).name());
    assertFalse(card.rows().get(2).asked());
    assertEquals("not asked: cli names no descriptor", text(card.rows().get(2).source()));
  }

  @Test
  void theCardStaysDuringTheDeliveryOnly() throws InvalidInput {
    until("fault.GP");
    WhyCard refused = why.card(world).orElseThrow();
    world.apply(new Command.Run(1));
    WhyCard delivered = why.card(world).orElseThrow();
    assertEquals(refused.title(), delivered.title());
    assertEquals(text(refused.rows().get(0).source()), text(delivered.rows().get(0).source()));
    world.apply(new Command.Run(1));
    assertEquals(Optional.empty(), why.card(world));
  }

  @Test
  void gateDplNamesTheEntryAndWhoWroteIt() throws InvalidInput {
    until("ring.out");
    world.apply(new Command.Poke("idt.30.dpl", 2));
    int poked = world.step();
    until("fault.GP");
    until("fault.GP");
    WhyCard card = why.card(world).orElseThrow();
    WhyCard.Row dpl = card.rows().get(1);
    assertEquals("gate DPL", dpl.name());
    assertEquals(2, dpl.value().orElseThrow());
    assertTrue(text(dpl.source()).startsWith("IDT entry 0x30 at "), text(dpl.source()));
    assertTrue(text(dpl.source()).endsWith(", set by you after step " + poked));
    assertEquals("3 \u2264 2", card.verdict());
  }

  @Test
  void theCardSaysWhatWasComparedThoughItIsChangedAfterwards() throws InvalidInput {
    until("fault.GP");
    until("fault.GP");
    List<WhyCard.Row> before = why.card(world).orElseThrow().rows();
    assertFalse(why.card(world).orElseThrow().changed());
    world.apply(new Command.Poke("idt.30.dpl", 3));
    WhyCard card = why.card(world).orElseThrow();
    assertTrue(card.changed());
    WhyCard.Row dpl = card.rows().get(1);
    assertEquals("0", dpl.text());
    assertEquals(text(before.get(1).source()), text(dpl.source()));
    assertEquals("changed since, by you: now 3", text(dpl.changed().orElseThrow()));
    assertEquals(Optional.empty(), card.rows().get(0).changed());
    world.apply(new Command.Poke("flags.iopl", 2));
    assertEquals("0", why.card(world).orElseThrow().rows().get(2).text(), "IOPL as it was");
    world.apply(new Command.Poke("idt.30.dpl", 0));
    assertEquals(Optional.empty(), why.card(world).orElseThrow().rows().get(1).changed());
  }

  @Test
  void theCardStaysAsItWasDuringTheDeliveryToo() throws InvalidInput {
    until("fault.GP");
    List<WhyCard.Row> before = why.card(world).orElseThrow().rows();
    world.apply(new Command.Run(1));
    world.apply(new Command.Poke("flags.iopl", 3));
    List<WhyCard.Row> after = why.card(world).orElseThrow().rows();
    assertEquals(text(before.get(0).source()), text(after.get(0).source()), "CS of ring 3");
    assertEquals(text(before.get(1).source()), text(after.get(1).source()));
    assertEquals("changed since, by you: now 3", text(after.get(1).changed().orElseThrow()));
    assertEquals(Optional.empty(), after.get(0).changed(), "the delivery has changed CPL, not you");
  }

  @Test
  void whatWasPutRightByHandIsKnownToPass() throws InvalidInput {
    until("fault.GP");
    until("fault.GP");
    assertFalse(Why.passesNow(world, world.timeline().moment()));
    world.apply(new Command.Poke("idt.30.dpl", 2));
    assertFalse(Why.passesNow(world, world.timeline().moment()));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    assertTrue(Why.passesNow(world, world.timeline().moment()));
  }

  @Test
  void markingADescriptorAsAccessedSetsNoDpl() throws InvalidInput {
    World direct = Kernel.world("bits 32\norg 0x20000\ncall 0x08:0");
    EventName refused = new EventName("fault.GP");
    direct.apply(new Command.Run(1000), () -> refused.in(direct.timeline().moment()));
    WhyCard.Row dpl =
        why.card(direct).orElseThrow().rows().stream()
            .filter(row -> row.name().equals("segment DPL"))
            .findFirst()
            .orElseThrow();
    assertTrue(text(dpl.source()).endsWith(", so since the start"), text(dpl.source()));
  }

  @Test
  void everyRuleHasAComparisonWithRelationsThatHold() {
    for (Rule rule : Rule.values()) {
      for (int[] values : new int[][] {{3, 0, 0}, {0, 3, 1}, {2, 2, 2}, {0, 0, 0}}) {
        FaultRaised fault = new FaultRaised(13, 0, 0x1000, rule, values[0], values[1], values[2]);
        List<Comparison.Term> terms = Comparison.of(fault).terms();
        for (int i = 0; i + 1 < terms.size(); i++) {
          int left = terms.get(i).value();
          int right = terms.get(i + 1).value();
          boolean holds =
              switch (terms.get(i).relation()) {
                case "<=" -> left <= right;
                case ">" -> left > right;
                case "=" -> left == right;
                case "!=" -> left != right;
                default -> true;
              };
          assertTrue(holds, rule + " " + terms);
        }
      }
    }
  }

  @Test
  void whatIsShownContradictsWhatIsDemanded() throws InvalidInput {
    assertEquals("0x407 > 0x187", shown(fault("lidt [wide]\nint 0x80\nwide: dw 0x187\ndd idt")));
    assertEquals(
        "0x37 > 0x34", shown(fault("lgdt [cut]\npush 0x30\npop ds\ncut: dw 0x34\ndd gdt")));
    assertEquals("0x0 = 0x0", shown(fault("push 3\npop ss")));
    assertEquals("0 3 > 0", shown(fault("jmp 0x0B:stop")));
    assertEquals("0 3 != 0", shown(fault("jmp 0x18:stop")));
    assertEquals("", shown(fault("push 0x0C\npop ds")), "there is no local table");
    assertEquals("0 != 3", shown(faultIn(Kernel.world("bits 32\norg 0x20000\njmp 0x30:0"))));
    String real = "org 0x7C00\nbits 16\nlidt [short]\nint 0x10\nshort: dw 0x30\ndd 0";
    assertEquals("0x43 > 0x30", shown(fault(new SourceFile("real.asm", real, false))));
  }

  /** A fault of the kernel, which runs this instead of leaving for ring 3. */
  private static FaultRaised fault(String code) throws InvalidInput {
    String text = Kernel.TEXT.replace("leave:\n", "leave:\n" + code + "\n");
    return fault(new SourceFile("kernel.asm", text, false));
  }

  private static FaultRaised fault(SourceFile file) throws InvalidInput {
    return faultIn(
        new World(
            Kernel.opcodes(), new Scenario(Scenario.RINGS, 1 << 20, 7, List.of(file), 10_000)));
  }

  private static FaultRaised faultIn(World world) throws InvalidInput {
    world.apply(new Command.Run(1000), () -> Why.fault(world.timeline().moment()).isPresent());
    return Why.fault(world.timeline().moment()).orElseThrow();
  }

  /** The chain of a fault; a relation in it must be the opposite of the demand. */
  private static String shown(FaultRaised fault) {
    Comparison comparison = Comparison.of(fault);
    StringBuilder chain = new StringBuilder();
    boolean contradicts = comparison.terms().isEmpty();
    for (Comparison.Term term : comparison.terms()) {
      boolean level = term.name().endsWith("PL");
      chain
          .append(chain.isEmpty() ? "" : " ")
          .append(level ? Integer.toString(term.value()) : Hex.prefixed(term.value()))
          .append(term.relation().isEmpty() ? "" : " " + term.relation());
      contradicts |=
          switch (comparison.demand()) {
            case "<=" -> term.relation().equals(">");
            case "=" -> term.relation().equals("!=");
            default -> term.relation().equals("=");
          };
    }
    assertTrue(contradicts, fault.rule() + " " + chain);
    return chain.toString();
  }

  private void until(String event) throws InvalidInput {
    EventName name = new EventName(event);
    world.apply(new Command.Run(1000), () -> name.in(world.timeline().moment()));
  }

  private static String text(cloister.message.Message message) {
    return Words.ENGLISH.format(message);
  }
}
