package cloister.cc;

import cloister.Oracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The host's C compiler for i386, whose programs run on the host's processor. What a source gave
 * with some flags is kept for the whole run of the tests.
 */
public final class Gcc {
  /** How a source is compiled unless a test says otherwise. */
  public static final List<String> BASE =
      List.of(
          "-m32",
          "-std=gnu11",
          "-fno-pie",
          "-no-pie",
          "-fexcess-precision=standard",
          "-w",
          "-pipe");

  private static final Map<List<String>, Outcome> outcomes = new HashMap<>();
  private static final boolean INSTALLED = compiles();

  /**
   * What became of a source.
   *
   * @param output what the program printed, or what the compiler said when it refused the source
   * @param status the program's exit status, 128 and the signal's number when one killed it, or -1
   *     when it ran too long
   */
  public record Outcome(boolean compiled, String output, int status) {}

  private Gcc() {}

  /** Skips the test, or fails it, where no gcc makes programs for i386. */
  public static void need() {
    Oracle.need(INSTALLED, "gcc -m32 is not installed");
  }

  private static boolean compiles() {
    try {
      Path source = Host.FOLDER.resolve("installed.c");
      Files.writeString(source, "#include <stdio.h>\nint main(void) { return puts(\"\") < 0; }\n");
      return compileAndRun(source, List.of()).equals(new Outcome(true, "\n", 0));
    } catch (IOException | UncheckedIOException absent) {
      return false;
    }
  }

  /** Compiles one source with the base flags and more, and runs it. */
  public static Outcome run(Path source, List<String> more) {
    return runAll(List.of(source), more).getFirst();
  }

  /** The same for many sources, two at a time; the outcomes are in the order of the sources. */
  public static List<Outcome> runAll(List<Path> sources, List<String> more) {
    List<Callable<Outcome>> jobs = new ArrayList<>();
    for (Path source : sources) {
      jobs.add(() -> remembered(source, more));
    }
    return Host.inParallel(jobs);
  }

  /** What the compiler says about a source without making a program of it. */
  public static String check(Path source, List<String> more) {
    List<String> command =
        new ArrayList<>(List.of("gcc", "-m32", "-std=gnu11", "-S", "-o", "/dev/null"));
    command.addAll(more);
    command.add(source.getFileName().toString());
    return Host.execute(command, source.toAbsolutePath().getParent()).output();
  }

  /** The same for many sources, two at a time. */
  public static List<String> checkAll(List<Path> sources, List<String> more) {
    List<Callable<String>> jobs = new ArrayList<>();
    for (Path source : sources) {
      jobs.add(() -> check(source, more));
    }
    return Host.inParallel(jobs);
  }

  private static Outcome remembered(Path source, List<String> more) throws IOException {
    List<String> key = new ArrayList<>(more);
    key.add(source.toAbsolutePath().toString());
    key.add(Files.readString(source));
    synchronized (outcomes) {
      Outcome known = outcomes.get(key);
      if (known != null) {
        return known;
      }
    }
    Outcome outcome = compileAndRun(source, more);
    synchronized (outcomes) {
      outcomes.put(key, outcome);
    }
    return outcome;
  }

  private static Outcome compileAndRun(Path source, List<String> more) throws IOException {
    Path program = Files.createTempFile(Host.FOLDER, "program", "");
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(BASE);
    command.addAll(more);
    command.addAll(List.of("-o", program.toString(), source.getFileName().toString()));
    Outcome made = Host.execute(command, source.toAbsolutePath().getParent());
    if (made.status() != 0) {
      return new Outcome(false, made.output(), made.status());
    }
    Outcome outcome = Host.execute(List.of(program.toString()), Host.FOLDER);
    Files.delete(program);
    return outcome;
  }
}
