package cloister.cc.parse;

/**
 * How deep the parser is, and how high the tree grows. Every pass walks the tree by recursion, and
 * in the browser a stack that overflows is the end of the program; so both are limited. C asks for
 * 127 levels of blocks and 63 of parentheses (C11 5.2.4.1).
 */
final class Depth {
  /** Constructs within each other. */
  static final int MOST_NESTED = 256;

  /** Nodes upon each other: a chain like {@code a + b + c} is as high as it is long. */
  static final int MOST_HIGH = 600;

  private final Errors errors;
  private int nested;
  private int height;

  Depth(Errors errors) {
    this.errors = errors;
  }

  /** Begins something beside what has been built; the answer is for {@link #close}. */
  int open() {
    int outer = height;
    height = 0;
    return outer;
  }

  void close(int outer) {
    height = Math.max(height, outer);
  }

  /** Begins something within something; the answer is for {@link #leave}. */
  int enter() {
    nested++;
    if (nested > MOST_NESTED) {
      errors.fatal(Complaint.tooDeep(MOST_NESTED));
    }
    return open();
  }

  /** Ends it: it lies under one more node. */
  void leave(int outer) {
    nested--;
    grow();
    close(outer);
  }

  /** Puts a node upon all that has been built within the construct. */
  void grow() {
    height++;
    if (height > MOST_HIGH) {
      errors.fatal(Complaint.tooLong(MOST_HIGH));
    }
  }
}
