package cloister.server.http;

/**
 * A place of a source text that a problem is about.
 *
 * @param line from 1
 * @param column from 1
 * @param message the sentence for the message id
 */
public record SourcePlace(String file, int line, int column, String messageId, String message) {
  /** As compilers print it. */
  String detail() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
