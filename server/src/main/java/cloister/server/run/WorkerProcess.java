package cloister.server.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Java process that replays one run after another: a line of JSON in, a line of JSON out. */
final class WorkerProcess implements AutoCloseable {
  /** The status that HotSpot's ExitOnOutOfMemoryError ends a process with. */
  static final int OUT_OF_MEMORY = 3;

  /** The first line of a process. */
  static final String READY = "ready";

  private static final int MAX_ANSWER = 8 << 20;

  /** So long a process may take to begin, which is no time of the run. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final ScheduledExecutorService timer;
  private boolean ready;
  private Duration lastTook = Duration.ZERO;

  /**
   * @param main the class that answers
   */
  WorkerProcess(Budgets budgets, ScheduledExecutorService timer, Class<?> main) {
    this.timer = timer;
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + budgets.heapMegabytes() + "m",
            "-XX:MaxDirectMemorySize=" + budgets.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // HotSpot's own words, such as those about the memory, are no answers.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            Integer.toString(budgets.steps()));
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** The answer, or why there is none: then the process is no longer of use. */
  Outcome ask(String request, Duration wall) {
    AtomicBoolean late = new AtomicBoolean();
    lastTook = Duration.ZERO;
    try {
      ready = ready || within(START, late, this::readLine).filter(READY::equals).isPresent();
      Optional<String> answer = ready ? within(wall, late, () -> timed(request)) : Optional.empty();
      if (answer.isPresent()) {
        return WorkerLine.read(answer.get());
      }
    } catch (IOException e) {
      // The process is gone; why is told by its end.
    }
    return end(ready && late.get(), wall);
  }

  /** Something that waits for the process. */
  private interface Wait {
    Optional<String> line() throws IOException;
  }

  /** Ends the process when it takes longer. */
  private Optional<String> within(Duration limit, AtomicBoolean late, Wait wait)
      throws IOException {
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return wait.line();
    } finally {
      alarm.cancel(false);
    }
  }

  private Optional<String> timed(String request) throws IOException {
    long start = System.nanoTime();
    try {
      return answer(request);
    } finally {
      lastTook = Duration.ofNanos(System.nanoTime() - start);
    }
  }

  /** How long the last run had the process, its start not counted. */
  Duration lastTook() {
    return lastTook;
  }

  private Optional<String> answer(String request) throws IOException {
    requests.write(request);
    requests.write('\n');
    requests.flush();
    return readLine();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Outcome end(boolean late, Duration wall) {
    process.destroyForcibly();
    int status = process.onExit().join().exitValue();
    if (late) {
      return new Outcome.OutOfTime((int) wall.toSeconds());
    }
    return status == OUT_OF_MEMORY ? new Outcome.OutOfMemory() : new Outcome.Lost();
  }

  private Optional<String> readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c >= 0 && line.length() < MAX_ANSWER; c = answers.read()) {
      if (c == '\n') {
        return Optional.of(line.toString());
      }
      line.append((char) c);
    }
    return Optional.empty();
  }
}
