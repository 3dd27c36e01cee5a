package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.server.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTryTest {
  private final MovableClock clock = new MovableClock();

  @TempDir private Path folder;

  @Test
  void theFirstPassSaysWhetherItWasTheFirstTry() throws StoreException {
    try (Database database = Database.inFolder(folder)) {
      Progress progress = new Progress(database.jdbi(), clock);
      Learners learners = new Learners(database.jdbi(), clock, new Secrets());
      String learner = learners.create().learner();
      pass(progress, learner, false);
      assertEquals(false, pass(progress, learner, true));
    }
  }

  @Test
  void aFirstTryOnAnotherDeviceIsNotLost() throws StoreException {
    try (Database database = Database.inFolder(folder)) {
      Progress progress = new Progress(database.jdbi(), clock);
      Learners learners = new Learners(database.jdbi(), clock, new Secrets());
      String learner = learners.create().learner();
      pass(progress, learner, false);
      clock.skip(Duration.ofMinutes(1));
      String later = learners.create().learner();
      pass(progress, later, true);
      learners.claim(learners.newCode(learner).code(), Optional.of(later));
      assertEquals(true, progress.of(learner).get("lesson").tasks().get("task").firstTry());
    }
  }

  @Test
  void theOtherLessonsLogsAreMeasured() throws Exception {
    try (Database database = Database.inFolder(folder)) {
      Progress progress = new Progress(database.jdbi(), clock);
      String learner = new Learners(database.jdbi(), clock, new Secrets()).create().learner();
      assertEquals(0, progress.logBytesBesides(learner, "other"));
      pass(progress, learner, true);
      assertEquals(2, progress.logBytesBesides(learner, "other"));
      assertEquals(0, progress.logBytesBesides(learner, "lesson"));
    }
  }

  private static boolean pass(Progress progress, String learner, boolean firstTry) {
    return progress
        .store(
            learner,
            "lesson",
            "[]",
            Map.of("task", firstTry),
            new Progress.Recording(0, "0.1.0", "hash", "digest"))
        .tasks()
        .get("task")
        .firstTry();
  }
}
