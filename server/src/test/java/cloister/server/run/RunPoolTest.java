package cloister.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.driver.CompilerDefect;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RunPoolTest {
  private static final Ledger FREE = (_, _, _) -> {};

  private static final Duration LONG = Duration.ofSeconds(60);

  /** Steps that take a few seconds. */
  private static final int SECONDS = 500_000_000;

  private static Budgets budgets(int workers, int queue, Duration wall, int heapMegabytes) {
    return new Budgets(2_000_000_000, wall, heapMegabytes, workers, queue, LONG);
  }

  private static String loop(int steps, int memory) {
    return "{\"scenario\":{\"format\":1,\"model\":\"rings\",\"memory\":"
        + memory
        + ",\"budget\":2000000000,\"files\":[{\"name\":\"a.asm\",\"text\":"
        + "\"org 0x7c00\\nbits 16\\nagain: inc eax\\njmp again\\n\"}]},"
        + "\"log\":[{\"do\":\"run\",\"steps\":"
        + steps
        + "}]}";
  }

  private static String loop(int steps) {
    return loop(steps, 1 << 20);
  }

  /** Waits until a run is under way, and gives the processes. */
  private static Set<Long> busy(RunPool pool) throws InterruptedException {
    while (pool.pids().isEmpty()) {
      Thread.sleep(10);
    }
    Thread.sleep(500);
    return pool.pids();
  }

  @Test
  void aProcessAnswersOneRunAfterAnother() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE)) {
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.RUN, "a", loop(1)));
      Set<Long> first = pool.pids();
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.RUN, "a", loop(2)));
      assertEquals(first, pool.pids());
    }
  }

  @Test
  void aProcessThatIsKilledDuringARunIsReplacedAndTheRunSucceeds() throws Exception {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE)) {
      CompletableFuture<Outcome> run =
          CompletableFuture.supplyAsync(() -> pool.run(Turn.RUN, "a", loop(SECONDS)));
      Set<Long> before = busy(pool);
      before.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
      assertInstanceOf(Outcome.Done.class, run.get());
      assertNotEquals(before, pool.pids());
      assertEquals(1, pool.pids().size());
    }
  }

  @Test
  void aProcessThatIsKilledBetweenRunsIsReplaced() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE)) {
      pool.run(Turn.RUN, "a", loop(1));
      for (long pid : pool.pids()) {
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().join();
      }
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.RUN, "a", loop(2)));
    }
  }

  @Test
  void aRunThatTakesTooLongIsStopped() {
    try (RunPool pool = new RunPool(budgets(1, 1, Duration.ofSeconds(2), 64), FREE)) {
      assertEquals(new Outcome.OutOfTime(2), pool.run(Turn.RUN, "a", loop(2_000_000_000)));
      assertTrue(pool.pids().isEmpty());
      assertInstanceOf(Outcome.Done.class, soon(pool, loop(1)));
    }
  }

  /** On a busy machine two seconds may be too short for a process that begins. */
  private static Outcome soon(RunPool pool, String request) {
    Outcome outcome = pool.run(Turn.RUN, "a", request);
    for (int i = 0; i < 20 && outcome instanceof Outcome.OutOfTime; i++) {
      outcome = pool.run(Turn.RUN, "a", request);
    }
    return outcome;
  }

  /** Takes three seconds to begin and answers with what it was asked. */
  static final class SlowWorker {
    public static void main(String[] arguments) throws Exception {
      Thread.sleep(3000);
      answer(line -> line);
    }
  }

  /** Answers with what is no JSON. */
  static final class BrokenWorker {
    public static void main(String[] arguments) throws Exception {
      answer(line -> "no answer");
    }
  }

  private static void answer(UnaryOperator<String> answer) throws Exception {
    IO.println(WorkerProcess.READY);
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      IO.println(answer.apply(line));
    }
  }

  @Test
  void theStartOfAProcessIsNoTimeOfTheRun() {
    try (RunPool pool =
        new RunPool(budgets(1, 1, Duration.ofSeconds(2), 64), FREE, SlowWorker.class)) {
      String refusal = WorkerLine.refused("field", "id", "text");
      assertEquals(new Outcome.Refused("field", "id", "text"), pool.run(Turn.RUN, "a", refusal));
    }
  }

  /** Fails on what it is asked. */
  static final class FailingWorker {
    public static void main(String[] arguments) throws Exception {
      answer(
          line ->
              WorkerMain.unlessDefect(
                  () -> {
                    throw line.isEmpty()
                        ? new IllegalStateException()
                        : new CompilerDefect(line, new IllegalStateException());
                  }));
    }
  }

  @Test
  void aDefectIsAnAnswer() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE, FailingWorker.class)) {
      assertEquals(new Outcome.Defect("a.c"), pool.run(Turn.RUN, "a", "a.c"));
      Set<Long> first = pool.pids();
      assertEquals(new Outcome.Defect(""), pool.run(Turn.RUN, "a", ""));
      assertEquals(first, pool.pids());
    }
  }

  @Test
  void aProcessThatAnswersNonsenseKeepsItsPlace() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE, BrokenWorker.class)) {
      for (int run = 0; run < 3; run++) {
        assertThrows(IllegalStateException.class, () -> pool.run(Turn.RUN, "a", "{}"));
        assertEquals(1, pool.pids().size());
      }
    }
  }

  @Test
  void aClosedPoolStartsNoProcess() {
    RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE);
    pool.close();
    pool.warmUp();
    assertEquals(Set.of(), pool.pids());
  }

  @Test
  void aRunThatNeedsTooMuchMemoryIsStopped() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 12), FREE)) {
      assertEquals(new Outcome.OutOfMemory(), pool.run(Turn.RUN, "a", loop(1, 16 << 20)));
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.RUN, "a", loop(1)));
    }
  }

  @Test
  void whoComesWhenTheQueueIsFullIsTurnedAway() throws Exception {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE)) {
      List<CompletableFuture<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(
            CompletableFuture.supplyAsync(
                () -> pool.run(Turn.RUN, "a", loop(SECONDS)), Thread::startVirtualThread));
      }
      busy(pool);
      assertEquals(new Outcome.Busy(), pool.run(Turn.RUN, "a", loop(1)));
      for (CompletableFuture<Outcome> run : runs) {
        assertInstanceOf(Outcome.Done.class, run.get());
      }
    }
  }

  @Test
  void aFullHeapIsToldFromACrash() {
    try (RunPool pool = new RunPool(budgets(1, 1, LONG, 12), FREE)) {
      assertEquals(new Outcome.OutOfMemory(), pool.run(Turn.RUN, "a", "[".repeat(7 << 20)));
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.RUN, "a", loop(1)));
    }
  }

  @Test
  void aClientsGradingIsServedBeforeItsRuns() throws Exception {
    assertEquals(
        List.of("a GRADING", "a RUN", "a RUN"), served(List.of("a RUN", "a RUN", "a GRADING")));
  }

  @Test
  void clientsHaveTheirTurnsOneAfterTheOther() throws Exception {
    assertEquals(
        List.of("a RUN", "b RUN", "a RUN", "a RUN"),
        served(List.of("a RUN", "a RUN", "a RUN", "b RUN")));
    assertEquals(
        List.of("a GRADING", "b GRADING", "a GRADING"),
        served(List.of("a GRADING", "a GRADING", "b GRADING")));
  }

  @Test
  void everybodysGradingsAreServedBeforeRuns() throws Exception {
    assertEquals(
        List.of("b GRADING", "c GRADING", "a RUN", "a RUN"),
        served(List.of("a RUN", "a RUN", "b GRADING", "c GRADING")));
  }

  @Test
  void runsLeaveOneProcessToGradings() throws Exception {
    try (RunPool pool = new RunPool(budgets(2, 10, LONG, 64), FREE)) {
      List<CompletableFuture<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(
            CompletableFuture.supplyAsync(
                () -> pool.run(Turn.RUN, "a", loop(2_000_000_000)), Thread::startVirtualThread));
      }
      busy(pool);
      assertInstanceOf(Outcome.Done.class, pool.run(Turn.GRADING, "b", loop(1)));
      assertTrue(runs.stream().noneMatch(CompletableFuture::isDone));
    }
  }

  /** The order in which those who come one after the other get the only place. */
  private static List<String> served(List<String> comers) throws Exception {
    Places places = new Places(1, 4);
    Places.Place place = places.poll().orElseThrow();
    List<String> served = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (String comer : comers) {
      waiting.add(
          CompletableFuture.runAsync(
              () -> serve(places, comer, served), Thread::startVirtualThread));
      Thread.sleep(200);
    }
    places.give(place);
    for (CompletableFuture<Void> one : waiting) {
      one.get();
    }
    assertTrue(places.poll().isPresent());
    return served;
  }

  private static void serve(Places places, String comer, List<String> served) {
    try {
      String client = comer.substring(0, 1);
      Places.Place place =
          places.await(Turn.valueOf(comer.substring(2)), client, LONG).orElseThrow();
      served.add(comer);
      places.give(place);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theGradingsOfOneClientLeaveAPlaceToTheOthers() throws Exception {
    Places places = new Places(2, 4);
    Places.Place first = places.await(Turn.GRADING, "a", LONG).orElseThrow();
    assertTrue(places.await(Turn.GRADING, "a", Duration.ofMillis(1)).isEmpty());
    Places.Place other = places.await(Turn.GRADING, "b", LONG).orElseThrow();
    assertTrue(places.await(Turn.RUN, "c", Duration.ofMillis(1)).isEmpty());
    places.give(other);
    Places.Place run = places.await(Turn.RUN, "c", LONG).orElseThrow();
    places.give(first);
    places.give(run);
    assertTrue(places.await(Turn.GRADING, "a", LONG).isPresent());
  }

  @Test
  void whoHasWaitedTooLongLeavesTheQueue() throws Exception {
    Places places = new Places(1, 1);
    Places.Place place = places.poll().orElseThrow();
    assertTrue(places.await(Turn.RUN, "a", Duration.ofMillis(1)).isEmpty());
    assertTrue(places.await(Turn.RUN, "b", Duration.ofMillis(1)).isEmpty());
    places.give(place);
    assertTrue(places.poll().isPresent());
  }

  @Test
  void theTimeOfARunIsNotedForItsClient() {
    List<String> noted = new ArrayList<>();
    Ledger ledger =
        (turn, client, time) -> noted.add(turn + " " + client + " " + time.isPositive());
    try (RunPool pool = new RunPool(budgets(1, 1, Duration.ofSeconds(1), 64), ledger)) {
      pool.run(Turn.RUN, "a", loop(1));
      assertEquals(new Outcome.OutOfTime(1), pool.run(Turn.GRADING, "b", loop(2_000_000_000)));
    }
    assertEquals(List.of("RUN a true", "GRADING b true"), noted);
  }

  @Test
  void closingEndsTheProcesses() {
    RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE);
    pool.run(Turn.RUN, "a", loop(1));
    List<ProcessHandle> workers =
        pool.pids().stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();
    pool.close();
    assertEquals(1, workers.size());
    workers.forEach(worker -> worker.onExit().join());
    assertEquals(new Outcome.Busy(), pool.run(Turn.RUN, "a", loop(1)));
  }

  /** A server that is in the middle of a long run, and tells its worker's number. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      RunPool pool = new RunPool(budgets(1, 1, LONG, 64), FREE);
      Thread.startVirtualThread(() -> pool.run(Turn.RUN, "a", loop(2_000_000_000)));
      Set<Long> workers = busy(pool);
      Thread.sleep(2000);
      IO.println(workers.iterator().next());
      Thread.sleep(60_000);
    }
  }

  @Test
  void aWorkerEndsWithItsParentInTheMiddleOfARun() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle worker =
        ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
    parent.destroyForcibly().waitFor();
    try {
      worker.onExit().get(5, TimeUnit.SECONDS);
    } finally {
      worker.destroyForcibly();
    }
  }
}
