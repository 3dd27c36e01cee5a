package cloister.asm;

import cloister.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The real assembler, when it is installed. */
final class Nasm {

  /**
   * @param image empty when there are errors
   * @param errorLines lines with errors
   * @param log what it said
   */
  record Result(byte[] image, Set<Integer> errorLines, String log) {
    boolean succeeded() {
      return errorLines.isEmpty();
    }
  }

  private Nasm() {}

  static Result assemble(Path folder, String source) throws IOException, InterruptedException {
    Path file = folder.resolve("source.asm");
    Files.writeString(file, source);
    return assembleFile(file, folder.resolve("source.bin"));
  }

  /** Assembles a file, which includes what lies beside it. */
  static Result assembleFile(Path file, Path binary) throws IOException, InterruptedException {
    Files.deleteIfExists(binary);
    ProcessBuilder builder =
        new ProcessBuilder(
            "nasm", "-w-all", "-f", "bin", file.getFileName().toString(), "-o", binary.toString());
    builder.directory(file.toAbsolutePath().getParent().toFile()).redirectErrorStream(true);
    Process process = start(builder);
    String log = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    boolean good = status == 0 && Files.exists(binary);
    Set<Integer> lines = errorLines(log);
    if (!good && lines.isEmpty()) {
      lines.add(0);
    }
    return new Result(good ? Files.readAllBytes(binary) : new byte[0], lines, log);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException absent) {
      Oracle.need(false, "nasm is not installed");
      throw new IllegalStateException(absent);
    }
  }

  private static Set<Integer> errorLines(String log) {
    Set<Integer> lines = new TreeSet<>();
    for (String line : log.lines().toList()) {
      String[] parts = line.split(":", 4);
      if (parts.length == 4 && parts[2].contains("error")) {
        lines.add(Integer.parseInt(parts[1]));
      }
    }
    return lines;
  }
}
