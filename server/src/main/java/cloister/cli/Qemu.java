package cloister.cli;

import cloister.cpu.decode.OpcodeTable;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * QEMU without hardware's help (TCG), with the same ROM as our PC: how long it takes from one
 * result to the next, in processor time of its process.
 */
final class Qemu {
  private static final String PROGRAM = "qemu-system-i386";
  private static final Duration WARM = Duration.ofMillis(500);
  private static final Duration WINDOW = Duration.ofMillis(500);

  private final Path program;

  private Qemu(Path program) {
    this.program = program;
  }

  /** The one on the search path, if there is one. */
  static Optional<Qemu> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Qemu::new);
  }

  /**
   * Milliseconds that a round takes: the median of some windows.
   *
   * @param runs how many windows
   */
  double roundMillis(Workload workload, OpcodeTable opcodes, int runs) throws CommandFailure {
    Path rom = null;
    Path disk = null;
    Process process = null;
    try {
      rom = file(workload.rom(opcodes));
      Optional<byte[]> content = workload.disk(opcodes);
      if (content.isPresent()) {
        disk = file(content.get());
      }
      process = start(rom, Optional.ofNullable(disk));
      return measure(workload, process, runs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (process != null) {
        process.destroy();
      }
      delete(rom);
      delete(disk);
    }
  }

  private static Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile("bench", ".bin"), content);
  }

  private Process start(Path rom, Optional<Path> disk) throws IOException {
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        program.toString(),
        "-accel",
        "tcg",
        "-m",
        Integer.toString(Workload.MEBIBYTES),
        "-nodefaults",
        "-display",
        "none",
        "-serial",
        "stdio",
        "-bios",
        rom.toString());
    disk.ifPresent(
        file ->
            Collections.addAll(command, "-vga", "std", "-drive", "format=raw,if=ide,file=" + file));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static double measure(Workload workload, Process process, int runs)
      throws IOException, CommandFailure {
    List<Double> measured = new ArrayList<>();
    BufferedReader results = process.inputReader();
    window(workload, results, process, WARM);
    for (int i = 0; i < runs; i++) {
      measured.add(window(workload, results, process, WINDOW));
    }
    Collections.sort(measured);
    return measured.get(runs / 2);
  }

  private static double window(
      Workload workload, BufferedReader results, Process process, Duration least)
      throws IOException, CommandFailure {
    Duration start = processorTime(process);
    Duration spent = Duration.ZERO;
    int rounds = 0;
    while (spent.compareTo(least) < 0) {
      String result = results.readLine();
      workload.check(result == null ? "nothing in QEMU" : result);
      rounds++;
      spent = processorTime(process).minus(start);
    }
    return spent.toNanos() / 1e6 / rounds;
  }

  private static Duration processorTime(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
