package cloister.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses, before anything is opened, outputs that would destroy an input or one another. */
final class Targets {
  private final CommandLine command;
  private final List<Use> uses = new ArrayList<>();

  Targets(CommandLine command) {
    this.command = command;
  }

  private record Use(Path file, String what) {}

  void reads(Path file, String what) {
    uses.add(new Use(file, what));
  }

  /**
   * @param option that names the output
   */
  void writes(Path file, String option) {
    for (Use use : uses) {
      if (isSame(file, use.file())) {
        throw new ParameterException(command, option + ": " + file + " is also " + use.what());
      }
    }
    uses.add(new Use(file, "the output of " + option));
  }

  /** False for terminals and the like: nothing in them can be lost. */
  private static boolean isSame(Path output, Path other) {
    try {
      return Files.exists(output)
          ? Files.isRegularFile(output) && Files.exists(other) && Files.isSameFile(output, other)
          : place(output).equals(place(other));
    } catch (IOException _) {
      return output.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** Where a file that may be absent is or will be. */
  private static Path place(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    return Files.exists(absolute)
        ? absolute.toRealPath()
        : absolute.getParent().toRealPath().resolve(absolute.getFileName());
  }
}
