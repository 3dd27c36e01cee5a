package cloister.server.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Places for processes, each with its process once it has one, and who waits for them. Gradings
 * come before runs, and of several places runs leave one to gradings. Among those who want the
 * same, clients have their turns one after the other, however much each of them wants.
 */
final class Places {
  /**
   * A place; the process is made by the first run in it.
   *
   * @param turn what it was taken for
   */
  record Place(Turn turn, Optional<WorkerProcess> worker) {}

  private record Waiter(Turn turn, CompletableFuture<Place> place) {}

  /** Processes of the places that are free; who comes next takes the one that was used last. */
  private final Deque<Optional<WorkerProcess>> free = new ArrayDeque<>();

  /** What each client waits for; the first client is the next, and no queue is empty. */
  private final Map<Turn, Map<String, Deque<Waiter>>> waiting = new EnumMap<>(Turn.class);

  private final int mostRuns;
  private final int maxWaiting;
  private int runs;

  /**
   * @param maxWaiting how many may wait in each turn
   */
  Places(int count, int maxWaiting) {
    this.maxWaiting = maxWaiting;
    mostRuns = Math.max(1, count - 1);
    for (int i = 0; i < count; i++) {
      free.add(Optional.empty());
    }
    for (Turn turn : Turn.values()) {
      waiting.put(turn, new LinkedHashMap<>());
    }
  }

  /** A place that is free now. */
  synchronized Optional<Place> poll() {
    return mayHave(Turn.GRADING) ? Optional.of(take(Turn.GRADING)) : Optional.empty();
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
    if (mayHave(turn)) {
      return Optional.of(new Waiter(turn, CompletableFuture.completedFuture(take(turn))));
    }
    Map<String, Deque<Waiter>> clients = waiting.get(turn);
    if (clients.values().stream().mapToInt(Deque::size).sum() >= maxWaiting) {
      return Optional.empty();
    }
    Waiter waiter = new Waiter(turn, new CompletableFuture<>());
    clients.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(waiter);
    return Optional.of(waiter);
  }

  private boolean mayHave(Turn turn) {
    return !free.isEmpty() && (turn == Turn.GRADING || runs < mostRuns);
  }

  private Place take(Turn turn) {
    runs += turn == Turn.RUN ? 1 : 0;
    return new Place(turn, free.pop());
  }

  /** False when the place came in the last moment. */
  private synchronized boolean leave(String client, Waiter waiter) {
    Map<String, Deque<Waiter>> clients = waiting.get(waiter.turn());
    Deque<Waiter> own = clients.getOrDefault(client, new ArrayDeque<>());
    boolean waited = own.remove(waiter);
    if (waited && own.isEmpty()) {
      clients.remove(client);
    }
    return waited;
  }

  /** Gives a place back, to whoever is next. */
  synchronized void give(Place place) {
    runs -= place.turn() == Turn.RUN ? 1 : 0;
    free.push(place.worker());
    waiting.forEach(this::serve);
  }

  /** Each client that is served comes last then. */
  private void serve(Turn turn, Map<String, Deque<Waiter>> clients) {
    while (!clients.isEmpty() && mayHave(turn)) {
      String client = clients.keySet().iterator().next();
      Deque<Waiter> own = clients.remove(client);
      own.remove().place().complete(take(turn));
      if (!own.isEmpty()) {
        clients.put(client, own);
      }
    }
  }
}
