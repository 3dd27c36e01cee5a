package cloister.server.run;

import cloister.cc.driver.CompilerDefect;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Catalogue;
import cloister.server.lesson.Lessons;
import cloister.server.text.Sentences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The main class of a worker process: says that it is ready, then answers each line, and ends with
 * its input.
 */
public final class WorkerMain {
  private static final int MAX_REQUEST = 8 << 20;

  private final Lessons lessons = Lessons.fromClassPath();
  private final Catalogue catalogue = Sentences.english();
  private final Runner runner;

  private WorkerMain(int maxSteps) {
    runner = new Runner(maxSteps);
  }

  /**
   * @param arguments the greatest number of steps of a run
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    WorkerMain worker = new WorkerMain(Integer.parseInt(arguments[0]));
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().name("requests").start(() -> read(requests));
    try {
      answers.println(WorkerProcess.READY);
      answers.flush();
      while (true) {
        answers.println(worker.answer(requests.take()));
        answers.flush();
      }
    } catch (OutOfMemoryError e) {
      // The JVM itself ends only when its heap is full, not when the machines' memory is.
      Runtime.getRuntime().halt(WorkerProcess.OUT_OF_MEMORY);
    }
  }

  /** The input ends with the server, however that ended, and in the middle of a run too. */
  private static void read(BlockingQueue<String> requests) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        requests.add(line);
      }
    } catch (IOException e) {
      System.err.println("a worker lost its server: " + e.getMessage());
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private String answer(String request) {
    return unlessDefect(() -> result(request));
  }

  private String result(String request) {
    try {
      RunOrder order = RunOrder.of(Texts.json(request, MAX_REQUEST), lessons);
      Runner.Finished finished = runner.run(order);
      return WorkerLine.done(
          finished.toJson(),
          SourceError.in(finished.world(), catalogue),
          runner.shorter(order, finished));
    } catch (InvalidInput e) {
      return WorkerLine.refused(e.field(), e.reason().id(), catalogue.format(e.reason()));
    }
  }

  /** A mistake of ours is an answer: another process would only make it again. */
  static String unlessDefect(Supplier<String> work) {
    try {
      return work.get();
    } catch (CompilerDefect defect) {
      return defect(defect.file(), defect.getCause());
    } catch (RuntimeException | StackOverflowError broken) {
      return defect("", broken);
    }
  }

  /** Whoever keeps the server reads where it was. */
  private static String defect(String file, Throwable broken) {
    StackTraceElement[] trace = broken.getStackTrace();
    String what = broken.toString().lines().findFirst().orElse("");
    System.err.println("a run failed: " + what + (trace.length == 0 ? "" : " at " + trace[0]));
    return WorkerLine.defect(file);
  }
}
