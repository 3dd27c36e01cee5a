package cloister.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What share of a processor the busiest thread of this program's children had, as Linux counts it
 * in {@code /proc}: in a browser, the thread that a simulator runs on.
 */
final class BusiestThread {
  private final long start = System.nanoTime();
  private final Map<String, Long> before = nanosOfThreads();

  /** The share since this was made, up to 1. */
  double share() {
    long most = 0;
    for (Map.Entry<String, Long> thread : nanosOfThreads().entrySet()) {
      most = Math.max(most, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
    }
    return Math.min(1, (double) most / (System.nanoTime() - start));
  }

  private static Map<String, Long> nanosOfThreads() {
    Map<String, Long> nanos = new TreeMap<>();
    ProcessHandle.current()
        .descendants()
        .forEach(process -> addThreads(Path.of("/proc/" + process.pid() + "/task"), nanos));
    return nanos;
  }

  private static void addThreads(Path tasks, Map<String, Long> nanos) {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String spent = Files.readString(thread.resolve("schedstat"));
        nanos.put(thread.toString(), Long.parseLong(spent.substring(0, spent.indexOf(' '))));
      }
    } catch (IOException ended) {
      nanos.remove(tasks.toString());
    }
  }
}
