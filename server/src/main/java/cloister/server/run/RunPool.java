package cloister.server.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A fixed number of worker processes. A process that has ended is replaced at the next run. */
public final class RunPool implements AutoCloseable {
  private final Budgets budgets;
  private final Places places;
  private final Set<WorkerProcess> started = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-timer").factory());
  private volatile boolean closed;

  public RunPool(Budgets budgets) {
    this.budgets = budgets;
    places = new Places(budgets.workers(), budgets.queue());
  }

  /** Starts one process before anybody waits for it. */
  public void warmUp() {
    Optional<Places.Place> free = places.poll();
    if (free.isPresent()) {
      Optional<WorkerProcess> worker = free.get().worker();
      try {
        worker = Optional.of(worker.orElseGet(this::newWorker));
      } finally {
        places.give(new Places.Place(worker));
      }
    }
  }

  /** Carries out one run; waits for its client's turn while all processes are taken. */
  public Outcome run(Turn turn, String client, String request) {
    try {
      Optional<Places.Place> place = places.await(turn, client, budgets.patience());
      return place.isEmpty() ? new Outcome.Busy() : runIn(place.get(), request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Busy();
    }
  }

  /** A process that ended without a fault of the run gets one successor to try again. */
  private Outcome runIn(Places.Place place, String request) {
    Optional<WorkerProcess> worker = place.worker();
    try {
      if (closed) {
        return new Outcome.Busy();
      }
      Outcome outcome = new Outcome.Lost();
      for (int attempt = 0; attempt < 2 && outcome instanceof Outcome.Lost; attempt++) {
        WorkerProcess current = worker.filter(WorkerProcess::isAlive).orElseGet(this::newWorker);
        outcome = current.ask(request, budgets.wall());
        worker = current.isAlive() ? Optional.of(current) : Optional.empty();
        started.removeIf(one -> !one.isAlive());
      }
      return outcome;
    } finally {
      places.give(new Places.Place(worker));
    }
  }

  private WorkerProcess newWorker() {
    WorkerProcess worker = new WorkerProcess(budgets, timer);
    started.add(worker);
    return worker;
  }

  /** Process ids of the workers that are alive. */
  public Set<Long> pids() {
    Set<Long> pids = ConcurrentHashMap.newKeySet();
    for (WorkerProcess worker : started) {
      if (worker.isAlive()) {
        pids.add(worker.pid());
      }
    }
    return pids;
  }

  @Override
  public void close() {
    closed = true;
    started.forEach(WorkerProcess::close);
    timer.shutdownNow();
  }
}
