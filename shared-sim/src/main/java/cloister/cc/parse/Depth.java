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

  /** Begins a construct; the answer is for {@link #leave}. */
  int enter() {
    nested++;
    if (nested > MOST_NESTED) {
      errors.fatal(Complaint.tooDeep(MOST_NESTED));
    }
    int outer = height;
    height = 0;
    return outer;
  }

  /** Ends a construct, which stands beside what was as high as this before it. */
  void leave(int outer) {
    nested--;
    height++;
    check();
    height = Math.max(height, outer);
  }

  /** Puts a node upon all that has been built within the construct. */
  void grow() {
    height++;
    check();
  }

  private void check() {
    if (height > MOST_HIGH) {
      errors.fatal(Complaint.tooLong(MOST_HIGH));
    }
  }
}
