package cloister.cpu.translate;

import cloister.cpu.seg.Passage;

/**
 * Ways through interrupt gates that have been gone before, where nobody can notice. The status
 * flags and the stack pointer are all that is needed of the registers; where control goes is the
 * next EIP afterwards.
 */
public interface Gates {
  /**
   * An INT, which does not call the debug handler.
   *
   * @return false when it is another way, of which no more than first walks were done
   */
  boolean interrupt(int vector, int returnEip);

  /**
   * The delivery of an exception that has refused an instruction, and is not the debug exception.
   *
   * @return false when it is another way, of which no more than first walks were done
   */
  boolean exception(int vector, int errorCode, int returnEip);

  /**
   * A 32-bit IRET.
   *
   * @return false when it is another way, of which no more than first walks were done
   */
  boolean interruptReturn();

  /** The way of an INT to the segment that the processor is in, or null. */
  Passage.In passage(int vector);

  /** The way of a 32-bit IRET to the segment that the processor is in, or null. */
  Passage.Back passageBack();

  /** The way of an INT from ring 3 to ring 0, in flat segments; or null. */
  Passage.Inwards inwards(int vector);

  /** The same of an exception. */
  Passage.Inwards inwardsByException(int vector);

  /** The way of a 32-bit IRET from ring 0 to ring 3, in flat segments; or null. */
  Passage.Outwards outwards();
}
