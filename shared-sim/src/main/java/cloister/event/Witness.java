package cloister.event;

import cloister.event.Event.Source;

/**
 * Somebody who watches how control is handed from one segment to another: every check with the
 * numbers that it compares, every word that is read or written on the way, in their order.
 *
 * <p>Whatever else checks descriptors tells of it, too; it belongs to no way that has begun.
 */
public interface Witness {
  /** Nobody. */
  Witness NONE = new Witness() {};

  /** How control is handed over. */
  enum Way {
    EXCEPTION,
    SOFTWARE,
    EXTERNAL,
    JUMP,
    CALL,
    RETURN,
    IRET;

    public static Way of(Source source) {
      return switch (source) {
        case EXCEPTION -> EXCEPTION;
        case SOFTWARE -> SOFTWARE;
        case EXTERNAL -> EXTERNAL;
      };
    }
  }

  /**
   * What follows is one way.
   *
   * @param vector of a delivery, else 0
   * @param errorCode that a delivery pushes, else -1
   */
  default void begins(Way way, int vector, int errorCode) {}

  default void begins(Way way) {
    begins(way, 0, -1);
  }

  /** A check that can refuse, with the operands of its rule. */
  default void checked(Rule rule, int first, int second, int third, boolean passed) {}

  /** A descriptor was read. */
  default void descriptor(Table table, int address, int low, int high) {}

  /**
   * A word of 2 or 4 bytes, or the byte with a busy bit, was read or written.
   *
   * @param name of what it is, as the manual abbreviates it
   */
  default void moved(String name, boolean written, int linear, int bytes, int value) {}

  /** Where a descriptor lies. */
  enum Table {
    GDT,
    LDT,
    IDT
  }
}
