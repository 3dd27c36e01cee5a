package cloister.hypervisor.translation;

import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * A place in the cache at which nothing of a guest's instruction has been done yet, or all of the
 * one before it.
 *
 * @param offset in the cache
 * @param eip of the guest's instruction that comes next
 * @param kind how it is translated, the number of a {@link Kind}; {@link #WAY_OUT} for none
 */
record Point(int offset, int eip, int kind) {
  /** The way out of a unit, which belongs to no instruction. */
  static final int WAY_OUT = -1;

  /** True for an instruction that the translation does. */
  boolean isDone() {
    boolean left = is(Kind.CALL_OUT) || is(Kind.STEP) || is(Kind.SIMULATED);
    return kind != WAY_OUT && !left;
  }

  boolean is(Kind one) {
    return kind == one.ordinal();
  }

  void save(StateWriter out) {
    out.writeInts(new int[] {offset, eip, kind});
  }

  static Point load(StateReader in) {
    return new Point(in.readInt(), in.readInt(), in.readInt());
  }
}
