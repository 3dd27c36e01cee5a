package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.event.Event;
import cloister.event.Rule;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.PagedKernel;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageViewTest {
  /** INT n through an interrupt gate, in the same ring and inwards, as the manual has it. */
  private static final List<List<String>> ORDERS =
      List.of(
          List.of(
              "VECTOR_LIMIT",
              "GATE_TYPE",
              "GATE_DPL_FOR_INTERRUPT",
              "GATE_NOT_PRESENT",
              "NULL_SELECTOR",
              "SELECTOR_LIMIT",
              "DESCRIPTOR_TYPE",
              "INTERRUPT_TARGET_DPL",
              "NOT_PRESENT",
              "CODE_LIMIT",
              "SEGMENT_LIMIT"),
          List.of(
              "VECTOR_LIMIT",
              "GATE_TYPE",
              "GATE_DPL_FOR_INTERRUPT",
              "GATE_NOT_PRESENT",
              "NULL_SELECTOR",
              "SELECTOR_LIMIT",
              "DESCRIPTOR_TYPE",
              "INTERRUPT_TARGET_DPL",
              "NOT_PRESENT",
              "CODE_LIMIT",
              "TSS_LIMIT",
              "NULL_SELECTOR",
              "SELECTOR_LIMIT",
              "TSS_STACK",
              "DESCRIPTOR_TYPE",
              "STACK_NOT_PRESENT",
              "SEGMENT_LIMIT"));

  private final World world = Kernel.world("bits 32\norg 0x20000\nint 0x30\nnop\ncall 0x30:0\n");

  @Test
  void aClosedGateIsRefusedAndWhatWouldHaveComeNextIsNamed() throws InvalidInput {
    Passage passage = interrupt();
    assertEquals("int 0x30", passage.from());
    assertEquals(
        List.of("VECTOR_LIMIT PASSED", "GATE_TYPE PASSED", "GATE_DPL_FOR_INTERRUPT FAILED"),
        passage.checks().subList(0, 3));
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
        passage.checks().subList(3, passage.checks().size()));
    assertEquals(List.of(), passage.words("write"));
    assertEquals("CPL 3 > gate DPL 0", passage.value("GATE_DPL_FOR_INTERRUPT"));
    assertEquals("vector*8+7 0x187 ≤ table limit 0x187", passage.value("VECTOR_LIMIT"));
    assertTrue(passage.end().contains("#GP(0x182)"), passage.end());
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

  /** The one bound is asked in the place of the other, so nothing is left that was not reached. */
  @Test
  void aStackThatGrowsDownFailsInThePlaceOfTheLimit() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("idt.30.dpl", 3));
    world.apply(new Command.Poke("gdt.2.type", 6));
    Passage passage = interrupt();
    assertEquals("SEGMENT_LIMIT_DOWN FAILED", passage.checks().getLast());
    assertEquals(Rule.SEGMENT_LIMIT_DOWN, refusal(world));
  }

  @Test
  void anOpenGateShowsStackPushesAndWhatChanged() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("idt.30.dpl", 3));
    Passage passage = interrupt();
    assertTrue(passage.checks().stream().allMatch(check -> check.endsWith("PASSED")));
    int tss = world.symbol("tss").orElseThrow();
    assertEquals(ORDERS.get(1), rules(passage));
    assertEquals(
        List.of("ESP 00009FF0 at " + Hex.hex32(tss + 4), "SS 0010 at " + Hex.hex32(tss + 8)),
        passage.words("read"));
    assertEquals(
        List.of(
            "SS 00000023 at 00009FEC",
            "ESP 00023000 at 00009FE8",
            "EFLAGS 00000202 at 00009FE4",
            "CS 0000001B at 00009FE0",
            "EIP 00020002 at 00009FDC"),
        passage.words("write"));
    String handler = Hex.hex32(world.symbol("service").orElseThrow());
    assertEquals(
        List.of(
            "CS 001B>0008",
            "EIP 00020000>" + handler,
            "SS 0023>0010",
            "ESP 00023000>00009FDC",
            "CPL 3>0",
            "IF 1>0"),
        passage.changes());
  }

  /** The words that it says were pushed are in memory. */
  @Test
  void whatItTellsIsWhatTheMachineDid() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Poke("idt.30.dpl", 3));
    List<String> inMemory = new ArrayList<>();
    for (String word : interrupt().words("write")) {
      String address = word.substring(word.length() - 8);
      int value = world.machine().cpu().linear().read32(Integer.parseInt(address, 16));
      inMemory.add(word.substring(0, word.indexOf(' ') + 1) + Hex.hex32(value) + " at " + address);
    }
    assertEquals(5, inMemory.size());
    assertEquals(inMemory, passage(world).words("write"));
  }

  @Test
  void aPendingExceptionShowsTheDeliveryThatComes() throws InvalidInput {
    World refused = Kernel.world("bits 32\norg 0x20000\ncli\n");
    untilRing3(refused);
    refused.apply(new Command.Run(1));
    Passage passage = passage(refused);
    assertTrue(
        passage.title().contains("comes next: #GP(0) is delivered, vector 0x0D"), passage.title());
    assertEquals("error code 00000000 at 00009FD8", passage.words("write").getLast());
    int step = refused.step();
    refused.apply(new Command.Run(1));
    Passage delivered = passage(refused);
    assertTrue(delivered.title().startsWith("This step: "), delivered.title());
    assertEquals(step + 1, delivered.step());
    assertEquals(passage.rows(), delivered.rows());
    refused.apply(new Command.Run(1));
    assertTrue(passage(refused).title().contains("step " + (step + 1)), passage(refused).title());
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
        call.checks().stream().map(check -> check.replace(" PASSED", "")).toList());
    assertTrue(call.words("write").stream().anyMatch(word -> word.startsWith("parameter ")));
  }

  @Test
  void aPageThatRefusesIsTheRowThatFails() {
    World paged = PagedKernel.inRing3("mov esp, 0x40000000\nretf\n");
    paged.run(2, StepObserver.NONE);
    Passage passage = passage(paged);
    assertEquals("retf", passage.from());
    assertTrue(passage.failed().startsWith("PAGE_"), passage.failed());
    assertTrue(passage.end().contains("#PF"), passage.end());
  }

  @Test
  void whereNothingHasHandedOverThereIsNothing() {
    assertFalse(Passage.exists(Kernel.world()));
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
    assertTrue(passage.title().startsWith("This step: "), passage.title());
    assertEquals(rule.name(), passage.failed());
    assertTrue(ORDERS.contains(rules(passage)), rules(passage).toString());
    assertEquals(rule, refusal(changed));
    assertEquals(List.of(), passage.changes());
  }

  private Passage interrupt() throws InvalidInput {
    untilRing3(world);
    world.apply(new Command.Run(1));
    return passage(world);
  }

  private static void untilRing3(World world) {
    while (world.machine().cpu().cpl() != 3) {
      world.run(1, StepObserver.NONE);
    }
  }

  private static void until(World world, String event) {
    while (world.timeline().moment().events().stream()
        .noneMatch(happened -> happened.name().equals(event))) {
      assertEquals(1, world.run(1, StepObserver.NONE));
    }
  }

  /** The rules of all checks, those that were not reached among them. */
  private static List<String> rules(Passage passage) {
    List<String> rules = new ArrayList<>();
    for (String check : passage.checks()) {
      rules.add(check.substring(0, check.indexOf(' ')));
    }
    return rules;
  }

  private static Passage passage(World world) {
    return Passage.of(world);
  }

  private static Rule refusal(World world) {
    return ((Event.FaultRaised) world.timeline().moment().events().getLast()).rule();
  }
}
