package cloister.cc.driver;

import java.util.List;
import java.util.Optional;

/** What a command asks of the compiler itself, as scripts ask GCC (GCC manual, 3.2 and 3.13). */
public final class Answers {
  /** The version of GCC that {@code __GNUC__} and its kin tell of. */
  private static final String VERSION = "4.2.1";

  private static final String TARGET = "i686-linux-gnu";

  private Answers() {}

  /** The answer, or nothing where something is to be compiled or linked. */
  public static Optional<String> to(List<String> words) {
    return words.stream().flatMap(word -> to(word).stream()).findFirst().map(text -> text + "\n");
  }

  private static Optional<String> to(String word) {
    return switch (word) {
      case "-dumpmachine" -> Optional.of(TARGET);
      case "-dumpversion", "-dumpfullversion" -> Optional.of(VERSION);
      case "-print-multiarch" -> Optional.of("i386-linux-gnu");
      case "-print-multi-directory", "-print-multi-os-directory" -> Optional.of(".");
      case "-print-multi-lib" -> Optional.of(".;");
      case "-print-sysroot" -> Optional.of("");
      case "-print-libgcc-file-name" -> Optional.of("libgcc.a");
      case "-print-search-dirs" -> Optional.of("install: \nprograms: =\nlibraries: =");
      default -> named(word);
    };
  }

  /** Files of the compiler have no place of their own: as GCC says it, their name is the answer. */
  private static Optional<String> named(String word) {
    for (String flag : List.of("-print-file-name=", "-print-prog-name=")) {
      if (word.startsWith(flag)) {
        return Optional.of(word.substring(flag.length()));
      }
    }
    return Optional.empty();
  }

  /** What {@code -v} says in front of the rest. */
  public static String version() {
    return "Target: " + TARGET + "\nThread model: single\ngcc version " + VERSION + " (Cloister)\n";
  }
}
