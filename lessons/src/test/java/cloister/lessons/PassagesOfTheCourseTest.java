package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Rule;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.lesson.Lesson;
import cloister.world.run.Replay;
import cloister.world.timeline.StepObserver;
import cloister.world.trap.Passage;
import cloister.world.trap.Passage.When;
import cloister.world.trap.Row;
import cloister.world.trap.Row.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Wherever the course hands control over, what the delivery sheet tells is what the step reported:
 * through which gate, to which place, refused by which rule.
 */
class PassagesOfTheCourseTest {
  private static final Path COURSE = Path.of("course");

  /** Long runs repeat themselves. */
  private static final int MOST_STEPS = 150;

  private final Disassembler disassembler = new Disassembler(new OpcodeTable());
  private final TreeSet<String> kinds = new TreeSet<>();

  @Test
  void everyPassageIsWhatTheStepReported() throws Exception {
    for (LessonLog log : LessonLog.all(COURSE)) {
      Course course = Course.read(COURSE);
      LessonSource source = LessonSource.read(course.folder(log.lesson()));
      Lesson lesson = Lesson.of(Bundle.of(course, source), "");
      Replay replay = Replay.of(new OpcodeTable(), lesson);
      replay.play(log.commands());
      World world = replay.world();
      for (int step : stepsWithEvents(world)) {
        world.apply(new Command.Seek(step), StepObserver.NONE);
        compare(log.lesson() + " " + log.name() + ", step " + step, world);
      }
    }
    assertTrue(
        kinds.containsAll(
            List.of("SOFTWARE", "EXCEPTION", "EXTERNAL", "CALL", "JUMP", "IRET", "RETURN")),
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
    Optional<Passage> found =
        Passage.of(world, disassembler).filter(passage -> passage.when() == When.NOW);
    boolean arrived = false;
    for (Event event : events) {
      switch (event) {
        case Event.Delivered delivered -> {
          arrives(where, found, delivered.selector(), delivered.offset());
          arrived = true;
        }
        case Event.Returned returned -> {
          arrives(where, found, returned.selector(), returned.offset());
          arrived = true;
        }
        case Event.GatePassed gate -> assertTrue(found.isPresent(), where);
        default -> {
          // Says nothing about the way.
        }
      }
    }
    if (found.isEmpty()) {
      return;
    }
    kinds.add(found.get().way().name());
    Optional<Rule> refusal = arrived ? Optional.empty() : refusal(events);
    assertEquals(refusal, failed(found.get()), where);
    assertEquals(refusal.isPresent(), found.get().refusal().isPresent(), where);
    refusal.ifPresent(rule -> kinds.add("refused"));
  }

  /** The last values that the rows give CS and EIP are where the processor went. */
  private static void arrives(String where, Optional<Passage> found, int selector, int offset) {
    Passage passage = found.orElseThrow(() -> new AssertionError(where));
    for (Row row : passage.rows()) {
      if (row instanceof Row.Change change && change.name().equals("CS")) {
        assertEquals(selector, change.after(), where);
      }
      if (row instanceof Row.Change change && change.name().equals("EIP")) {
        assertEquals(offset, change.after(), where);
      }
      if (row instanceof Row.Check check) {
        assertEquals(Outcome.PASSED, check.outcome(), where);
      }
    }
  }

  private static Optional<Rule> refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.FaultRaised fault && fault.vector() != Exceptions.DB) {
        return Optional.of(fault.rule());
      }
    }
    return Optional.empty();
  }

  private static Optional<Rule> failed(Passage passage) {
    for (Row row : passage.rows()) {
      if (row instanceof Row.Check check && check.outcome() == Outcome.FAILED) {
        return Optional.of(check.rule());
      }
    }
    return Optional.empty();
  }
}
