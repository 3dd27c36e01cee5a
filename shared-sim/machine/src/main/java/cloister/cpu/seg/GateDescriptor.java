package cloister.cpu.seg;

import cloister.cpu.core.Rights;

/**
 * A call, interrupt, trap or task gate (SDM 3, 6.8.3 and 7.11).
 *
 * @param low bytes 0 to 3
 * @param high bytes 4 to 7
 */
public record GateDescriptor(int low, int high) {
  public int selector() {
    return low >>> 16;
  }

  public int offset() {
    return is32Bit() ? low & 0xffff | high & 0xffff0000 : low & 0xffff;
  }

  public int dpl() {
    return Rights.dpl(high);
  }

  public int type() {
    return Rights.type(high);
  }

  public boolean present() {
    return (high & Rights.PRESENT) != 0;
  }

  /** Words or doublewords that a call gate copies to the inner stack, 0 to 31. */
  public int parameterCount() {
    return high & 31;
  }

  public boolean is32Bit() {
    return (type() & 8) != 0;
  }

  public boolean isSystem() {
    return (high & Rights.CODE_OR_DATA) == 0;
  }

  public boolean isCallGate() {
    return isSystem() && (type() & 7) == 4;
  }

  public boolean isInterruptGate() {
    return isSystem() && (type() & 7) == 6;
  }

  public boolean isTrapGate() {
    return isSystem() && (type() & 7) == 7;
  }

  public boolean isTaskGate() {
    return isSystem() && type() == 5;
  }
}
