package cloister.cc.preprocess;

/** The macros that have no fixed replacement (C11 6.10.8.1; GNU's and Clang's beside them). */
enum Builtin implements Macro {
  FILE("__FILE__", true),
  LINE("__LINE__", true),
  DATE("__DATE__", true),
  TIME("__TIME__", true),
  TIMESTAMP("__TIMESTAMP__", true),
  COUNTER("__COUNTER__", true),
  INCLUDE_LEVEL("__INCLUDE_LEVEL__", true),
  BASE_FILE("__BASE_FILE__", true),
  HAS_INCLUDE("__has_include", false),
  HAS_INCLUDE_NEXT("__has_include_next", false),
  HAS_ATTRIBUTE("__has_attribute", false),
  HAS_BUILTIN("__has_builtin", false);

  private final String word;
  private final boolean hasValue;

  Builtin(String word, boolean hasValue) {
    this.word = word;
    this.hasValue = hasValue;
  }

  String word() {
    return word;
  }

  /** False for those that are operators of a condition. */
  boolean hasValue() {
    return hasValue;
  }
}
