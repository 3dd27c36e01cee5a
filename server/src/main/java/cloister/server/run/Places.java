package cloister.server.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Places for processes, each with its process once it has one, and who waits for them. */
final class Places {
  /** A place; the process is made by the first run in it. */
  record Place(Optional<WorkerProcess> worker) {}

  private final Deque<Place> free = new ArrayDeque<>();
  private final Map<Turn, Deque<CompletableFuture<Place>>> waiting = new EnumMap<>(Turn.class);
  private final int maxWaiting;

  /**
   * @param maxWaiting how many may wait in each turn
   */
  Places(int count, int maxWaiting) {
    this.maxWaiting = maxWaiting;
    for (int i = 0; i < count; i++) {
      free.add(new Place(Optional.empty()));
    }
    for (Turn turn : Turn.values()) {
      waiting.put(turn, new ArrayDeque<>());
    }
  }

  /** A place that is free now. */
  synchronized Optional<Place> poll() {
    return Optional.ofNullable(free.poll());
  }

  /** A place, after waiting; nothing when too many wait or it takes too long. */
  Optional<Place> await(Turn turn, Duration patience) throws InterruptedException {
    Optional<CompletableFuture<Place>> coming = ask(turn);
    if (coming.isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<Place> place = coming.get();
    try {
      return Optional.of(place.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return leave(turn, place) ? Optional.empty() : Optional.of(place.join());
    } catch (InterruptedException e) {
      if (!leave(turn, place)) {
        give(place.join());
      }
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Optional<CompletableFuture<Place>> ask(Turn turn) {
    if (!free.isEmpty()) {
      return Optional.of(CompletableFuture.completedFuture(free.remove()));
    }
    if (waiting.get(turn).size() >= maxWaiting) {
      return Optional.empty();
    }
    CompletableFuture<Place> place = new CompletableFuture<>();
    waiting.get(turn).add(place);
    return Optional.of(place);
  }

  /** False when the place came in the last moment. */
  private synchronized boolean leave(Turn turn, CompletableFuture<Place> place) {
    return waiting.get(turn).remove(place);
  }

  /** Gives a place back, to whoever is next. */
  synchronized void give(Place place) {
    for (Deque<CompletableFuture<Place>> queue : waiting.values()) {
      if (!queue.isEmpty()) {
        queue.remove().complete(place);
        return;
      }
    }
    free.add(place);
  }
}
