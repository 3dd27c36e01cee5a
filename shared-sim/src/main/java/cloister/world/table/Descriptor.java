package cloister.world.table;

import cloister.bits.Bits;

/**
 * Eight bytes of a descriptor table as two words (SDM 3, 3.4.5, 6.8.3, 7.11). The bit positions of
 * segments, system segments and gates are here and nowhere else in this layer.
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
    if (Bits.bit(high, 12)) {
      return Bits.bit(high, 11) ? Kind.CODE : Kind.DATA;
    }
    return switch (type()) {
      case 1, 3, 9, 11 -> Kind.TSS;
      case 2 -> Kind.LDT;
      case 4, 12 -> Kind.CALL_GATE;
      case 5 -> Kind.TASK_GATE;
      case 6, 14 -> Kind.INTERRUPT_GATE;
      case 7, 15 -> Kind.TRAP_GATE;
      default -> Kind.RESERVED;
    };
  }

  public int type() {
    return Bits.field(high, 11, 8);
  }

  /** S: 1 for code and data. */
  public int segmentBit() {
    return Bits.field(high, 12, 12);
  }

  public int dpl() {
    return Bits.field(high, 14, 13);
  }

  public boolean present() {
    return Bits.bit(high, 15);
  }

  /** Accessed bit of a code or data segment. */
  public boolean accessed() {
    return Bits.bit(high, 8);
  }

  /** Writable data or readable code. */
  public boolean writableOrReadable() {
    return Bits.bit(high, 9);
  }

  /** Conforming code or expand-down data. */
  public boolean conformingOrExpandDown() {
    return Bits.bit(high, 10);
  }

  public boolean conforming() {
    return kind() == Kind.CODE && conformingOrExpandDown();
  }

  /** Data whose offsets are those above the limit. */
  public boolean expandsDown() {
    return kind() == Kind.DATA && conformingOrExpandDown();
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
    return Bits.bit(high, 22);
  }

  public boolean granular() {
    return Bits.bit(high, 23);
  }

  /** 32-bit system segment or gate. */
  public boolean wide() {
    return Bits.bit(high, 11);
  }

  public int base() {
    return low >>> 16 | Bits.field(high, 7, 0) << 16 | high & 0xff000000;
  }

  /** The 20 bits as they are stored. */
  public int rawLimit() {
    return low & 0xffff | high & 0x000f0000;
  }

  /** Highest offset, with the granularity applied. */
  public int limit() {
    return granular() ? rawLimit() << 12 | 0xfff : rawLimit();
  }

  /** Target selector of a gate. */
  public int selector() {
    return low >>> 16;
  }

  /** Target offset of a gate. */
  public int offset() {
    return wide() ? high & 0xffff0000 | low & 0xffff : low & 0xffff;
  }

  /** How many parameters a call gate copies. */
  public int parameterCount() {
    return Bits.field(high, 4, 0);
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
