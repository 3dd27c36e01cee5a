package cloister.cpu.seg;

import cloister.bits.Bits;
import cloister.cpu.core.Rights;

/**
 * An entry of the GDT or LDT that describes a segment (SDM 3, 3.4.5).
 *
 * @param low bytes 0 to 3
 * @param high bytes 4 to 7
 */
public record SegmentDescriptor(int low, int high) {
  public int base() {
    return low >>> 16 | (high & 0xff) << 16 | high & 0xff000000;
  }

  /** Highest offset in bytes, with the granularity applied. */
  public int limit() {
    int raw = low & 0xffff | high & 0xf0000;
    return Bits.bit(high, 23) ? raw << 12 | 0xfff : raw;
  }

  public int rights() {
    return high & Rights.MASK;
  }

  public int dpl() {
    return Rights.dpl(high);
  }

  /** The four type bits. */
  public int type() {
    return Rights.type(high);
  }

  public boolean present() {
    return (high & Rights.PRESENT) != 0;
  }

  /** False for gates, task-state segments and local tables. */
  public boolean isCodeOrData() {
    return (high & Rights.CODE_OR_DATA) != 0;
  }

  public boolean isCode() {
    return Rights.isCode(high);
  }

  public boolean isConforming() {
    return Rights.isConforming(high);
  }

  public boolean isWritableData() {
    return Rights.isWritable(high);
  }

  public boolean isReadable() {
    return Rights.isReadable(high);
  }

  public boolean isLocalTable() {
    return !isCodeOrData() && type() == 2;
  }

  /** An available task-state segment, 16- or 32-bit. */
  public boolean isAvailableTss() {
    return !isCodeOrData() && (type() == 1 || type() == 9);
  }

  /** A call gate, 16- or 32-bit. */
  public boolean isCallGate() {
    return !isCodeOrData() && (type() == 4 || type() == 12);
  }

  public GateDescriptor asGate() {
    return new GateDescriptor(low, high);
  }
}
