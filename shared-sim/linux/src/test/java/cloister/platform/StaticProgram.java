package cloister.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of {@code src/test/linux}, made by gcc with glibc in them. */
final class StaticProgram {
  private static final Path SOURCES = Path.of("src/test/linux");

  private StaticProgram() {}

  /** Whether there is a gcc that could. */
  static boolean compile(String name, Path program) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("gcc", "-m32", "-static", "-O1", "-w", "-D_GNU_SOURCE"));
    command.addAll(List.of("-o", program.toString(), SOURCES.resolve(name + ".c").toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
