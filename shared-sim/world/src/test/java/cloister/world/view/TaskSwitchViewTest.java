package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.world.TwoTasks;
import cloister.world.World;
import cloister.world.probe.Place;
import cloister.world.table.TaskState.Field;
import cloister.world.timeline.StepObserver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two tasks, of either width, as the switch between them leaves them in memory. */
class TaskSwitchViewTest {

  @Test
  void aSwitchShowsBothImagesWithTheirOwnLayouts() {
    World world = TwoTasks.switched(true);
    Passage passage = Passage.of(world);
    assertEquals("call", passage.from());
    Json.Obj left = passage.task(0);
    Json.Obj entered = passage.task(1);
    assertEquals(List.of(Json.of(0x28), Json.of(0x30)), both(passage, "selector"));
    assertEquals(List.of(Json.of(true), Json.of(true)), both(passage, "busy"));
    assertEquals(List.of(Json.of(32), Json.of(16)), both(passage, "bits"));
    int first = world.symbol("first_task").orElseThrow();
    int second = world.symbol("second_task").orElseThrow();
    assertTrue(
        Passage.fields(left).contains("eax 00001234 at " + Hex.hex32(first + 40) + " moved"));
    assertTrue(Passage.fields(left).contains("cr3 00000000 at " + Hex.hex32(first + 28)));
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
        Passage.fields(entered).subList(0, 10));
    assertEquals(22, Passage.fields(entered).size());
    assertEquals(
        "ldt 0000 at " + Hex.hex32(second + 42) + " moved", Passage.fields(entered).getLast());
  }

  @Test
  void theRowsTellTheChecksTheLinkAndTheBusyBit() {
    Passage passage = Passage.of(TwoTasks.switched(false));
    assertEquals(
        List.of(
            "NULL_SELECTOR PASSED",
            "SELECTOR_LIMIT PASSED",
            "TASK_DPL PASSED",
            "TASK_SELECTOR PASSED",
            "SELECTOR_LIMIT PASSED",
            "TASK_TYPE PASSED",
            "NOT_PRESENT PASSED",
            "TSS_LIMIT PASSED",
            "TSS_LIMIT PASSED"),
        passage.checks().subList(0, 9));
    assertEquals(
        List.of("link 0028", "B 1"),
        passage.words("write").stream()
            .map(word -> word.substring(0, word.indexOf(" at")))
            .toList());
    assertTrue(passage.changes().contains("TR 0028>0030"), passage.changes().toString());
    assertTrue(passage.changes().contains("NT 0>1"), passage.changes().toString());
  }

  /** IRET with NT set goes back to the task that the link names, which stays busy. */
  @Test
  void theReturnFindsTheLinkAndFreesTheTask() {
    World world = TwoTasks.switched(true);
    world.run(1, StepObserver.NONE);
    Passage passage = Passage.of(world);
    assertEquals("iret", passage.from());
    assertEquals("link 0028", passage.words("read").getFirst().substring(0, 9));
    assertEquals(List.of(Json.of(false), Json.of(true)), both(passage, "busy"));
    assertTrue(passage.changes().contains("NT 1>0"), passage.changes().toString());
  }

  /** It was read with the layout of 32 bits before, whatever its descriptor said. */
  @Test
  void theTaskRegisterOfSixteenBitsIsReadAsSuch() {
    World world = TwoTasks.switched(true);
    assertTrue(new Place.Task(Field.ESP0).exists(world.machine()));
    assertEquals(
        world.symbol("inside").orElseThrow(), new Place.Task(Field.EIP).read(world.machine()));
    assertFalse(new Place.Task(Field.CR3).exists(world.machine()));
  }

  private static List<Json> both(Passage passage, String member) {
    return List.of(passage.task(0).get(member), passage.task(1).get(member));
  }
}
