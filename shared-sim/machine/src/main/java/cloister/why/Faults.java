package cloister.why;

import cloister.bits.Hex;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;

/** How exceptions are written. */
public final class Faults {
  private Faults() {}

  /** {@code #GP(0)}, {@code #GP(0x182)}, {@code #UD}. */
  public static String name(int vector, int errorCode) {
    String code = "";
    if (errorCode >= 0) {
      code = errorCode == 0 ? "(0)" : "(" + Hex.prefixed(errorCode) + ")";
    }
    return "#" + Exceptions.shortName(vector) + code;
  }

  public static String name(FaultRaised fault) {
    return name(fault.vector(), fault.errorCode());
  }
}
