package cloister.world.lesson;

import static cloister.world.lesson.LessonSessionTest.bundle;
import static cloister.world.lesson.LessonSessionTest.passed;
import static cloister.world.lesson.LessonSessionTest.states;
import static cloister.world.lesson.LessonSessionTest.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.World;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs that are longer than the steps that are all looked at. */
class LongRunTest {
  @Test
  void nothingIsDeniedOfEventsThatWereDropped() throws Exception {
    String program =
        """
        bits 32
        org 0x20000
            mov al, 'x'
            mov ecx, 60000
        turn:
            int 0x30
            dec ecx
            jnz turn
            ud2
        """;
    LessonSession session =
        open(
            Kernel.scenario(program),
            "{'id':'n','title':'t','check':{'trace':{'never':'fault.UD'},'mode':'hold'}}",
            "{'id':'o','title':'t','check':{'not':{'trace':{'has':'fault.UD'}},'mode':'hold'}}",
            "{'id':'b','title':'t','check':{'trace':{'before':'ring.out','never':'fault.UD'},"
                + "'mode':'hold'}}",
            "{'id':'h','title':'t','check':{'trace':{'has':'ring.out'},'mode':'hold'}}");
    untilRing3(session);
    session.apply(new Command.Poke("idt.30.dpl", 3));
    session.apply(new Command.Run(1000));
    assertTrue(passed(session, "n") && passed(session, "o"));
    session.apply(new Command.Run(400_000));
    assertTrue(session.world().timeline().trace().full());
    assertFalse(passed(session, "n"));
    assertFalse(passed(session, "o"));
    assertTrue(passed(session, "b") && passed(session, "h"));
    session.apply(new Command.Seek(1000));
    assertTrue(passed(session, "n") && passed(session, "o"), "known up to here");
  }

  @Test
  void taskStatesBeyondTheFineStepsDoNotDependOnHowARunWasCut() throws Exception {
    String program =
        """
        bits 32
        org 0x20000
        turn:
            inc ecx
            mov eax, 'x'
        rare:
            mov edx, 9973
        inner:
            dec edx
            jnz inner
        ask:
            int 0x30
            jmp turn
        """;
    String[] tasks = {
      predict("at rare"),
      predict("interrupt.software"),
      predict("step " + 150_003).replace("'p'", "'n'"),
      "{'id':'fx','title':'t','check':{'predict':{'first':{'5':{'state':{'reg.ecx':{'min':9}}},"
          + "'6':{'trace':{'count':{'interrupt.software':{'min':3}}}}}}}}",
      "{'id':'s','title':'t','check':{'state':{'reg.ecx':6,'reg.edx':{'min':100,'max':5000}}}}",
      "{'id':'h','title':'t','check':{'state':{'reg.edx':{'max':4000}},'mode':'hold'}}"
    };
    for (int round = 0; round < 12; round++) {
      Random random = new Random(round);
      LessonSession session = open(Kernel.scenario(program), tasks);
      session.apply(new Command.Load("program.asm", program));
      for (int i = 0; i < 25; i++) {
        wander(session, random);
      }
      LessonSession replayed = open(Kernel.scenario(program), tasks);
      for (Command command : session.world().log().commands()) {
        replayed.apply(command);
      }
      assertEquals(states(session), states(replayed), "round " + round);
      assertEquals(session.world().timeline().digest(), replayed.world().timeline().digest());
    }
  }

  private static String predict(String before) {
    return "{'id':'"
        + before.charAt(0)
        + "x','title':'t','check':{'predict':{'before':'"
        + before
        + "','ask':'reg.ecx','choices':['5','6','7']}}}";
  }

  private static void wander(LessonSession session, Random random) throws InvalidInput {
    World world = session.world();
    int last = world.timeline().lastStep();
    switch (random.nextInt(8)) {
      case 0 -> session.apply(new Command.Run(random.nextInt(200)));
      case 1, 2 -> session.apply(new Command.Run(random.nextInt(30_000)));
      case 3 ->
          session.apply(
              new Command.Run(40_000),
              () ->
                  world.machine().cpu().cpl() == 0
                      || !world.timeline().moment().events().isEmpty());
      case 4 -> session.apply(new Command.Seek(random.nextInt(last + 1)));
      case 5 -> session.apply(new Command.Seek(last + random.nextInt(20_000)));
      case 6 -> {
        session.apply(new Command.Answer("ax", Json.of(5 + random.nextInt(3))));
        session.apply(new Command.Answer("fx", Json.of(5 + random.nextInt(2))));
      }
      default -> session.apply(new Command.Answer("ix", Json.of(5 + random.nextInt(3))));
    }
  }

  private static LessonSession open(Scenario scenario, String... tasks) throws Exception {
    Lesson lesson = Lesson.of(bundle("[]", String.join(",", tasks)), "");
    return new LessonSession(new World(Kernel.opcodes(), scenario), lesson);
  }

  @Test
  void theEndOfARunCountsBeyondTheStepsThatAreLookedAt() throws Exception {
    LessonSession session =
        open(
            Kernel.scenario(Kernel.SPIN),
            "{'id':'e','title':'t','check':{'state':{'reg.eax':{'min':8000}}}}",
            predict("at spin").replace("'ax'", "'p'"));
    session.apply(new Command.Run(24_500));
    assertTrue(passed(session, "e"));
    int passedAt = task(session, "e").passedAt().orElseThrow();
    session.apply(new Command.Run(1000));
    assertEquals(passedAt, task(session, "e").passedAt().orElseThrow());
    assertEquals(
        List.of(new Command.Run(24_500), new Command.Run(1000)), session.world().log().commands());
  }

  private static void untilRing3(LessonSession session) throws InvalidInput {
    World world = session.world();
    session.apply(new Command.Run(1000), () -> world.machine().cpu().cpl() == 3);
  }
}
