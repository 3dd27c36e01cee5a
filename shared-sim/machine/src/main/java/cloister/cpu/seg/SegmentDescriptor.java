package cloister.cpu.seg;

import cloister.cpu.core.Rights;

/**
 * An entry of the GDT or LDT that describes a segment (SDM 3, 3.4.5).
 *
 * @param low bytes 0 to 3
 * @param high bytes 4 to 7
 */
public record SegmentDescriptor(int low, int high) {
  /** System types (SDM 3, table 3-2). */
  private static final int LOCAL_TABLE = 2;

  private static final int AVAILABLE_TSS = 1;
  private static final int BUSY_TSS = 3;
  private static final int CALL_GATE = 4;

  /** In a system type: of 32 bits. */
  private static final int WIDE = 8;

  /** What granularity adds below a limit counted in pages. */
  private static final int PAGE_OFFSET = 0xfff;

  public int base() {
    return low >>> 16 | (high & 0xff) << 16 | high & 0xff000000;
  }

  /** Highest offset in bytes, with the granularity applied. */
  public int limit() {
    int raw = low & 0xffff | high & 0xf0000;
    return (high & Rights.GRANULARITY) != 0 ? raw << 12 | PAGE_OFFSET : raw;
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
    return !isCodeOrData() && type() == LOCAL_TABLE;
  }

  /** An available task-state segment, 16- or 32-bit. */
  public boolean isAvailableTss() {
    return isSystem(AVAILABLE_TSS);
  }

  /** The task-state segment of a task that runs or is linked to, 16- or 32-bit. */
  public boolean isBusyTss() {
    return isSystem(BUSY_TSS);
  }

  /** A call gate, 16- or 32-bit. */
  public boolean isCallGate() {
    return isSystem(CALL_GATE);
  }

  private boolean isSystem(int type) {
    return !isCodeOrData() && (type() & ~WIDE) == type;
  }

  public GateDescriptor asGate() {
    return new GateDescriptor(low, high);
  }
}
