package cloister.cc.driver;

import java.util.List;
import java.util.Optional;

/** What a file holds, by its name or by {@code -x}. */
public enum Language {
  C,
  ASSEMBLY,
  /** Assembly that is preprocessed. */
  CAPITAL_ASSEMBLY,
  /** A language that GCC compiles and this compiler does not. */
  FOREIGN,
  /** For the linker to look into. */
  OTHER;

  private static final List<String> FOREIGN_SUFFIXES =
      List.of(
          "cpp", "cc", "cp", "cxx", "c++", "C", "CPP", "ii", "hpp", "hh", "m", "mm", "mi", "f",
          "for", "F", "f77", "f90", "F90", "f95", "f03", "f08", "go", "d", "di", "adb", "ads",
          "rs");

  static Language of(String name) {
    int slash = name.lastIndexOf('/');
    int dot = name.lastIndexOf('.');
    String suffix = dot <= slash + 1 ? "" : name.substring(dot + 1);
    return switch (suffix) {
      case "c", "i", "h" -> C;
      case "s" -> ASSEMBLY;
      case "S", "sx" -> CAPITAL_ASSEMBLY;
      default -> FOREIGN_SUFFIXES.contains(suffix) ? FOREIGN : OTHER;
    };
  }

  /** The language of a value of {@code -x}. */
  static Optional<Language> named(String name) {
    return switch (name) {
      case "c", "c-header", "cpp-output" -> Optional.of(C);
      case "assembler" -> Optional.of(ASSEMBLY);
      case "assembler-with-cpp" -> Optional.of(CAPITAL_ASSEMBLY);
      default -> Optional.empty();
    };
  }

  boolean isSource() {
    return this == C || isAssembly();
  }

  boolean isAssembly() {
    return this == ASSEMBLY || this == CAPITAL_ASSEMBLY;
  }
}
