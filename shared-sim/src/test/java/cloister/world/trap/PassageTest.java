package cloister.world.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Rule;
import cloister.event.Witness.Way;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.PagedKernel;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import cloister.world.trap.Passage.When;
import cloister.world.trap.Row.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassageTest {
  private final World world = Kernel.world("bits 32\norg 0x20000\nint 0x30\nnop\ncall 0x30:0\n");

  @Test
  void aClosedGateIsRefusedAndWhatWouldHaveComeNextIsNamed() throws InvalidInput {
    Passage passage = interrupt();
    assertEquals(Way.SOFTWARE, passage.way());
    assertEquals("int 0x30", passage.code());
    assertEquals(
        List.of("VECTOR_LIMIT PASSED", "GATE_TYPE PASSED", "GATE_DPL_FOR_INTERRUPT FAILED"),
        checks(passage).subList(0, 3));
    assertEquals(
        List.of(
            "GATE_NOT_PRESENT OPEN",
            "NULL_SELECTOR OPEN",
            "SELECTOR_LIMIT OPEN",
            "DESCRIPTOR_TYPE OPEN",
            "INTERRUPT_TARGET_DPL OPEN",
            "NOT_PRESENT OPEN",
            "CODE_LIMIT OPEN",
            "SEGMENT_LIMIT OPEN"),
        checks(passage).subList(3, checks(passage).size()));
    assertEquals(List.of(), words(passage, true));
    Row.Check refused = failed(passage).orElseThrow();
    assertEquals(List.of(3, 0), List.of(refused.first(), refused.second()));
  }

  @Test
  void anotherDescriptorFailsAtAnotherRow() throws InvalidInput {
    assertFailsAfter(Rule.GATE_NOT_PRESENT, "idt.30.present", 0);
    assertFailsAfter(Rule.GATE_TYPE, "idt.30.type", 2);
    assertFailsAfter(Rule.NULL_SELECTOR, "idt.30.selector", 0);
    assertFailsAfter(Rule.SELECTOR_LIMIT, "idt.30.selector", 0x100);
    assertFailsAfter(Rule.DESCRIPTOR_TYPE, "idt.30.selector", 0x10);
    assertFailsAfter(Rule.NOT_PRESENT, "gdt.1.present", 0);
    assertFailsAfter(Rule.CODE_LIMIT, "idt.30.offset", -1, "gdt.1.limit", 0xffff);
    assertFailsAfter(Rule.TSS_STACK, "tss.ss0", 0x13);
    assertFailsAfter(Rule.NULL_SELECTOR, "tss.ss0", 0);
    assertFailsAfter(Rule.STACK_NOT_PRESENT, "gdt.2.present", 0);
    assertFailsAfter(Rule.SEGMENT_LIMIT, "gdt.2.limit", 0);
  }

  @Test
  void anOpenGateShowsStackPushesAndWhatChanged() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("idt.30.dpl", 3));
    Passage passage = interrupt();
    assertTrue(checks(passage).stream().allMatch(check -> check.endsWith("PASSED")));
    int tss = world.symbol("tss").orElseThrow();
    assertEquals(
        List.of("ESP 00009FF0 at " + Hex.hex32(tss + 4), "SS 0010 at " + Hex.hex32(tss + 8)),
        words(passage, false));
    assertEquals(
        List.of(
            "SS 00000023 at 00009FEC",
            "ESP 00023000 at 00009FE8",
            "EFLAGS 00000202 at 00009FE4",
            "CS 0000001B at 00009FE0",
            "EIP 00020002 at 00009FDC"),
        words(passage, true));
    String handler = Hex.hex32(world.symbol("service").orElseThrow());
    assertEquals(
        List.of(
            "CPL 3>0",
            "CS 1B>8",
            "EIP 20000>" + Integer.toHexString(Integer.parseInt(handler, 16)).toUpperCase(),
            "SS 23>10",
            "ESP 23000>9FDC",
            "IF 1>0"),
        changes(passage));
  }

  /** The words that it says were pushed are in memory. */
  @Test
  void whatItTellsIsWhatTheMachineDid() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("idt.30.dpl", 3));
    for (Row row : interrupt().rows()) {
      if (row instanceof Row.Word word && word.written()) {
        assertEquals(word.value(), world.board().cpu().linear().read32(word.linear()), word.name());
      }
    }
  }

  @Test
  void aPendingExceptionShowsTheDeliveryThatComes() throws InvalidInput {
    World refused = Kernel.world("bits 32\norg 0x20000\ncli\n");
    untilRing3(refused);
    refused.apply(new Command.Run(1));
    Passage passage = passage(refused);
    assertEquals(When.NEXT, passage.when());
    assertEquals(Way.EXCEPTION, passage.way());
    assertEquals(List.of(13, 0), List.of(passage.vector(), passage.errorCode()));
    assertEquals("error code 00000000 at 00009FD8", words(passage, true).getLast());
    int step = refused.step();
    refused.apply(new Command.Run(1));
    Passage delivered = passage(refused);
    assertEquals(When.NOW, delivered.when());
    assertEquals(step + 1, delivered.step());
    assertEquals(passage.rows(), delivered.rows());
    refused.apply(new Command.Run(1));
    assertEquals(When.EARLIER, passage(refused).when());
    assertEquals(delivered.rows(), passage(refused).rows());
  }

  @Test
  void aCallGateAndTheReturnFromIt() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("gdt.6.count", 1));
    until(world, "gate.call");
    Passage call = passage(world);
    assertEquals(
        List.of(
            "NULL_SELECTOR",
            "SELECTOR_LIMIT",
            "GATE_DPL_FOR_CALL",
            "NOT_PRESENT",
            "NULL_SELECTOR",
            "SELECTOR_LIMIT",
            "DESCRIPTOR_TYPE",
            "GATE_TARGET_DPL",
            "NOT_PRESENT",
            "TSS_LIMIT",
            "NULL_SELECTOR",
            "SELECTOR_LIMIT",
            "TSS_STACK",
            "DESCRIPTOR_TYPE",
            "STACK_NOT_PRESENT",
            "SEGMENT_LIMIT",
            "CODE_LIMIT"),
        checks(call).stream().map(check -> check.replace(" PASSED", "")).toList());
    assertTrue(words(call, true).stream().anyMatch(word -> word.startsWith("parameter ")));
    assertEquals(List.of(), Order.rest(Way.CALL, asked(call)));
  }

  @Test
  void aPageThatRefusesIsTheRowThatFails() {
    World paged = PagedKernel.inRing3("mov esp, 0x7000\nint 0x30\n");
    paged.run(2, StepObserver.NONE);
    Passage passage = passage(paged);
    assertEquals(Way.SOFTWARE, passage.way());
    assertEquals(failed(passage).orElseThrow().rule(), passage.refusal().orElseThrow().rule());
  }

  @Test
  void whereNothingHasHandedOverThereIsNothing() {
    assertEquals(Optional.empty(), Passage.of(Kernel.world(), disassembler()));
  }

  @Test
  void theMachineIsLeftAlone() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Run(1));
    String digest = world.timeline().digest();
    passage(world);
    assertEquals(digest, world.timeline().digest());
  }

  private void assertFailsAfter(Rule rule, Object... pokes) throws InvalidInput {
    World changed = Kernel.world("bits 32\norg 0x20000\nint 0x30\n");
    untilRing3(changed);
    changed.apply(new Command.Poke("idt.30.dpl", 3));
    for (int i = 0; i < pokes.length; i += 2) {
      changed.apply(new Command.Poke((String) pokes[i], (Integer) pokes[i + 1]));
    }
    changed.apply(new Command.Run(1));
    Passage passage = passage(changed);
    assertEquals(When.NOW, passage.when());
    assertEquals(rule, failed(passage).orElseThrow().rule());
    assertEquals(rule, passage.refusal().orElseThrow().rule());
    assertEquals(List.of(), changes(passage));
  }

  private Passage interrupt() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Run(1));
    return passage(world);
  }

  private static void untilRing3(World world) {
    while (world.board().cpu().cpl() != 3) {
      world.run(1, StepObserver.NONE);
    }
  }

  private static void until(World world, String event) {
    while (world.timeline().moment().events().stream()
        .noneMatch(happened -> happened.name().equals(event))) {
      assertEquals(1, world.run(1, StepObserver.NONE));
    }
  }

  private static Disassembler disassembler() {
    return new Disassembler(Kernel.opcodes());
  }

  private static Passage passage(World world) {
    return Passage.of(world, disassembler()).orElseThrow();
  }

  private static List<String> checks(Passage passage) {
    List<String> checks = new ArrayList<>();
    for (Row row : passage.rows()) {
      if (row instanceof Row.Check check) {
        checks.add(check.rule() + " " + check.outcome());
      }
    }
    return checks;
  }

  private static List<Rule> asked(Passage passage) {
    List<Rule> asked = new ArrayList<>();
    for (Row row : passage.rows()) {
      if (row instanceof Row.Check check) {
        asked.add(check.rule());
      }
    }
    return asked;
  }

  private static Optional<Row.Check> failed(Passage passage) {
    for (Row row : passage.rows()) {
      if (row instanceof Row.Check check && check.outcome() == Outcome.FAILED) {
        return Optional.of(check);
      }
    }
    return Optional.empty();
  }

  private static List<String> words(Passage passage, boolean written) {
    List<String> words = new ArrayList<>();
    for (Row row : passage.rows()) {
      if (row instanceof Row.Word word && word.written() == written) {
        String value = Hex.hex(word.value(), 2 * word.bytes());
        words.add(word.name() + " " + value + " at " + Hex.hex32(word.linear()));
      }
    }
    return words;
  }

  private static List<String> changes(Passage passage) {
    List<String> changes = new ArrayList<>();
    for (Row row : passage.rows()) {
      if (row instanceof Row.Change change) {
        changes.add(change.name() + " " + hex(change.before()) + ">" + hex(change.after()));
      }
    }
    return changes;
  }

  private static String hex(int value) {
    return Integer.toHexString(value).toUpperCase();
  }
}
