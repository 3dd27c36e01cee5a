package cloister.server.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** A fixed number of worker processes. A process that has ended is replaced at the next run. */
public final class RunPool implements AutoCloseable {
  private final Budgets budgets;
  private final Ledger ledger;
  private final Class<?> worker;
  private final Places places;
  private final Set<WorkerProcess> started = ConcurrentHashMap.newKeySet();

  /** Once it is closed, nobody needs to be told of a run that is late. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("run-timer").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile boolean closed;

  /**
   * @param ledger is told what each run took
   */
  public RunPool(Budgets budgets, Ledger ledger) {
    this(budgets, ledger, WorkerMain.class);
  }

  /**
   * @param worker main class of the processes
   */
  RunPool(Budgets budgets, Ledger ledger, Class<?> worker) {
    this.budgets = budgets;
    this.ledger = ledger;
    this.worker = worker;
    places = new Places(budgets.workers(), budgets.queue());
  }

  /** Starts one process before anybody waits for it. */
  public void warmUp() {
    Optional<Places.Place> free = places.poll();
    if (free.isPresent()) {
      Optional<WorkerProcess> process = free.get().worker();
      try {
        if (process.isEmpty() && !closed) {
          process = Optional.of(newWorker());
        }
      } finally {
        places.give(free.get().with(process));
      }
    }
  }

  /** Carries out one run; waits for its client's turn while all processes are taken. */
  public Outcome run(Turn turn, String client, String request) {
    try {
      Optional<Places.Place> place = places.await(turn, client, budgets.patience());
      return place.isEmpty() ? new Outcome.Busy() : runIn(place.get(), client, request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Busy();
    }
  }

  /** A process that ended without a fault of the run gets one successor to try again. */
  private Outcome runIn(Places.Place place, String client, String request) {
    Optional<WorkerProcess> process = place.worker();
    try {
      Outcome outcome = closed ? new Outcome.Busy() : new Outcome.Lost();
      for (int tries = 0; tries < 2 && !closed && outcome instanceof Outcome.Lost; tries++) {
        WorkerProcess current = process.filter(WorkerProcess::isAlive).orElseGet(this::newWorker);
        process = Optional.of(current);
        outcome = current.ask(request, budgets.wall());
        ledger.held(place.turn(), client, current.lastTook());
        process = process.filter(WorkerProcess::isAlive);
        started.removeIf(one -> !one.isAlive());
      }
      return outcome;
    } finally {
      places.give(place.with(process));
    }
  }

  private WorkerProcess newWorker() {
    WorkerProcess process = new WorkerProcess(budgets, timer, worker);
    started.add(process);
    if (closed) {
      // Whoever closed the pool may not have seen it.
      process.close();
    }
    return process;
  }

  /** Process ids of the workers that are alive. */
  public Set<Long> pids() {
    Set<Long> pids = ConcurrentHashMap.newKeySet();
    for (WorkerProcess process : started) {
      if (process.isAlive()) {
        pids.add(process.pid());
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
