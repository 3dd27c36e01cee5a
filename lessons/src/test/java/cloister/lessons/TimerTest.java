package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.message.Message;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.sentence.Code;
import cloister.world.sentence.StepSentence;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Moment;
import cloister.world.timeline.StepObserver;
import cloister.world.timeline.Timeline;
import cloister.world.timeline.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step at which the timer takes the processor: nothing of the program runs in it. */
final class TimerTest {
  private World world;

  @BeforeEach
  void startLesson() throws Exception {
    LessonSource lesson = LessonSource.read(Path.of("course/rings/timer"));
    world = new World(new OpcodeTable(), lesson.scenario());
    String straight = "bits 32\norg 0x20000\nfirst: times 600 nop\njmp first\n";
    world.apply(new Command.Load("first.asm", straight));
    EventName interrupt = new EventName("interrupt.external");
    world.run(2000, () -> interrupt.in(world.timeline().moment()));
  }

  @Test
  void theSentenceNamesNoInstruction() {
    Code code = new Code(new Disassembler(new OpcodeTable()));
    Message sentence = new StepSentence(code).of(world);
    assertEquals("step.deliver-crossing", sentence.id());
    assertTrue(sentence.toJson().write().contains("step.interrupt"), sentence.toString());
    assertEquals(Moment.Kind.INTERRUPT, world.timeline().moment().kind());
  }

  @Test
  void theInstructionThatWaitsHasNotRun() throws Exception {
    int waits = world.timeline().moment().address();
    int step = world.step();
    assertTrue(world.timeline().coverage().executed(waits - 1, step));
    assertFalse(world.timeline().coverage().executed(waits, step));
    List<Moment> visit = world.timeline().visit(3, 2);
    assertEquals(waits - 1, visit.get(visit.size() - 1).address());
    world.apply(new Command.Seek(step - 1));
    world.apply(new Command.Run(1));
    assertFalse(world.timeline().coverage().executed(waits, step), "when it comes again");
  }

  @Test
  void theInterruptIsTheWriterOfThePrivilegeLevel() {
    Writer writer = world.lastWriter().find(world.step(), List.of(Watch.cpl())).get(0);
    Moment moment = ((Writer.Step) writer).moment();
    assertEquals(world.step(), moment.step());
    assertEquals(Moment.Kind.INTERRUPT, moment.kind());
  }

  @Test
  void anInterruptIsOneAlsoWhereStepsAreNoLongerRecordedOneByOne() {
    EventName interrupt = new EventName("interrupt.external");
    List<Moment.Kind> kinds = new ArrayList<>();
    world.run(Timeline.FINE_STEPS, StepObserver.NONE);
    world.run(
        1000,
        () -> {
          Moment moment = world.timeline().moment();
          if (interrupt.in(moment)) {
            kinds.add(moment.kind());
          }
          return false;
        });
    assertEquals(Collections.nCopies(3, Moment.Kind.INTERRUPT), kinds);
  }
}
