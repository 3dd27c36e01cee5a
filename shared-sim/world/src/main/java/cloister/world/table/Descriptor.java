package cloister.world.table;

import cloister.bits.Bits;
import cloister.cpu.core.Rights;
import cloister.cpu.seg.GateDescriptor;
import cloister.cpu.seg.SegmentDescriptor;

/**
 * Eight bytes of a descriptor table as two words (SDM 3, 3.4.5, 6.8.3, 7.11), whatever they
 * describe. What the processor reads is read as it reads it; only where a field is written, and the
 * few bits that it never asks for, are told here.
 */
public record Descriptor(int low, int high) {
  public static final int SIZE = 8;

  /** What the type bits say. */
  public enum Kind {
    EMPTY("null"),
    CODE("code"),
    DATA("data"),
    LDT("ldt"),
    TSS("tss"),
    CALL_GATE("call gate"),
    INTERRUPT_GATE("interrupt gate"),
    TRAP_GATE("trap gate"),
    TASK_GATE("task gate"),
    RESERVED("reserved");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }

    public boolean isGate() {
      return this == CALL_GATE || this == INTERRUPT_GATE || this == TRAP_GATE || this == TASK_GATE;
    }

    public boolean isSegment() {
      return this == CODE || this == DATA;
    }
  }

  public Kind kind() {
    if (low == 0 && high == 0) {
      return Kind.EMPTY;
    }
    if (segment().isCodeOrData()) {
      return segment().isCode() ? Kind.CODE : Kind.DATA;
    }
    if (gate().isCallGate()) {
      return Kind.CALL_GATE;
    }
    if (gate().isTaskGate()) {
      return Kind.TASK_GATE;
    }
    if (gate().isInterruptGate()) {
      return Kind.INTERRUPT_GATE;
    }
    if (gate().isTrapGate()) {
      return Kind.TRAP_GATE;
    }
    if (segment().isLocalTable()) {
      return Kind.LDT;
    }
    return availableOrBusyTss() ? Kind.TSS : Kind.RESERVED;
  }

  /** Bit 1 of the type of a task-state segment says that it is busy. */
  private boolean availableOrBusyTss() {
    return withType(type() & ~2).segment().isAvailableTss();
  }

  private SegmentDescriptor segment() {
    return new SegmentDescriptor(low, high);
  }

  private GateDescriptor gate() {
    return new GateDescriptor(low, high);
  }

  public int type() {
    return segment().type();
  }

  /** S: 1 for code and data. */
  public int segmentBit() {
    return segment().isCodeOrData() ? 1 : 0;
  }

  public int dpl() {
    return segment().dpl();
  }

  public boolean present() {
    return segment().present();
  }

  /** Accessed bit of a code or data segment. */
  public boolean accessed() {
    return (high & Rights.ACCESSED) != 0;
  }

  /** Writable data or readable code. */
  public boolean writableOrReadable() {
    return (high & Rights.READABLE_OR_WRITABLE) != 0;
  }

  /** Conforming code or expand-down data. */
  public boolean conformingOrExpandDown() {
    return (high & Rights.CONFORMING_OR_EXPAND_DOWN) != 0;
  }

  public boolean conforming() {
    return segment().isConforming();
  }

  /** Data whose offsets are those above the limit. */
  public boolean expandsDown() {
    return Rights.isExpandDown(high);
  }

  /** The lowest linear address of a code or data segment. */
  public int firstAddress() {
    return expandsDown() ? base() + limit() + 1 : base();
  }

  /** Bytes of a code or data segment, less one. */
  public int extent() {
    int top = big() ? -1 : 0xffff;
    return expandsDown() ? top - limit() - 1 : limit();
  }

  public int available() {
    return Bits.field(high, 20, 20);
  }

  /** D/B: 32-bit code or stack. */
  public boolean big() {
    return Rights.isBig(high);
  }

  public boolean granular() {
    return (high & Rights.GRANULARITY) != 0;
  }

  /** 32-bit system segment or gate. */
  public boolean wide() {
    return gate().is32Bit();
  }

  public int base() {
    return segment().base();
  }

  /** The 20 bits as they are stored. */
  public int rawLimit() {
    return low & 0xffff | high & 0x000f0000;
  }

  /** Highest offset, with the granularity applied. */
  public int limit() {
    return segment().limit();
  }

  /** Target selector of a gate. */
  public int selector() {
    return gate().selector();
  }

  /** Target offset of a gate. */
  public int offset() {
    return gate().offset();
  }

  /** How many parameters a call gate copies. */
  public int parameterCount() {
    return gate().parameterCount();
  }

  public Descriptor withDpl(int value) {
    return new Descriptor(low, Bits.withField(high, 14, 13, value));
  }

  public Descriptor withPresent(int value) {
    return new Descriptor(low, Bits.withField(high, 15, 15, value));
  }

  public Descriptor withType(int value) {
    return new Descriptor(low, Bits.withField(high, 11, 8, value));
  }

  public Descriptor withSelector(int value) {
    return new Descriptor(Bits.withField(low, 31, 16, value), high);
  }

  public Descriptor withOffset(int value) {
    return new Descriptor(
        Bits.withField(low, 15, 0, value), Bits.withField(high, 31, 16, value >>> 16));
  }

  public Descriptor withBase(int value) {
    int newHigh = Bits.withField(Bits.withField(high, 7, 0, value >>> 16), 31, 24, value >>> 24);
    return new Descriptor(Bits.withField(low, 31, 16, value), newHigh);
  }

  public Descriptor withRawLimit(int value) {
    return new Descriptor(
        Bits.withField(low, 15, 0, value), Bits.withField(high, 19, 16, value >>> 16));
  }

  public Descriptor withParameterCount(int value) {
    return new Descriptor(low, Bits.withField(high, 4, 0, value));
  }
}
