package cloister.libc;

import cloister.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The host's compiler, which builds for the processor of the guest. */
final class Gcc {
  private static final List<String> COMPILER =
      List.of("gcc", "-m32", "-std=gnu11", "-O1", "-fno-builtin", "-fno-pie", "-no-pie");

  private static final List<String> WARNINGS = List.of("-Wall", "-Wextra", "-Werror");

  /** What keeps the host's library and the start-up of its programs out. */
  private static final List<String> ALONE =
      List.of("-nostdinc", "-nostdlib", "-static", "-fno-stack-protector", "-fno-pic");

  private static final Path LIBRARY = Path.of("src/main/libc").toAbsolutePath();
  private static final Path INCLUDE = LIBRARY.resolve("include");

  private final Path folder;

  /** Works in a folder. */
  Gcc(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where there is no gcc that builds and runs 32-bit programs. */
  void need() throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("probe.c"), "int main(void) { return 0; }\n");
    boolean works;
    try {
      glibc(source, folder.resolve("probe"));
      works = new ProcessBuilder(folder.resolve("probe").toString()).start().waitFor() == 0;
    } catch (IOException e) {
      works = false;
    }
    Oracle.need(works, "gcc -m32 builds no programs that run");
  }

  static List<Path> sources() throws IOException {
    return files(LIBRARY.resolve("src"), ".c");
  }

  /** As they are named in an include directive. */
  static List<String> headers() throws IOException {
    return files(INCLUDE, ".h").stream().map(h -> INCLUDE.relativize(h).toString()).toList();
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Builds our library, which has to be free of warnings. */
  void library() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(COMPILER);
    command.addAll(WARNINGS);
    command.addAll(ALONE);
    command.addAll(List.of("-ffreestanding", "-c", "-I", INCLUDE.toString()));
    sources().forEach(source -> command.add(source.toString()));
    run(command);
    List<String> archive = new ArrayList<>(List.of("ar", "rcs", "libc.a"));
    files(folder, ".o").forEach(object -> archive.add(object.toString()));
    run(archive);
  }

  /** Checks sources without building them. */
  void check(List<Path> sources) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(COMPILER);
    command.addAll(WARNINGS);
    command.addAll(ALONE);
    command.addAll(List.of("-fsyntax-only", "-I", INCLUDE.toString()));
    sources.forEach(source -> command.add(source.toString()));
    run(command);
  }

  /** Builds a program with our library. */
  void ours(Path source, Path program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(COMPILER);
    command.addAll(ALONE);
    command.addAll(List.of("-I", INCLUDE.toString(), "-o", program.toString()));
    command.add(source.toString());
    command.addAll(List.of("-Wl,--start-group", "libc.a", "-Wl,--end-group"));
    run(command);
  }

  /** Builds a program with the host's library. */
  void glibc(Path source, Path program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(COMPILER);
    command.addAll(List.of("-w", "-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64"));
    command.addAll(List.of("-o", program.toString(), source.toString(), "-lm", "-lresolv"));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(Files.readString(log));
    }
  }
}
