package cloister.server.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets for each limit and client; the least recently used are forgotten first. */
public final class RateLimits {
  private static final int MAX_BUCKETS = 50_000;

  private final Map<Key, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true);
  private final double factor;

  /**
   * @param factor multiplies every limit; 0 switches them off
   */
  public RateLimits(double factor) {
    this.factor = factor;
  }

  private record Key(Limit limit, String client) {}

  /** Takes one token, or throws the problem that says how long to wait. */
  public void take(Limit limit, String client) {
    take(limit, client, "error.rate");
  }

  /**
   * Takes one token, or throws a problem with a sentence of its own.
   *
   * @param id of the sentence, which may say {@code seconds}
   */
  public void take(Limit limit, String client, String id) {
    take(limit, client, 1, id);
  }

  /** Takes several tokens at once. */
  public void take(Limit limit, String client, int tokens, String id) {
    if (factor == 0) {
      return;
    }
    ConsumptionProbe probe = bucket(new Key(limit, client)).tryConsumeAndReturnRemaining(tokens);
    if (!probe.isConsumed()) {
      throw Problem.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()), id);
    }
  }

  /** Takes the tokens for a text that is to be kept. */
  public void takeStored(String client, String text) {
    take(Limit.STORED_KILOBYTES, client, 1 + text.length() / 1024, "error.rate");
  }

  /**
   * Throws a problem while there are no tokens, for what is known only afterwards to cost how many.
   */
  public void require(Limit limit, String client, String id) {
    if (factor == 0) {
      return;
    }
    long nanos =
        bucket(new Key(limit, client)).estimateAbilityToConsume(1).getNanosToWaitForRefill();
    if (nanos > 0) {
      throw Problem.tooMany(Duration.ofNanos(nanos), id);
    }
  }

  /** Takes tokens for what has been done, more than there are if need be. */
  public void charge(Limit limit, String client, long tokens) {
    if (factor != 0 && tokens > 0) {
      bucket(new Key(limit, client)).consumeIgnoringRateLimits(tokens);
    }
  }

  private Bucket bucket(Key key) {
    synchronized (buckets) {
      Bucket bucket = buckets.computeIfAbsent(key, k -> newBucket(k.limit()));
      if (buckets.size() > MAX_BUCKETS) {
        Iterator<Key> oldest = buckets.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
      return bucket;
    }
  }

  private Bucket newBucket(Limit limit) {
    long requests = Math.max(1, Math.round(limit.requests * factor));
    return Bucket.builder()
        .addLimit(rate -> rate.capacity(requests).refillGreedy(requests, limit.period))
        .build();
  }
}
