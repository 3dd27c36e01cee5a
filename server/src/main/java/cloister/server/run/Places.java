package cloister.server.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Places for processes, each with its process once it has one, and who waits for them. Gradings
 * come before runs. Of several places runs leave one to gradings, and the gradings of one client
 * leave one to everybody else. Among those who want the same, clients have their turns one after
 * the other, however much each of them wants.
 */
final class Places {
  private static final String NOBODY = "";

  /**
   * A place; the process is made by the first run in it.
   *
   * @param turn what it was taken for
   * @param client for whom
   */
  record Place(Turn turn, String client, Optional<WorkerProcess> worker) {
    /** The same place as it is given back. */
    Place with(Optional<WorkerProcess> process) {
      return new Place(turn, client, process);
    }
  }

  private record Waiter(Turn turn, CompletableFuture<Place> place) {}

  /** Processes of the places that are free; who comes next takes the one that was used last. */
  private final Deque<Optional<WorkerProcess>> free = new ArrayDeque<>();

  /** What each client waits for; the first client is the next, and no queue is empty. */
  private final Map<Turn, Map<String, Deque<Waiter>>> waiting = new EnumMap<>(Turn.class);

  /** Gradings of each client that have a place; no client has all places for them. */
  private final Map<String, Integer> gradings = new HashMap<>();

  /** Of runs together, and of the gradings of one client. */
  private final int most;

  private final int maxWaiting;
  private int runs;

  /**
   * @param maxWaiting how many may wait in each turn
   */
  Places(int count, int maxWaiting) {
    this.maxWaiting = maxWaiting;
    most = Math.max(1, count - 1);
    for (int i = 0; i < count; i++) {
      free.add(Optional.empty());
    }
    for (Turn turn : Turn.values()) {
      waiting.put(turn, new LinkedHashMap<>());
    }
  }

  /** A place that is free now. */
  synchronized Optional<Place> poll() {
    return free.isEmpty() ? Optional.empty() : Optional.of(take(Turn.GRADING, NOBODY));
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
    if (mayHave(turn, client)) {
      return Optional.of(new Waiter(turn, CompletableFuture.completedFuture(take(turn, client))));
    }
    Map<String, Deque<Waiter>> clients = waiting.get(turn);
    if (clients.values().stream().mapToInt(Deque::size).sum() >= maxWaiting) {
      return Optional.empty();
    }
    Waiter waiter = new Waiter(turn, new CompletableFuture<>());
    clients.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(waiter);
    return Optional.of(waiter);
  }

  private boolean mayHave(Turn turn, String client) {
    int has = turn == Turn.RUN ? runs : gradings.getOrDefault(client, 0);
    return !free.isEmpty() && has < most;
  }

  private Place take(Turn turn, String client) {
    if (turn == Turn.RUN) {
      runs++;
    } else {
      gradings.merge(client, 1, Integer::sum);
    }
    return new Place(turn, client, free.pop());
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
    if (place.turn() == Turn.RUN) {
      runs--;
    } else {
      gradings.computeIfPresent(place.client(), (_, has) -> has == 1 ? null : has - 1);
    }
    free.push(place.worker());
    waiting.forEach(this::serve);
  }

  /** Each client that is served comes last then. */
  private void serve(Turn turn, Map<String, Deque<Waiter>> clients) {
    Optional<String> next = next(turn, clients);
    while (next.isPresent()) {
      String client = next.get();
      Deque<Waiter> own = clients.remove(client);
      own.remove().place().complete(take(turn, client));
      if (!own.isEmpty()) {
        clients.put(client, own);
      }
      next = next(turn, clients);
    }
  }

  private Optional<String> next(Turn turn, Map<String, Deque<Waiter>> clients) {
    return clients.keySet().stream().filter(client -> mayHave(turn, client)).findFirst();
  }
}
