package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.machine.TimerProgram;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A prediction about an instruction before which an interrupt comes. */
class InterruptedPredictionTest {
  private static final String PROGRAM =
      TimerProgram.of(
          0x800,
          """
          sti
          hlt
          behind:
          jmp $
          timer:
          inc bx
          mov al, 0x20
          out 0x20, al
          iret
          """);

  private static final String TASK =
      "[{'id':'p','title':'t','check':{'predict':{'before':'at behind','ask':'reg.ebx',"
          + "'choices':['0','1']}}}]";

  @Test
  void theInterruptDoesNotShowWhatTheInstructionWill() throws Exception {
    List<SourceFile> files = List.of(new SourceFile("program.asm", PROGRAM, false));
    Scenario scenario = new Scenario("timer", 1 << 20, 7, files, 10_000);
    Json bundle =
        Json.object()
            .put("format", 1)
            .put("id", "rings/test")
            .put("title", "Test")
            .put("scenario", scenario.toJson())
            .put("deny", List.of())
            .put("tasks", JsonParser.parse(TASK.replace('\'', '"')))
            .build();
    Lesson lesson = Lesson.of(bundle, "");
    LessonSession session =
        new LessonSession(new World(Kernel.opcodes(), lesson.scenario()), lesson);
    session.apply(new Command.Answer("p", Json.of("1")));
    session.apply(new Command.Run(40));
    assertEquals(Optional.of(true), session.tasks().get(0).correct());
    assertTrue(session.tasks().get(0).firstTry());
  }
}
