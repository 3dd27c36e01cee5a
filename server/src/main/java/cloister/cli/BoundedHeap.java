package cloister.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the server a heap of its own size. A JVM that is not told otherwise takes up to a quarter
 * of the machine, a jar cannot tell it, and it cannot be changed once it runs. So the process runs
 * {@code java} again in its own place, by execv(3): process id, signals, files and environment
 * stay, nobody has to pass signals on, and there is no second process. It costs a tenth of a
 * second.
 *
 * <p>Whoever gives a size, a collector or a cache of their own is not interfered with, and nothing
 * is done where there is no execv (Windows) or the system does not tell the command line.
 */
final class BoundedHeap {
  private static final String SIZE = "-Xmx256m";

  /**
   * As the cache's own run has them, else it cannot be used. Without memory the process ends, so
   * that whoever looks after it starts another one, and does not go on in its last bytes.
   */
  private static final List<String> FLAGS =
      List.of(SIZE, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  /** With one of these somebody has chosen for themselves: sizes, a collector, a cache. */
  private static final List<String> CHOICES =
      List.of(
          "-Xmx",
          "-Xms",
          "-XX:MaxHeapSize",
          "-XX:MaxRAM",
          "-XX:Initial",
          "-XX:AOT",
          "-XX:+UseSerialGC",
          "-XX:+UseParallelGC",
          "-XX:+UseG1GC",
          "-XX:+UseZGC",
          "-XX:+UseShenandoahGC",
          "-XX:+UseEpsilonGC");

  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private BoundedHeap() {}

  /** Does not return when the process begins anew. */
  static void ensure() {
    ProcessHandle.Info self = ProcessHandle.current().info();
    Optional<List<String>> line =
        line(self.arguments().map(List::of).orElse(List.of()), System.getenv(), cache());
    if (line.isPresent() && self.command().isPresent()) {
      execute(self.command().get(), line.get());
    }
  }

  /**
   * The arguments with which to begin anew; nothing when something was chosen or nothing is known.
   *
   * @param cache of loaded classes, where there is one
   */
  static Optional<List<String>> line(
      List<String> arguments, Map<String, String> environment, Optional<Path> cache) {
    int jar = arguments.indexOf("-jar");
    if (jar < 0 || arguments.subList(0, jar).stream().anyMatch(BoundedHeap::isChoice)) {
      return Optional.empty();
    }
    for (String variable : VARIABLES) {
      String options = environment.getOrDefault(variable, "");
      if (CHOICES.stream().anyMatch(options::contains)) {
        return Optional.empty();
      }
    }
    List<String> line = new ArrayList<>(FLAGS);
    if (cache.isPresent()) {
      line.add("-XX:AOTCache=" + cache.get());
      // One that another Java or another jar has made is not used, and that is all there is to it.
      line.add("-Xlog:aot*=off");
    }
    line.addAll(arguments);
    return Optional.of(line);
  }

  private static boolean isChoice(String argument) {
    return CHOICES.stream().anyMatch(argument::startsWith);
  }

  /** {@code cloister.aot} beside {@code cloister.jar}. */
  private static Optional<Path> cache() {
    String jar = System.getProperty("java.class.path");
    return Optional.of(Path.of(jar.replaceFirst("\\.jar$", ".aot")))
        .filter(file -> !file.toString().equals(jar) && Files.isRegularFile(file));
  }

  @SuppressWarnings("restricted") // The manifest allows it.
  private static void execute(String program, List<String> arguments) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup known = linker.defaultLookup();
    Optional<MemorySegment> execv = known.find("execv");
    if (execv.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(program);
      MemorySegment list = arena.allocate(ValueLayout.ADDRESS, arguments.size() + 2L);
      list.setAtIndex(ValueLayout.ADDRESS, 0, path);
      for (int i = 0; i < arguments.size(); i++) {
        list.setAtIndex(ValueLayout.ADDRESS, i + 1L, arena.allocateFrom(arguments.get(i)));
      }
      FunctionDescriptor types =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
      int failed = (int) linker.downcallHandle(execv.get(), types).invokeExact(path, list);
      System.err.println("cloister serve: the heap is not bounded, since execv gave " + failed);
    } catch (Throwable e) {
      throw new IllegalStateException("execv", e);
    }
  }
}
