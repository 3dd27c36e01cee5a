package cloister.server.run;

import cloister.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs whose results are kept: the same request always comes to the same. */
public final class CachedRuns {
  private final RunPool pool;
  private final RunCache cache = new RunCache();

  public CachedRuns(RunPool pool) {
    this.pool = pool;
  }

  /**
   * Carries out a run, or remembers it.
   *
   * @param request what {@link WorkerLine#request} makes
   */
  public Outcome run(String request) {
    String key = Sha256.hex(request.getBytes(StandardCharsets.UTF_8));
    Optional<Outcome> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    Outcome outcome = pool.run(request);
    if (outcome instanceof Outcome.Done done) {
      cache.put(key, done);
    }
    return outcome;
  }
}
