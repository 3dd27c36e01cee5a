package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.access.SegmentBounds;
import cloister.cpu.core.Core;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Access;
import cloister.cpu.seg.KnownSegment;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/**
 * The stack of an inner ring, taken from the current task-state segment and filled before anything
 * is committed, so that a refusal changes nothing (SDM 3, 6.8.5).
 */
final class InnerStack {
  private final Core core;
  private final LinearMemory memory;
  private final int selector;
  private final int pointer;
  private final SegmentDescriptor descriptor;
  private final int external;
  private final int entry;
  private int top;

  private InnerStack(
      Core core,
      LinearMemory memory,
      int selector,
      int pointer,
      SegmentDescriptor descriptor,
      int external,
      int entry) {
    this.core = core;
    this.memory = memory;
    this.selector = selector;
    this.pointer = pointer;
    this.descriptor = descriptor;
    this.external = external;
    this.entry = entry;
    top = pointer;
  }

  /** Reads SSn:ESPn of the TSS and checks them. */
  static InnerStack of(
      Core core, LinearMemory memory, SegmentLoader loader, int newCpl, int external) {
    Segments segments = core.segments;
    int base = segments.base[Segments.TR];
    int limit = segments.limit[Segments.TR];
    boolean tss32 = (Rights.type(segments.rights[Segments.TR]) & 8) != 0;
    int offset = tss32 ? 4 + 8 * newCpl : 2 + 4 * newCpl;
    int lastByte = tss32 ? offset + 5 : offset + 3;
    int errorCode = Selector.errorCode(segments.selector[Segments.TR]) | external;
    boolean within = !Bits.below(limit, lastByte);
    core.require(within, Exceptions.TS, errorCode, Rule.TSS_LIMIT, lastByte, limit, 0);
    int bytes = tss32 ? 4 : 2;
    int pointer = tss32 ? memory.readSystem32(base + offset) : memory.readSystem16(base + offset);
    int selector = memory.readSystem16(base + offset + bytes);
    core.witness.moved("ESP", false, base + offset, bytes, pointer);
    core.witness.moved("SS", false, base + offset + bytes, 2, selector);
    SegmentDescriptor descriptor =
        loader.checkStack(selector, newCpl, Exceptions.TS, Rule.TSS_STACK, external);
    descriptor = loader.touch(selector, descriptor);
    return new InnerStack(core, memory, selector, pointer, descriptor, external, offset);
  }

  /** Makes sure that each of so many pushes fits; a 16-bit pointer may wrap between two of them. */
  void requireRoom(int pushes, int bytes) {
    for (int pushed = 1; pushed <= pushes; pushed++) {
      int offset = pointer - pushed * bytes & mask();
      if (!fits(offset, bytes)) {
        int errorCode = Selector.errorCode(selector) | external;
        int rights = descriptor.rights();
        throw SegmentBounds.refusal(
            core, Exceptions.SS, errorCode, rights, descriptor.limit(), offset, bytes);
      }
    }
    int lowest = pointer - pushes * bytes & mask();
    core.witness.checked(Rule.SEGMENT_LIMIT, lowest, pushes * bytes, descriptor.limit(), true);
    for (int pushed = 1; pushed <= pushes; pushed++) {
      int linear = descriptor.base() + (pointer - pushed * bytes & mask());
      memory.check(linear, bytes, Access.SYSTEM_WRITE);
    }
  }

  private boolean fits(int offset, int bytes) {
    int last = offset + bytes - 1;
    if (Bits.below(mask(), last) || Bits.below(last, offset)) {
      return false;
    }
    return Rights.isExpandDown(descriptor.rights())
        ? Bits.below(descriptor.limit(), offset)
        : !Bits.below(descriptor.limit(), last);
  }

  void push(String name, int bytes, int value) {
    top = top - bytes & mask();
    int linear = descriptor.base() + top;
    core.witness.moved(name, true, linear, bytes, value);
    if (bytes == 4) {
      memory.writeSystem32(linear, value);
    } else {
      memory.writeSystem16(linear, value);
    }
  }

  /** Makes it the current stack and reports the switch. */
  void commit(SegmentLoader loader) {
    int oldSelector = core.segments.selector[Segments.SS];
    int oldPointer = core.general[Core.ESP];
    loader.loadUnchecked(Segments.SS, selector, descriptor);
    core.setStackPointer(top);
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.StackSwitched(oldSelector, oldPointer, selector, pointer));
    }
  }

  /** Where the task-state segment names it. */
  int entry() {
    return entry;
  }

  /** True when its pointer has 32 bits in the task-state segment, and itself, and may be known. */
  boolean canBeKnown() {
    boolean tss32 = (Rights.type(core.segments.rights[Segments.TR]) & 8) != 0;
    boolean big = Rights.isBig(descriptor.rights());
    return tss32 && big && KnownSegment.canBeKnown(selector, descriptor);
  }

  KnownSegment known(int oldCpl) {
    return new KnownSegment(core, oldCpl, selector, descriptor);
  }

  private int mask() {
    return Rights.isBig(descriptor.rights()) ? -1 : 0xffff;
  }
}
