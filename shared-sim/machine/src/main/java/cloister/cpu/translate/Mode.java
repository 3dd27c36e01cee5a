package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;

/**
 * What a region takes for granted of the processor: looked at when it is entered and behind what
 * the interpreter did for it; nothing else inside changes it.
 *
 * @param paging CR0.PG
 * @param cpl the ring
 * @param bigStack the stack pointer is ESP
 * @param flat as {@link Segments#flat()}
 * @param lowEnd the bounds of plain RAM, as {@link Memory} has them
 */
public record Mode(
    boolean paging, int cpl, boolean bigStack, int flat, int lowEnd, int highStart, int highEnd) {
  static Mode of(Core core) {
    boolean big = Rights.isBig(core.segments.rights[Segments.SS]);
    Memory memory = core.memory;
    return new Mode(
        core.paging(),
        core.cpl,
        big,
        core.segments.flat(),
        memory.lowEnd(),
        memory.highStart(),
        memory.highEnd());
  }

  /** Whether the processor is in this mode, and no segment lacks what it had. */
  boolean fits(Core core) {
    return core.memory.lowEnd() == lowEnd
        && core.memory.highStart() == highStart
        && core.memory.highEnd() == highEnd
        && core.paging() == paging
        && core.cpl == cpl
        && (core.segments.flat() & flat) == flat
        && core.segments.limit[Segments.CS] == -1
        && Rights.isBig(core.segments.rights[Segments.SS]) == bigStack;
  }

  /** The same but for the ring: how the processor itself reaches its tables. */
  Mode inRing0() {
    return new Mode(paging, 0, bigStack, flat, lowEnd, highStart, highEnd);
  }

  boolean allows(int segment, boolean write) {
    return (flat >>> segment + (write ? 0 : Segments.READABLE_BITS) & 1) != 0;
  }

  boolean user() {
    return cpl == 3;
  }

  /** Whether 32-bit pushes and pops need no look at the segment. */
  boolean pushes() {
    return bigStack && allows(Segments.SS, true) && allows(Segments.SS, false);
  }

  /** The bit of {@link Access} for a read or a write. */
  public int access(boolean write) {
    return write ? Access.write(cpl) : Access.read(cpl);
  }
}
