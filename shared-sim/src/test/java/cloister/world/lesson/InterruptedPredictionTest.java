package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
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
      """
      bits 16
      org 0x7c00
      xor ax, ax
      mov ds, ax
      mov word [0x20], handler
      mov word [0x22], ax
      mov al, 0x11
      out 0x20, al
      mov al, 8
      out 0x21, al
      mov al, 4
      out 0x21, al
      mov al, 1
      out 0x21, al
      mov al, 0xfe
      out 0x21, al
      mov al, 0x34
      out 0x43, al
      mov al, 0
      out 0x40, al
      mov al, 8
      out 0x40, al
      sti
      hlt
      behind:
      jmp $
      handler:
      inc bx
      mov al, 0x20
      out 0x20, al
      iret
      """;

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
