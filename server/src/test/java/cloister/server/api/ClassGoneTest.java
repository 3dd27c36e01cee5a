package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.server.Browser;
import cloister.server.TestServer;
import cloister.server.store.Assignments;
import cloister.server.store.Classes;
import cloister.server.store.Database;
import cloister.server.store.Secrets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A class that its instructor deletes while somebody joins it or is about to assign something. */
class ClassGoneTest {
  @Test
  void whoJoinsThenIsToldAndLeavesNothingBehind() throws Exception {
    TestServer.Setup setup = new TestServer.Setup();
    try (TestServer server = setup.start();
        Database database = Database.besideServer(setup.settings().data())) {
      String code =
          server
              .instructor("Ada")
              .post("/api/classes", "{\"title\":\"Short\"}")
              .json()
              .get("code")
              .asString();
      // The class has been found when the newcomer is written down, and is gone then.
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "CREATE TRIGGER gone AFTER INSERT ON learner"
                          + " BEGIN DELETE FROM classroom; END"));
      Browser.Answer answer =
          server.browser().post("/api/classes/" + code + "/join", "{\"nickname\":\"Mira\"}");
      assertEquals(404, answer.status(), answer.text());
      assertEquals("code", answer.field());
      assertEquals(0, learners(database));
    }
  }

  private static int learners(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT count(*) FROM learner").mapTo(Integer.class).one());
  }

  @Test
  void theStoreSaysSo() throws Exception {
    TestServer.Setup setup = new TestServer.Setup();
    try (TestServer server = setup.start();
        Database database = Database.besideServer(setup.settings().data())) {
      Clock clock = server.clock();
      Classes classes = new Classes(database.jdbi(), clock, new Secrets());
      assertEquals(Classes.Joining.GONE, classes.join("NONESUCH", "learner", "Mira"));
      Assignments assignments = new Assignments(database.jdbi(), clock);
      assertEquals(
          new Assignments.Adding.Gone(),
          assignments.add("NONESUCH", "title", new Assignments.Work.Lesson("lesson")));
    }
  }
}
