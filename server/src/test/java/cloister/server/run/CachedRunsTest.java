package cloister.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CachedRunsTest {
  private static final Json LOG =
      Json.array(List.of(Json.object().put("do", "run").put("steps", 20).build()));

  private static String request(Json log) {
    return WorkerLine.request(
        Optional.empty(), Optional.of("rings/wall-and-gate"), Optional.empty(), Optional.of(log));
  }

  @Test
  void equalRequestsShareOneRunWithItsFigures() throws Exception {
    try (RunPool pool = new RunPool(Budgets.of(2))) {
      CachedRuns runs = new CachedRuns(pool);
      List<CompletableFuture<Outcome>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> runs.run(Turn.RUN, request(LOG))));
      }
      HashSet<Outcome> different = new HashSet<>();
      for (CompletableFuture<Outcome> answer : answers) {
        different.add(answer.get());
      }
      assertEquals(1, different.size());
      assertEquals(different.iterator().next(), runs.run(Turn.RUN, request(LOG)));
      assertNotEquals(
          different.iterator().next(), runs.run(Turn.RUN, request(Json.array(List.of()))));
    }
  }
}
