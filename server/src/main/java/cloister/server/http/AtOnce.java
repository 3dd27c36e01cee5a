package cloister.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How much of something long each client may have under way at the same time. */
public final class AtOnce {
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private final int most;

  public AtOnce(int most) {
    this.most = most;
  }

  /**
   * Does the work, unless the client has enough under way.
   *
   * @param id of the sentence that says so, which may say {@code seconds}
   */
  public <T> T within(String client, String id, Supplier<T> work) {
    int mine = underWay.merge(client, 1, Integer::sum);
    try {
      if (mine > most) {
        throw Problem.tooMany(COME_BACK, id);
      }
      return work.get();
    } finally {
      underWay.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
