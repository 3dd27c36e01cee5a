package cloister.hypervisor;

/**
 * A segment of a guest as LAR, LSL, VERR and VERW would find it on a machine of its own (SDM 2, LAR
 * and LSL).
 *
 * @param low first word of its descriptor
 * @param high second word
 */
record GuestSegment(int low, int high) {
  /** Types of system descriptors, one bit a type. */
  private static final int LAR_TYPES = 0x1A3E;

  private static final int LSL_TYPES = 0x0A0E;
  private static final int CODE_OR_DATA = 1 << 12;
  private static final int CODE = 1 << 11;
  private static final int CONFORMING = 1 << 10;
  private static final int READABLE_OR_WRITABLE = 1 << 9;
  private static final int BUSY = 1 << 9;
  private static final int GRANULAR = 1 << 23;

  /** What is not there is of no type. */
  private static final GuestSegment NONE = new GuestSegment(0, 0);

  /**
   * @param ring that the guest believes to be in
   */
  static GuestSegment seen(VirtualMachine guest, int selector, int ring) {
    GuestDescriptors table = guest.descriptors();
    try {
      if (!table.has(selector)) {
        return NONE;
      }
      GuestSegment found = new GuestSegment(table.low(selector), table.high(selector));
      boolean forAll = found.isCode() && (found.high & CONFORMING) != 0;
      return forAll || Math.max(ring, selector & 3) <= (found.high >>> 13 & 3) ? found : NONE;
    } catch (GuestFault _) {
      return NONE;
    }
  }

  private boolean isSegment() {
    return (high & CODE_OR_DATA) != 0;
  }

  private boolean isCode() {
    return isSegment() && (high & CODE) != 0;
  }

  /** The bit that tells a task that runs, which is not carried back into the guest's table. */
  int busy() {
    return isSegment() ? 0 : BUSY;
  }

  boolean hasRights() {
    return isSegment() || (LAR_TYPES >>> (high >>> 8 & 15) & 1) != 0;
  }

  boolean hasLimit() {
    return isSegment() || (LSL_TYPES >>> (high >>> 8 & 15) & 1) != 0;
  }

  boolean isReadable() {
    return isSegment() && (!isCode() || (high & READABLE_OR_WRITABLE) != 0);
  }

  boolean isWritable() {
    return isSegment() && !isCode() && (high & READABLE_OR_WRITABLE) != 0;
  }

  /** Offset of the last byte, in bytes. */
  int limit() {
    int field = low & 0xFFFF | high & 0xF0000;
    return (high & GRANULAR) == 0 ? field : field << 12 | 0xFFF;
  }
}
