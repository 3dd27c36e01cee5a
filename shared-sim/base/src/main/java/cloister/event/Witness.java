package cloister.event;

/**
 * Somebody who watches how control is handed from one segment to another: every check with the
 * numbers that it compares, every word that is read or written on the way, in their order.
 *
 * <p>Whatever else checks descriptors tells of it, too; it belongs to no way that has begun.
 */
public interface Witness {
  /** Nobody. */
  Witness NONE = new Witness() {};

  /** What {@link #begins} has for a way that an instruction takes. */
  int INSTRUCTION = -1;

  /**
   * What follows is one way.
   *
   * @param vector of an exception or external interrupt, else {@link #INSTRUCTION}
   * @param errorCode that it pushes, or -1
   */
  default void begins(int vector, int errorCode) {}

  /** A check that can refuse, with the operands of its rule. */
  default void checked(Rule rule, int first, int second, int third, boolean passed) {}

  /** A descriptor was read from a table, named as the manual does. */
  default void descriptor(String table, int address, int low, int high) {}

  /**
   * A word of 2 or 4 bytes, or the byte with a busy bit, was read or written.
   *
   * @param name of what it is, as the manual abbreviates it
   */
  default void moved(String name, boolean written, int linear, int bytes, int value) {}

  /**
   * A register was loaded from another one, or from a model-specific register.
   *
   * @param plus what was added on the way
   */
  default void loaded(String name, String from, int plus, int value) {}
}
