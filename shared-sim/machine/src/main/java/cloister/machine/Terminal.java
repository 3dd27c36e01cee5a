package cloister.machine;

/** A screen with a keyboard, or a line that leads to one, as its user sees it. */
public interface Terminal {
  /** Bytes written to it since the start. */
  int length();

  /** The first byte that is still kept. */
  int first();

  /** What was written to it from a byte on that is kept, a character for each. */
  String text(int from);

  /** What somebody types, in UTF-8. */
  void type(byte[] bytes);

  /** Characters in a line. */
  int columns();

  int rows();

  /** Its window changes; who asked before at the same step has not. */
  void resize(int columns, int rows);
}
