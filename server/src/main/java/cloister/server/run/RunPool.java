package cloister.server.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of worker processes. A process that has ended is replaced at the next run. */
public final class RunPool implements AutoCloseable {
  private final Budgets budgets;
  private final BlockingQueue<Optional<WorkerProcess>> places;
  private final Set<WorkerProcess> started = ConcurrentHashMap.newKeySet();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-timer").factory());
  private volatile boolean closed;

  public RunPool(Budgets budgets) {
    this.budgets = budgets;
    places = new ArrayBlockingQueue<>(budgets.workers(), true);
    for (int i = 0; i < budgets.workers(); i++) {
      places.add(Optional.empty());
    }
  }

  /** Starts one process before anybody waits for it. */
  public void warmUp() {
    Optional<WorkerProcess> place = places.poll();
    if (place != null) {
      places.add(Optional.of(place.orElseGet(this::newWorker)));
    }
  }

  /** Carries out one run; waits in the queue while all processes are taken. */
  public Outcome run(String request) {
    if (waiting.incrementAndGet() > budgets.queue() + budgets.workers()) {
      waiting.decrementAndGet();
      return new Outcome.Busy();
    }
    try {
      Optional<WorkerProcess> place =
          places.poll(budgets.patience().toMillis(), TimeUnit.MILLISECONDS);
      return place == null || closed ? new Outcome.Busy() : runIn(place, request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Busy();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** A process that ended without a fault of the run gets one successor to try again. */
  private Outcome runIn(Optional<WorkerProcess> place, String request) {
    Optional<WorkerProcess> worker = place;
    try {
      Outcome outcome = new Outcome.Lost();
      for (int attempt = 0; attempt < 2 && outcome instanceof Outcome.Lost; attempt++) {
        WorkerProcess current = worker.filter(WorkerProcess::isAlive).orElseGet(this::newWorker);
        outcome = current.ask(request, budgets.wall());
        worker = current.isAlive() ? Optional.of(current) : Optional.empty();
        started.removeIf(one -> !one.isAlive());
      }
      return outcome;
    } finally {
      places.add(worker);
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
