package cloister.cpu.access;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;
import cloister.cpu.paging.Paging;

/**
 * Tells the accesses that nobody can notice: allowed at first sight, translated by what stands in
 * the buffer (or, for descriptors and whole frames, by a plain walk), and to plain RAM. All others
 * go through {@link DataPath}, which says the same of these.
 */
public final class PlainAccess {
  /** The answer for an access that needs a second look. */
  public static final int NOT_PLAIN = -1;

  private final Core core;
  private final Paging paging;
  private final Memory memory;
  private final int[] easy;
  private final int[] limit;
  private final int[] base;

  public PlainAccess(Core core, Paging paging) {
    this.core = core;
    this.paging = paging;
    memory = core.memory;
    easy = core.segments.easy;
    limit = core.segments.limit;
    base = core.segments.base;
  }

  /** The physical address to read, or {@link #NOT_PLAIN}; so for bytes, words and doublewords. */
  public int toRead(int segment, int offset, int bytes) {
    if ((easy[segment] & Segments.EASY_READ) == 0
        || Bits.below(limit[segment] - bytes + 1, offset)
        || core.vigilant) {
      return NOT_PLAIN;
    }
    int address = base[segment] + offset;
    if (core.cr0 < 0) {
      address = paging.kept(address, bytes, Access.read(core.cpl));
    }
    return memory.readsPlainly(address, bytes) ? address : NOT_PLAIN;
  }

  /** The physical address to write, or {@link #NOT_PLAIN}. */
  public int toWrite(int segment, int offset, int bytes) {
    if ((easy[segment] & Segments.EASY_WRITE) == 0
        || Bits.below(limit[segment] - bytes + 1, offset)
        || core.vigilant) {
      return NOT_PLAIN;
    }
    int address = base[segment] + offset;
    if (core.cr0 < 0) {
      address = paging.kept(address, bytes, Access.write(core.cpl));
    }
    return memory.writesPlainly(address, bytes) ? address : NOT_PLAIN;
  }

  /** The page fault that a write to one page meets, if that is what refuses it; else null. */
  public Fault refusalToWrite(int segment, int offset, int bytes) {
    int linear = base[segment] + offset;
    if ((easy[segment] & Segments.EASY_WRITE) == 0
        || Bits.below(limit[segment] - bytes + 1, offset)
        || core.vigilant
        || core.cr0 >= 0
        || (linear & Memory.PAGE_SIZE - 1) > Memory.PAGE_SIZE - bytes) {
      return null;
    }
    return paging.refusal(linear, Access.write(core.cpl));
  }

  /**
   * The physical address to read so many bytes at, or {@link #NOT_PLAIN}; without a segment, and
   * perhaps after a walk, so that it is for what the processor reads next.
   *
   * @param access the kind of access, of {@link Access}
   */
  public int linearToRead(int linear, int bytes, int access) {
    int address = core.cr0 < 0 ? paging.keptOrWalked(linear, bytes, access) : linear;
    return memory.readsPlainly(address, bytes) ? address : NOT_PLAIN;
  }

  /** The physical address to write at most a page at, or {@link #NOT_PLAIN}; in the same way. */
  public int linearToWrite(int linear, int bytes, int access) {
    int address = core.cr0 < 0 ? paging.keptOrWalked(linear, bytes, access) : linear;
    return memory.writesPlainly(address, bytes) ? address : NOT_PLAIN;
  }

  /** True when the processor itself would read these two doublewords, and that plainly. */
  public boolean finds(int linear, int low, int high) {
    int address = linearToRead(linear, 8, Access.SYSTEM_READ);
    return address >= 0 && memory.plain32(address) == low && memory.plain32(address + 4) == high;
  }
}
