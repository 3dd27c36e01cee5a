package cloister.cc.parse;

/** How deep the parser is, and how high the tree grows, both within {@link Limits}. */
final class Depth {
  private final Errors errors;
  private final Limits limits;
  private int nested;
  private int height;

  Depth(Errors errors, Limits limits) {
    this.errors = errors;
    this.limits = limits;
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
    if (nested > limits.nested()) {
      errors.fatal(Complaint.tooDeep(limits.nested()));
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
    if (height > limits.high()) {
      errors.fatal(Complaint.tooLong(limits.high()));
    }
  }
}
