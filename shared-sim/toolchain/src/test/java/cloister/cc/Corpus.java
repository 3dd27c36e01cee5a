package cloister.cc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Our own C programs that the compiler is held against, for the tests of any module. */
public final class Corpus {
  private static final Path ROOT = Path.of("../toolchain/src/test/c");
  private static final Pattern EXPECTATION =
      Pattern.compile("// expect: (\\d+):(\\d+) (?:(\\d+) )?(error|warning)s? (\\S.*)");

  /**
   * What a good compiler says about a wrong program: where, how grave, and some of its words.
   *
   * @param count how many errors and warnings there are, or 0 where it is not said
   */
  public record Expectation(int line, int column, int count, boolean isError, List<String> words) {}

  private Corpus() {}

  /** Small programs, one feature of the language each. */
  public static List<Path> features() {
    return sources("features");
  }

  /** Programs as people write them, in one file each. */
  public static List<Path> programs() {
    return sources("programs");
  }

  /** Wrong programs, each with its {@link #expectation} in the first line. */
  public static List<Path> errors() {
    return sources("errors");
  }

  public static Expectation expectation(Path wrong) {
    String first = read(wrong).lines().findFirst().orElse("");
    Matcher matcher = EXPECTATION.matcher(first);
    if (!matcher.matches()) {
      throw new IllegalStateException(wrong + " begins with no expectation but with " + first);
    }
    return new Expectation(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
        matcher.group(4).equals("error"),
        List.of(matcher.group(5).split(" ")));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
