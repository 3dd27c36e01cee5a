package cloister.server.run;

import cloister.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Runs whose results are kept: the same request always comes to the same. */
public final class CachedRuns {
  private final RunPool pool;
  private final RunCache cache = new RunCache();
  private final Map<String, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

  public CachedRuns(RunPool pool) {
    this.pool = pool;
  }

  /**
   * Carries out a run, or remembers it. Whoever asks for a run that is under way waits for that.
   *
   * @param request what {@link WorkerLine#request} makes
   */
  public Outcome run(Turn turn, String request) {
    String key = Sha256.hex(request.getBytes(StandardCharsets.UTF_8));
    Optional<Outcome> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    String waiting = turn + key;
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    CompletableFuture<Outcome> other = underWay.putIfAbsent(waiting, mine);
    if (other != null) {
      return other.join();
    }
    Outcome outcome = new Outcome.Lost();
    try {
      outcome = pool.run(turn, request);
      if (outcome instanceof Outcome.Done done) {
        cache.put(key, done);
      }
      return outcome;
    } finally {
      mine.complete(outcome);
      underWay.remove(waiting);
    }
  }
}
