package cloister.world.lesson;

import static cloister.world.lesson.LessonSessionTest.bundle;
import static cloister.world.lesson.LessonSessionTest.passed;
import static cloister.world.lesson.LessonSessionTest.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A prediction of what comes true first, whatever is done until then. */
class FirstOfTest {
  private static final String WHICH =
      "{'id':'p','title':'t','check':{'predict':{'first':"
          + "{'GP':{'trace':{'has':'fault.GP'}},'ring3':{'state':{'cpu.cpl':3}}}}},"
          + "'feedback':{'GP':'Ring 3 came first.'}}";

  @Test
  void whatComesTrueFirstDecides() throws Exception {
    LessonSession session = open(WHICH);
    assertEquals(Optional.of("open"), task(session, "p").way());
    session.apply(new Command.Answer("p", Json.of("GP")));
    session.apply(new Command.Run(200));
    assertEquals(Optional.of(false), task(session, "p").correct());
    assertFalse(passed(session, "p"));
    int before = task(session, "p").retryStep().orElseThrow();
    session.apply(new Command.Seek(before));
    assertEquals(0, session.world().machine().cpu().cpl());
    assertEquals(Optional.of("ahead"), task(session, "p").way());
    session.apply(new Command.Answer("p", Json.of("ring3")));
    session.apply(new Command.Run(200));
    assertTrue(passed(session, "p"));
    assertFalse(task(session, "p").firstTry());
    assertEquals(Optional.of(Json.of("GP")), task(session, "p").believed());
  }

  @Test
  void anAnswerBehindItIsLate() throws Exception {
    LessonSession session = open(WHICH);
    session.apply(new Command.Run(200));
    session.apply(new Command.Answer("p", Json.of("ring3")));
    assertEquals("task.late", task(session, "p").feedback().orElseThrow().id());
    session.apply(new Command.Run(200));
    assertFalse(passed(session, "p"));
  }

  @Test
  void aMachineThatWasChangedByHandDecidesNothing() throws Exception {
    LessonSession session = open(WHICH);
    session.apply(new Command.Answer("p", Json.of("ring3")));
    session.apply(new Command.Poke("reg.edi", 1));
    session.apply(new Command.Run(200));
    assertFalse(passed(session, "p"));
    assertEquals("task.changed", task(session, "p").feedback().orElseThrow().id());
  }

  @Test
  void oneAloneIsNoPrediction() {
    assertThrows(
        InvalidInput.class,
        () ->
            open(
                "{'id':'p','title':'t','check':{'predict':{'first':{'a':{'state':{'step':1}}}}}}"));
    assertThrows(
        InvalidInput.class,
        () -> open("{'id':'p','title':'t','check':{'predict':{'first':{'a':{},'b':{}}}}}"));
  }

  private static LessonSession open(String... tasks) throws Exception {
    Lesson lesson = Lesson.of(bundle("[]", String.join(",", List.of(tasks))), "");
    return new LessonSession(new World(Kernel.opcodes(), lesson.scenario()), lesson);
  }
}
