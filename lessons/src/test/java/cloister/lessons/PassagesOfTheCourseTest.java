package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.message.Catalogue;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.World;
import cloister.world.lesson.Lesson;
import cloister.world.run.Replay;
import cloister.world.timeline.StepObserver;
import cloister.world.view.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Wherever the course hands control over, what the delivery sheet tells is what the step reported:
 * through which gate, to which place, refused by which rule.
 */
@Tag("full")
class PassagesOfTheCourseTest {
  private static final Path COURSE = Path.of("course");

  /** Long runs repeat themselves. */
  private static final int MOST_STEPS = 150;

  private static final View VIEW = new View(Catalogue.empty(), new Disassembler(new OpcodeTable()));

  private final TreeSet<String> kinds = new TreeSet<>();

  /** All Linux hosts start alike, and their first passages are the start's. */
  private int hosts;

  @Test
  void everyPassageIsWhatTheStepReported() throws Exception {
    for (LessonLog log : LessonLog.solutions(COURSE)) {
      Course course = Course.read(COURSE);
      LessonSource source = LessonSource.read(course.folder(log.lesson()));
      if (source.frontMatter().sim().model().equals(Scenario.LINUX) && hosts++ > 0) {
        continue;
      }
      Lesson lesson = Lesson.of(Bundle.of(course, source), "");
      Replay replay = Replay.of(SystemFiles.tools(new OpcodeTable()), lesson);
      replay.play(log.commands());
      World world = replay.world();
      for (int step : stepsWithEvents(world)) {
        world.apply(new Command.Seek(step), StepObserver.NONE);
        compare(log.lesson() + " " + log.name() + ", step " + step, world);
      }
    }
    assertTrue(
        kinds.containsAll(List.of("int", "vector", "call", "jmp", "iret", "retf")),
        kinds.toString());
    assertTrue(kinds.contains("refused"), kinds.toString());
  }

  private static List<Integer> stepsWithEvents(World world) {
    TreeSet<Integer> steps = new TreeSet<>();
    for (int i = 0; i < world.timeline().trace().size() && steps.size() < MOST_STEPS; i++) {
      int step = world.timeline().trace().step(i);
      if (step > 0 && step <= world.timeline().lastStep()) {
        steps.add(step);
      }
    }
    return new ArrayList<>(steps);
  }

  private void compare(String where, World world) {
    List<Event> events = world.timeline().moment().events();
    Json view = VIEW.passage(world);
    boolean here = view instanceof Json.Obj found && textOf(found, "title").equals("trap.now");
    boolean arrived = false;
    for (Event event : events) {
      if (event instanceof Event.Delivered delivered) {
        assertTrue(here, where);
        arrives(where, (Json.Obj) view, delivered.selector(), delivered.offset());
        arrived = true;
      } else if (event instanceof Event.Returned returned) {
        assertTrue(here, where);
        arrives(where, (Json.Obj) view, returned.selector(), returned.offset());
        arrived = true;
      } else if (event instanceof Event.GatePassed) {
        assertTrue(here, where);
      }
    }
    if (here) {
      Json.Obj passage = (Json.Obj) view;
      kinds.add(text(passage, "from").replaceAll("int 0x.*", "int").replaceAll("0x.*", "vector"));
      if (events.stream().anyMatch(event -> event instanceof Event.ShutDown)) {
        // The third refusal in a row is told as the end of the processor alone.
        assertFalse(failed(passage).isEmpty(), where);
        return;
      }
      String refusal = arrived ? "" : refusal(events);
      assertEquals(refusal, failed(passage), where);
      assertEquals(refusal.isEmpty(), passage.get("end") == Json.NULL, where);
      if (!refusal.isEmpty()) {
        kinds.add("refused");
      }
    }
  }

  /** The values that the rows give CS and EIP are where the processor went. */
  private static void arrives(String where, Json.Obj passage, int selector, int offset) {
    for (Json.Obj row : rows(passage)) {
      String name = text(row, "name");
      if (text(row, "kind").equals("change") && name.equals("CS")) {
        assertEquals(Hex.hex16(selector), text(row, "value"), where);
      }
      if (text(row, "kind").equals("change") && name.equals("EIP")) {
        assertEquals(Hex.hex32(offset), text(row, "value"), where);
      }
      if (text(row, "kind").equals("check")) {
        assertEquals("passed", name, where);
      }
    }
  }

  private static String refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.FaultRaised fault && fault.vector() != Exceptions.DB) {
        return "rule." + fault.rule() + ".failed";
      }
    }
    return "";
  }

  private static String failed(Json.Obj passage) {
    for (Json.Obj row : rows(passage)) {
      if (text(row, "name").equals("failed")) {
        return textOf(row, "text");
      }
    }
    return "";
  }

  private static List<Json.Obj> rows(Json.Obj passage) {
    List<Json.Obj> rows = new ArrayList<>();
    for (Json row : ((Json.Arr) passage.get("rows")).items()) {
      rows.add((Json.Obj) row);
    }
    return rows;
  }

  private static String text(Json.Obj object, String member) {
    return ((Json.Str) object.get(member)).value();
  }

  /** The id of a sentence. */
  private static String textOf(Json.Obj object, String member) {
    return text((Json.Obj) object.get(member), "id");
  }
}
