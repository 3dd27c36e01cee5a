package cloister.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CachedRunsTest {
  private static final Ledger FREE = (_, _, _) -> {};

  private static final Json LOG =
      Json.array(List.of(Json.object().put("do", "run").put("steps", 20).build()));

  private static String request(Json log) {
    return WorkerLine.request(
        Optional.empty(),
        Optional.of("rings/wall-and-gate"),
        Optional.empty(),
        Optional.of(log),
        Optional.empty());
  }

  @Test
  void equalRequestsShareOneRunWithItsFigures() throws Exception {
    try (RunPool pool = new RunPool(Budgets.of(2), FREE)) {
      CachedRuns runs = new CachedRuns(pool);
      List<CompletableFuture<Outcome>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> run(runs, request(LOG))));
      }
      HashSet<Outcome> different = new HashSet<>();
      for (CompletableFuture<Outcome> answer : answers) {
        different.add(answer.get());
      }
      assertEquals(1, different.size());
      assertEquals(different.iterator().next(), run(runs, request(LOG)));
      assertNotEquals(different.iterator().next(), run(runs, request(Json.array(List.of()))));
    }
  }

  private static Outcome run(CachedRuns runs, String request) {
    return runs.run(Turn.RUN, "a", request, Supplier::get);
  }

  @Test
  void onlyWhatNeedsAProcessIsCounted() {
    try (RunPool pool = new RunPool(Budgets.of(1), FREE)) {
      CachedRuns runs = new CachedRuns(pool);
      AtomicInteger counted = new AtomicInteger();
      for (int i = 0; i < 3; i++) {
        runs.run(
            Turn.RUN,
            "a",
            request(LOG),
            work -> {
              counted.incrementAndGet();
              return work.get();
            });
      }
      assertEquals(1, counted.get());
    }
  }

  @Test
  void whoWaitsForSomebodyThatIsNotAdmittedTakesOver() throws Exception {
    try (RunPool pool = new RunPool(Budgets.of(1), FREE)) {
      CachedRuns runs = new CachedRuns(pool);
      CompletableFuture<Outcome> other = new CompletableFuture<>();
      assertThrows(
          IllegalStateException.class,
          () ->
              runs.run(
                  Turn.RUN,
                  "a",
                  request(LOG),
                  _ -> {
                    other.completeAsync(() -> run(runs, request(LOG)));
                    pause();
                    throw new IllegalStateException("too many");
                  }));
      assertInstanceOf(Outcome.Done.class, other.get());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void allOfAnOutcomeCountsAndLargeOnesAreNotKept() {
    RunCache cache = new RunCache();
    cache.put("small", new Outcome.Done("{}", List.of(), Optional.empty()));
    cache.put("json", new Outcome.Done("1".repeat(70_000), List.of(), Optional.empty()));
    Json log = Json.array(List.of(new Json.Str("1".repeat(70_000))));
    cache.put("log", new Outcome.Done("{}", List.of(), Optional.of(log)));
    SourceError error = new SourceError("a.asm", 1, 1, "asm", "1".repeat(70_000));
    cache.put("errors", new Outcome.Done("{}", List.of(error), Optional.empty()));
    assertTrue(cache.get("small").isPresent());
    for (String large : List.of("json", "log", "errors")) {
      assertTrue(cache.get(large).isEmpty(), large);
    }
  }
}
