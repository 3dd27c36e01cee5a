package cloister.world.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.world.Command;
import org.junit.jupiter.api.Test;

/** What a right answer alone does not prove. */
class EvidenceTest {
  @Test
  void whatTheMachineHasNotShownIsNamedOnceTheAnswerIsRight() throws Exception {
    LessonSession session =
        LessonSessionTest.open(
            "{'id':'n','title':'t','check':{'all':[{'state':{'cpu.cpl':0}},"
                + "{'trace':{'has':'gate.call'}},{'answer':{'type':'number','correct':3}}]}}");
    assertTrue(LessonSessionTest.task(session, "n").missing().isEmpty());
    session.apply(new Command.Answer("n", Json.of(4)));
    assertTrue(LessonSessionTest.task(session, "n").missing().isEmpty());
    session.apply(new Command.Answer("n", Json.of(3)));
    Evidence.Missing missing = LessonSessionTest.task(session, "n").missing().orElseThrow();
    assertEquals(new Evidence.Missing(Evidence.Place.EVENTS, 1, 2), missing);
    session.apply(new Command.Run(400));
    assertTrue(LessonSessionTest.task(session, "n").passed());
    assertTrue(LessonSessionTest.task(session, "n").missing().isEmpty());
  }
}
