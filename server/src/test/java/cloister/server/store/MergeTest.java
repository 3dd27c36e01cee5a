package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.server.MovableClock;
import cloister.world.port.SimulatorPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two learners who turn out to be one: the server has the page's rule. */
class MergeTest {
  private static final String[] LESSONS = {"a", "b"};
  private static final String[] TASKS = {"x", "y", "z"};
  private static final Progress.Recording RECORDING =
      new Progress.Recording(0, "0.2.0", "hash", "digest");

  private final MovableClock clock = new MovableClock();

  @TempDir private Path folder;

  @Test
  void theServerMergesAsThePageDoes() throws Exception {
    Random random = new Random(6);
    try (Database database = Database.inFolder(folder)) {
      Progress progress = new Progress(database.jdbi(), clock);
      Learners learners = new Learners(database.jdbi(), clock, new Secrets());
      for (int trial = 0; trial < 40; trial++) {
        String to = learners.create().learner();
        String from = learners.create().learner();
        for (int stored = random.nextInt(9); stored > 0; stored--) {
          store(progress, random.nextBoolean() ? to : from, random);
          clock.skip(Duration.ofMinutes(random.nextInt(2)));
        }
        String expected = inThePage(records(progress, to), records(progress, from));
        learners.claim(learners.newCode(to).code(), Optional.of(from));
        assertEquals(expected, records(progress, to).writeSorted(), "trial " + trial);
      }
    }
  }

  private static void store(Progress progress, String learner, Random random) {
    Map<String, Boolean> reached = new LinkedHashMap<>();
    for (String task : TASKS) {
      if (random.nextBoolean()) {
        reached.put(task, random.nextBoolean());
      }
    }
    String log = "[" + random.nextInt(1000) + "]";
    progress.store(learner, LESSONS[random.nextInt(2)], log, reached, RECORDING);
  }

  /** Through the port, as the page's worker asks it. */
  private static String inThePage(Json local, Json remote) throws Exception {
    Json request =
        Json.object().put("do", "merge").put("local", local).put("remote", remote).build();
    Json.Obj answer = (Json.Obj) JsonParser.parse(new SimulatorPort().request(request.write()));
    return answer.get("progress").writeSorted();
  }

  private static Json records(Progress progress, String learner) throws Exception {
    Json.Members lessons = Json.object();
    for (Map.Entry<String, Progress.Entry> lesson : progress.of(learner).entrySet()) {
      Json.Members tasks = Json.object();
      for (Map.Entry<String, Progress.Passed> task : lesson.getValue().tasks().entrySet()) {
        Json passed =
            Json.object()
                .put("passedAt", new Json.Num(task.getValue().passedAt().toEpochMilli()))
                .put("firstTry", task.getValue().firstTry())
                .build();
        tasks.put(task.getKey(), passed);
      }
      Json entry =
          Json.object()
              .put("tasks", tasks.build())
              .put("log", JsonParser.parse(lesson.getValue().log()))
              .put("updated", new Json.Num(lesson.getValue().updated()))
              .build();
      lessons.put(lesson.getKey(), entry);
    }
    return Json.object().put("lessons", lessons.build()).build();
  }
}
