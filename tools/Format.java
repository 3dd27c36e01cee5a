import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java source of the repository.
 *
 * <p>A program of its own because the formatter reads the language with the compiler it runs on,
 * and Maven itself may run on an older Java than the sources are written in.
 */
final class Format {
  private static final List<String> CHECK = List.of("--dry-run", "--set-exit-if-changed");
  private static final List<String> REPLACE = List.of("--replace");

  public static void main(String[] args) throws IOException {
    boolean check = args[0].equals("check");
    List<String> arguments = new ArrayList<>(check ? CHECK : REPLACE);
    arguments.addAll(sources(Path.of(args[1])));
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int status = formatter.run(System.out, System.err, arguments.toArray(String[]::new));
    if (status != 0) {
      System.err.println(
          check
              ? "The files above are not formatted. mvn -Pformat formats them."
              : "Not formatted.");
      System.exit(1);
    }
  }

  private static List<String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isGenerated(root.relativize(file)))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static boolean isGenerated(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
