import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the minutes of the last test run went: a line for each test class, the slowest first, with
 * its seconds, how many tests ran, which part is left to the full run, and what it checks.
 *
 * <p>{@code java tools/TestTimes.java [LINES]}, from the root of the repository, after a run of the
 * tests. Times are added up over all test JVMs, two of which run at once.
 */
final class TestTimes {
  private static final Pattern SUITE =
      Pattern.compile("<testsuite [^>]*?\\bname=\"([^\"]*)\"[^>]*?\\btime=\"([\\d.,]*)\"");
  private static final Pattern COUNT = Pattern.compile("<testsuite [^>]*?\\btests=\"(\\d+)\"");
  private static final Pattern WHAT =
      Pattern.compile("/\\*\\*\\s*((?:(?!\\*/)[\\s\\S])*?)\\*/\\s*(?:@[^\\n]*\\n)*[\\w ]*class ");

  private record Suite(String module, String name, double seconds, int tests) {}

  private TestTimes() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    List<Suite> suites = suites(root);
    if (suites.isEmpty()) {
      System.err.println("No reports of tests here: run mvn verify first.");
      System.exit(1);
    }
    int lines = args.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(args[0]);
    Map<String, Double> modules = new TreeMap<>();
    suites.forEach(suite -> modules.merge(suite.module(), suite.seconds(), Double::sum));
    System.out.println("| module | seconds |\n| --- | --- |");
    modules.forEach((name, seconds) -> System.out.printf("| %s | %.0f |%n", name, seconds));
    System.out.println("\n| seconds | tests | class | run | what it checks |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (Suite suite : suites.subList(0, Math.min(lines, suites.size()))) {
      Optional<String> source = source(root, suite);
      System.out.printf(
          "| %.1f | %d | `%s` in %s | %s | %s |%n",
          suite.seconds(),
          suite.tests(),
          suite.name().substring(suite.name().lastIndexOf('.') + 1),
          suite.module(),
          source.map(TestTimes::run).orElse(""),
          source.map(TestTimes::what).orElse(""));
    }
  }

  private static List<Suite> suites(Path root) throws IOException {
    List<Suite> suites = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root, 6)) {
      for (Path file : files.filter(TestTimes::isReport).toList()) {
        String text = Files.readString(file);
        Matcher suite = SUITE.matcher(text);
        Matcher count = COUNT.matcher(text);
        if (suite.find() && count.find()) {
          Path module = root.relativize(file.getParent().getParent().getParent());
          double seconds = Double.parseDouble(suite.group(2).replace(",", ""));
          int tests = Integer.parseInt(count.group(1));
          suites.add(new Suite(module.toString(), suite.group(1), seconds, tests));
        }
      }
    }
    suites.sort(Comparator.comparingDouble(Suite::seconds).reversed());
    return suites;
  }

  private static boolean isReport(Path file) {
    return file.getParent().getFileName().toString().matches("(surefire|failsafe)-reports")
        && file.getFileName().toString().matches("TEST-.*\\.xml");
  }

  private static Optional<String> source(Path root, Suite suite) throws IOException {
    Path file =
        root.resolve(suite.module())
            .resolve("src/test/java")
            .resolve(suite.name().replace('.', '/') + ".java");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private static String run(String source) {
    if (!source.contains("@Tag(\"full\")")) {
      return "quick";
    }
    boolean whole = source.lines().anyMatch(line -> line.startsWith("@Tag(\"full\")"));
    return whole ? "full" : "partly full";
  }

  /** The first sentence of what stands before the class. */
  private static String what(String source) {
    Matcher matcher = WHAT.matcher(source);
    if (!matcher.find()) {
      return "";
    }
    String text = matcher.group(1).replaceAll("\\s*\\n?\\s*\\* ", " ").strip();
    return text.split("(?<=[.]) |<p>", 2)[0].replace("|", "\\|").strip();
  }
}
