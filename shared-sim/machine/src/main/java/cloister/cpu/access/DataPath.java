package cloister.cpu.access;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;
import cloister.event.Exceptions;
import cloister.event.Rule;

/** A program's accesses to memory: through a segment with its checks (SDM 3, 6.3 and 6.4). */
public final class DataPath {
  private final Core core;
  private final LinearMemory memory;
  private final Segments segments;

  public DataPath(Core core, LinearMemory memory) {
    this.core = core;
    this.memory = memory;
    segments = core.segments;
  }

  public int read8(int segment, int offset) {
    return memory.read8(forRead(segment, offset, 1), Access.read(core.cpl));
  }

  public int read16(int segment, int offset) {
    return memory.read16(forRead(segment, offset, 2), Access.read(core.cpl));
  }

  public int read32(int segment, int offset) {
    return memory.read32(forRead(segment, offset, 4), Access.read(core.cpl));
  }

  public void write8(int segment, int offset, int value) {
    memory.write8(forWrite(segment, offset, 1), Access.write(core.cpl), value);
  }

  public void write16(int segment, int offset, int value) {
    memory.write16(forWrite(segment, offset, 2), Access.write(core.cpl), value);
  }

  public void write32(int segment, int offset, int value) {
    memory.write32(forWrite(segment, offset, 4), Access.write(core.cpl), value);
  }

  /**
   * Reads an operand.
   *
   * @param bytes 1, 2 or 4
   * @return zero-extended
   */
  public int read(int segment, int offset, int bytes) {
    return switch (bytes) {
      case 1 -> read8(segment, offset);
      case 2 -> read16(segment, offset);
      default -> read32(segment, offset);
    };
  }

  public void write(int segment, int offset, int bytes, int value) {
    switch (bytes) {
      case 1 -> write8(segment, offset, value);
      case 2 -> write16(segment, offset, value);
      default -> write32(segment, offset, value);
    }
  }

  /**
   * Reads what the same instruction is going to write: one access, which is refused as a write.
   *
   * @param bytes 1, 2 or 4
   * @return zero-extended
   */
  public int readToWrite(int segment, int offset, int bytes) {
    int linear = forWrite(segment, offset, bytes);
    int access = Access.write(core.cpl);
    return switch (bytes) {
      case 1 -> memory.read8(linear, access);
      case 2 -> memory.read16(linear, access);
      default -> memory.read32(linear, access);
    };
  }

  /** Refuses what a write would be refused for, without writing. */
  public void checkWrite(int segment, int offset, int bytes) {
    memory.check(forWrite(segment, offset, bytes), bytes, Access.write(core.cpl));
  }

  /**
   * Refuses what an operand of 8 or 10 bytes would be refused for as a whole, before its parts are
   * accessed. Both want to be at a multiple of 8 where alignment is checked (SDM 3, table 7-7).
   */
  public void checkLong(int segment, int offset, int bytes, boolean write) {
    checkSlowly(segment, offset, bytes, write);
    int linear = segments.base[segment] + offset;
    checkAlignment(linear, 8);
    memory.check(linear, bytes, write ? Access.write(core.cpl) : Access.read(core.cpl));
  }

  /** The segment's part of {@link #checkWrite}. */
  public void checkSegmentForWrite(int segment, int offset, int bytes) {
    forWrite(segment, offset, bytes);
  }

  /** Pushes 2 or 4 bytes; ESP moves only when the write succeeded. */
  public void push(int bytes, int value) {
    int pointer = core.stackPointer() - bytes & core.stackMask();
    write(Segments.SS, pointer, bytes, value);
    core.setStackPointer(pointer);
  }

  /** A push on the way of control. */
  public void push(String name, int bytes, int value) {
    push(bytes, value);
    core.witness.moved(name, true, segments.base[Segments.SS] + core.stackPointer(), bytes, value);
  }

  /** Checks that so many pushes would be allowed, without writing. */
  public void checkPushes(int count, int bytes) {
    int mask = core.stackMask();
    int pointer = core.stackPointer();
    for (int pushed = 1; pushed <= count; pushed++) {
      checkWrite(Segments.SS, pointer - pushed * bytes & mask, bytes);
    }
  }

  /** Reads the stack without moving ESP. */
  public int peek(int bytes, int distance) {
    return read(Segments.SS, core.stackPointer() + distance & core.stackMask(), bytes);
  }

  /** What a return finds on the stack. */
  public int peek(String name, int bytes, int distance) {
    int value = peek(bytes, distance);
    int pointer = core.stackPointer() + distance & core.stackMask();
    core.witness.moved(name, false, segments.base[Segments.SS] + pointer, bytes, value);
    return value;
  }

  public int pop(int bytes) {
    int value = peek(bytes, 0);
    core.setStackPointer(core.stackPointer() + bytes);
    return value;
  }

  private int forRead(int segment, int offset, int bytes) {
    if ((segments.easy[segment] & Segments.EASY_READ) == 0
        || Bits.below(segments.limit[segment] - bytes + 1, offset)) {
      checkSlowly(segment, offset, bytes, false);
    }
    int linear = segments.base[segment] + offset;
    if (core.vigilant) {
      look(linear, bytes, DebugRegisters.READ_OR_WRITE);
    }
    return linear;
  }

  private int forWrite(int segment, int offset, int bytes) {
    if ((segments.easy[segment] & Segments.EASY_WRITE) == 0
        || Bits.below(segments.limit[segment] - bytes + 1, offset)) {
      checkSlowly(segment, offset, bytes, true);
    }
    int linear = segments.base[segment] + offset;
    if (core.vigilant) {
      look(linear, bytes, DebugRegisters.WRITE);
    }
    return linear;
  }

  private void look(int linear, int bytes, int kind) {
    checkAlignment(linear, bytes);
    core.meet(core.debug.match(linear, bytes, kind, DebugRegisters.READ_OR_WRITE));
  }

  private void checkAlignment(int linear, int multiple) {
    if (core.checksAlignment() && (linear & multiple - 1) != 0) {
      throw core.fault(Exceptions.AC, 0, Rule.ALIGNMENT, linear, multiple, 0);
    }
  }

  private void checkSlowly(int segment, int offset, int bytes, boolean write) {
    int rights = segments.rights[segment];
    if (!segments.usable(segment)) {
      throw core.generalProtection(0, Rule.NULL_SEGMENT_USE, offset, 0, 0);
    }
    if (write && core.protectedMode() && !Rights.isWritable(rights)) {
      throw core.generalProtection(0, Rule.SEGMENT_WRITABLE, Rights.type(rights), 0, 0);
    }
    if (!write && !Rights.isReadable(rights)) {
      throw core.generalProtection(0, Rule.SEGMENT_READABLE, Rights.type(rights), 0, 0);
    }
    if (!within(segment, offset, bytes)) {
      int vector = segment == Segments.SS ? Exceptions.SS : Exceptions.GP;
      throw SegmentBounds.refusal(core, vector, 0, rights, segments.limit[segment], offset, bytes);
    }
  }

  private boolean within(int segment, int offset, int bytes) {
    int rights = segments.rights[segment];
    int limit = segments.limit[segment];
    int last = offset + bytes - 1;
    if (Bits.below(last, offset)) {
      return false;
    }
    if (Rights.isExpandDown(rights)) {
      return Bits.below(limit, offset) && !Bits.below(SegmentBounds.upper(rights), last);
    }
    return !Bits.below(limit, last);
  }
}
