package cloister.world.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Rule;
import cloister.world.Kernel;
import cloister.world.TwoTasks;
import cloister.world.World;
import cloister.world.probe.Place;
import cloister.world.table.TaskState.Field;
import cloister.world.trap.Row.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two tasks, of either width, as the switch between them leaves them in memory. */
class TaskSwitchTest {

  @Test
  void aSwitchShowsBothImagesWithTheirOwnLayouts() {
    World world = TwoTasks.switched(true);
    Passage passage = passage(world);
    assertEquals("call 0x30:0x0", passage.code());
    Task left = passage.tasks().get(0);
    Task entered = passage.tasks().get(1);
    assertEquals(List.of(0x28, 0x30), List.of(left.selector(), entered.selector()));
    assertTrue(left.busy() && entered.busy(), "a call leaves the first task busy");
    assertTrue(left.state().wide());
    assertFalse(entered.state().wide());
    int first = world.symbol("first_task").orElseThrow();
    int second = world.symbol("second_task").orElseThrow();
    assertTrue(fields(left).contains("eax 00001234 at " + Hex.hex32(first + 40) + " moved"));
    assertTrue(fields(left).contains("cr3 00000000 at " + Hex.hex32(first + 28)));
    assertEquals(
        List.of(
            "link 0028 at " + Hex.hex32(second),
            "sp0 0000 at " + Hex.hex32(second + 2),
            "ss0 0000 at " + Hex.hex32(second + 4),
            "sp1 0000 at " + Hex.hex32(second + 6),
            "ss1 0000 at " + Hex.hex32(second + 8),
            "sp2 0000 at " + Hex.hex32(second + 10),
            "ss2 0000 at " + Hex.hex32(second + 12),
            "ip "
                + Hex.hex16(world.symbol("inside").orElseThrow())
                + " at "
                + Hex.hex32(second + 14)
                + " moved",
            "flags 0002 at " + Hex.hex32(second + 16) + " moved",
            "ax 5678 at " + Hex.hex32(second + 18) + " moved"),
        fields(entered).subList(0, 10));
    assertEquals(22, fields(entered).size());
    assertEquals("ldt 0000 at " + Hex.hex32(second + 42) + " moved", fields(entered).getLast());
  }

  @Test
  void theRowsTellTheChecksTheLinkAndTheBusyBit() {
    Passage passage = passage(TwoTasks.switched(false));
    List<Rule> asked = new ArrayList<>();
    List<String> written = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (Row row : passage.rows()) {
      switch (row) {
        case Row.Check check -> {
          assertEquals(Outcome.PASSED, check.outcome());
          asked.add(check.rule());
        }
        case Row.Word word -> written.add(word.name() + " " + Integer.toHexString(word.value()));
        case Row.Change change -> changed.add(change.name());
        case Row.Entry _ -> {
          // The checks say what was read.
        }
      }
    }
    assertEquals(
        List.of(
            Rule.NULL_SELECTOR,
            Rule.SELECTOR_LIMIT,
            Rule.TASK_DPL,
            Rule.TASK_SELECTOR,
            Rule.SELECTOR_LIMIT,
            Rule.TASK_TYPE,
            Rule.NOT_PRESENT,
            Rule.TSS_LIMIT,
            Rule.TSS_LIMIT),
        asked.subList(0, 9));
    assertEquals(List.of("link 28", "B 1"), written);
    assertTrue(changed.containsAll(List.of("EIP", "NT", "TR")), changed.toString());
  }

  /** It was read with the layout of 32 bits before, whatever its descriptor said. */
  @Test
  void theTaskRegisterOfSixteenBitsIsReadAsSuch() {
    World world = TwoTasks.switched(true);
    assertTrue(new Place.Task(Field.ESP0).exists(world.board()));
    assertEquals(
        world.symbol("inside").orElseThrow(), new Place.Task(Field.EIP).read(world.board()));
    assertFalse(new Place.Task(Field.CR3).exists(world.board()));
  }

  private static List<String> fields(Task task) {
    List<String> fields = new ArrayList<>();
    for (Field field : task.fields()) {
      int digits = 2 * task.state().bytes(field);
      fields.add(
          task.state().name(field)
              + " "
              + Hex.hex(task.state().read(field), digits)
              + " at "
              + Hex.hex32(task.state().base() + task.state().offset(field))
              + (task.moved(field) ? " moved" : ""));
    }
    return fields;
  }

  private static Passage passage(World world) {
    return Passage.of(world, new Disassembler(Kernel.opcodes())).orElseThrow();
  }
}
