package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;
import cloister.cpu.seg.KnownSegment;

/** Finds room and words on 32-bit stacks that lie plainly in one page, for a frame as a whole. */
final class PlainStack {
  private final Core core;
  private final PlainAccess plain;
  private final Segments segments;

  PlainStack(Core core, PlainAccess plain) {
    this.core = core;
    this.plain = plain;
    segments = core.segments;
  }

  /** The physical address of what was pushed last, or {@link PlainAccess#NOT_PLAIN}. */
  int top(int bytes) {
    int pointer = core.general[Core.ESP];
    boolean fits =
        Rights.isBig(segments.rights[Segments.SS])
            && (segments.easy[Segments.SS] & Segments.EASY_READ) != 0
            && within(segments.limit[Segments.SS], pointer, bytes);
    return fits
        ? plain.linearToRead(segments.base[Segments.SS] + pointer, bytes, Access.read(core.cpl))
        : PlainAccess.NOT_PLAIN;
  }

  /** Where the next pushes will go: the lowest address. */
  int room(int bytes) {
    int pointer = core.general[Core.ESP] - bytes;
    boolean fits =
        Rights.isBig(segments.rights[Segments.SS])
            && (segments.easy[Segments.SS] & Segments.EASY_WRITE) != 0
            && within(segments.limit[Segments.SS], pointer, bytes);
    return fits
        ? plain.linearToWrite(segments.base[Segments.SS] + pointer, bytes, Access.write(core.cpl))
        : PlainAccess.NOT_PLAIN;
  }

  /** The same for the stack of an inner ring, whose checks have passed before. */
  int room(KnownSegment stack, int oldPointer, int bytes) {
    int pointer = oldPointer - bytes;
    boolean fits =
        Rights.isBig(stack.rights())
            && (stack.easy() & Segments.EASY_WRITE) != 0
            && within(stack.limit(), pointer, bytes);
    return fits
        ? plain.linearToWrite(stack.base() + pointer, bytes, Access.SYSTEM_WRITE)
        : PlainAccess.NOT_PLAIN;
  }

  private static boolean within(int limit, int offset, int bytes) {
    int last = offset + bytes - 1;
    return !Bits.below(last, offset) && !Bits.below(limit, last);
  }
}
