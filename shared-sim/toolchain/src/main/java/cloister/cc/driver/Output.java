package cloister.cc.driver;

/**
 * A file that a command makes.
 *
 * @param name empty for the text that {@code -E} shows
 * @param executable true for a program
 * @param flag that names the file
 */
public record Output(String name, byte[] bytes, boolean executable, String flag) {
  static Output text(String name, String text) {
    return object(name, SourceBytes.encode(text));
  }

  static Output object(String name, byte[] bytes) {
    return new Output(name, bytes, false, "-o");
  }

  static Output program(String name, byte[] bytes) {
    return new Output(name, bytes, true, "-o");
  }

  static Output map(String name, String text) {
    return new Output(name, SourceBytes.encode(text), false, "-Map");
  }

  static Output rules(String name, String text) {
    return new Output(name, SourceBytes.encode(text), false, "-MF");
  }
}
