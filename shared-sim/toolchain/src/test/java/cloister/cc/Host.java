package cloister.cc;

import cloister.cc.Gcc.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Programs on the host's processor, and the folder that is theirs for the run of the tests. */
public final class Host {
  /** Is gone when the tests have ended. */
  public static final Path FOLDER = newFolder();

  private static final int SECONDS = 30;
  private static final int AT_ONCE = 2;

  private Host() {}

  /** Does jobs, two at a time; the results are in the order of the jobs. */
  public static <T> List<T> inParallel(List<Callable<T>> jobs) {
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(jobs)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Runs a command without input; what it says at its two outputs is in one text. */
  public static Outcome execute(List<String> command, Path directory) {
    try {
      Path output = Files.createTempFile(FOLDER, "output", "");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = start(builder);
      int status = statusOf(process);
      String text = Files.readString(output, StandardCharsets.ISO_8859_1);
      Files.delete(output);
      return new Outcome(true, text, status);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    synchronized (FOLDER) {
      return builder.start();
    }
  }

  /**
   * Makes a program's file. A process that starts in the meantime would hold the file open for
   * writing until it is itself, and no file that is open for writing can be run.
   */
  public static Path executable(byte[] program) throws IOException {
    Path file = Files.createTempFile(FOLDER, "ours", "");
    synchronized (FOLDER) {
      Files.write(file, program);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make " + file + " executable");
    }
    return file;
  }

  private static int statusOf(Process process) {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly().waitFor();
      return -1;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static Path newFolder() {
    try {
      Path made = Files.createTempDirectory("cloister-cc");
      Runtime.getRuntime().addShutdownHook(new Thread(Host::clear));
      return made;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void clear() {
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(FOLDER);
    } catch (IOException left) {
      // The system's own cleaning of temporary files takes the rest.
    }
  }
}
