package cloister.server.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Places for processes, each with its process once it has one, and who waits for them. Clients have
 * their turns one after the other, however much each of them wants.
 */
final class Places {
  /** A place; the process is made by the first run in it. */
  record Place(Optional<WorkerProcess> worker) {}

  private record Waiter(Turn turn, CompletableFuture<Place> place) {}

  private final Deque<Place> free = new ArrayDeque<>();

  /** What each client waits for; the first client is the next, and no list is empty. */
  private final Map<String, List<Waiter>> waiting = new LinkedHashMap<>();

  private final int maxWaiting;

  /**
   * @param maxWaiting how many may wait in each turn
   */
  Places(int count, int maxWaiting) {
    this.maxWaiting = maxWaiting;
    for (int i = 0; i < count; i++) {
      free.add(new Place(Optional.empty()));
    }
  }

  /** A place that is free now. */
  synchronized Optional<Place> poll() {
    return Optional.ofNullable(free.poll());
  }

  /** A place, after waiting; nothing when too many wait or it takes too long. */
  Optional<Place> await(Turn turn, String client, Duration patience) throws InterruptedException {
    Optional<Waiter> admitted = ask(turn, client);
    if (admitted.isEmpty()) {
      return Optional.empty();
    }
    Waiter waiter = admitted.get();
    CompletableFuture<Place> place = waiter.place();
    try {
      return Optional.of(place.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return leave(client, waiter) ? Optional.empty() : Optional.of(place.join());
    } catch (InterruptedException e) {
      if (!leave(client, waiter)) {
        give(place.join());
      }
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Optional<Waiter> ask(Turn turn, String client) {
    if (!free.isEmpty()) {
      return Optional.of(new Waiter(turn, CompletableFuture.completedFuture(free.remove())));
    }
    long before =
        waiting.values().stream()
            .flatMap(List::stream)
            .filter(waiter -> waiter.turn() == turn)
            .count();
    if (before >= maxWaiting) {
      return Optional.empty();
    }
    Waiter waiter = new Waiter(turn, new CompletableFuture<>());
    waiting.computeIfAbsent(client, _ -> new ArrayList<>()).add(waiter);
    return Optional.of(waiter);
  }

  /** False when the place came in the last moment. */
  private synchronized boolean leave(String client, Waiter waiter) {
    List<Waiter> own = waiting.getOrDefault(client, List.of());
    if (!own.contains(waiter)) {
      return false;
    }
    own.remove(waiter);
    if (own.isEmpty()) {
      waiting.remove(client);
    }
    return true;
  }

  /** Gives a place back, to the client that is next, which then comes last. */
  synchronized void give(Place place) {
    if (waiting.isEmpty()) {
      free.add(place);
      return;
    }
    String client = waiting.keySet().iterator().next();
    List<Waiter> own = waiting.remove(client);
    Waiter first = own.stream().min(Comparator.comparing(Waiter::turn)).orElseThrow();
    own.remove(first);
    if (!own.isEmpty()) {
      waiting.put(client, own);
    }
    first.place().complete(place);
  }
}
