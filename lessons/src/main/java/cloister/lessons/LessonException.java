package cloister.lessons;

/** A mistake in a lesson's files, with the place where its author will find it. */
public final class LessonException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param line from 1; 0 when the mistake is about the whole file
   */
  public LessonException(String file, int line, String reason) {
    super(line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason);
  }
}
