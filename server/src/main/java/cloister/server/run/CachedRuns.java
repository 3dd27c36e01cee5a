package cloister.server.run;

import cloister.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs whose results are kept: the same request always comes to the same. */
public final class CachedRuns {
  private final RunPool pool;
  private final RunCache cache = new RunCache();
  private final Map<String, CompletableFuture<Optional<Outcome>>> underWay =
      new ConcurrentHashMap<>();

  public CachedRuns(RunPool pool) {
    this.pool = pool;
  }

  /** Carries out the runs that need a process, or throws when there may be no more of them. */
  public interface Admission {
    Outcome admit(Supplier<Outcome> work);
  }

  /**
   * Carries out a run, or remembers it. Whoever asks for a run that is under way waits for that.
   *
   * @param client among whom processes are shared out in turn
   * @param request what {@link WorkerLine#request} makes
   * @param admission asked only for what is neither remembered nor under way
   */
  public Outcome run(Turn turn, String client, String request, Admission admission) {
    String key = Sha256.hex(request.getBytes(StandardCharsets.UTF_8));
    Optional<Outcome> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    String waiting = turn + key;
    CompletableFuture<Optional<Outcome>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Outcome>> other = underWay.putIfAbsent(waiting, mine);
    while (other != null) {
      Optional<Outcome> theirs = other.join();
      if (theirs.isPresent()) {
        return theirs.get();
      }
      other = underWay.putIfAbsent(waiting, mine);
    }
    Optional<Outcome> outcome = Optional.empty();
    try {
      outcome = Optional.of(admission.admit(() -> pool.run(turn, client, request)));
      if (outcome.get() instanceof Outcome.Done done) {
        cache.put(key, done);
      }
      return outcome.get();
    } finally {
      // Nothing when the client was not admitted: then one who waits takes over.
      underWay.remove(waiting);
      mine.complete(outcome);
    }
  }
}
