package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.KnownSegment;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.seg.Selector;
import java.util.List;

/**
 * Repeats 32-bit returns that nobody can notice: to a code segment, and a stack, that have been
 * returned to from the same ring before and are the same still. It has no rules of its own;
 * whatever it does not know it leaves to {@link FarReturn}, having done nothing but walks that come
 * first there, too.
 */
final class PlainReturn {
  private static final int WAYS = 16;

  private final Core core;
  private final Segments segments;
  private final Memory memory;
  private final PlainAccess plain;
  private final PlainStack stack;
  private final SegmentLoader loader;
  private final Way[] ways = new Way[WAYS];

  /** The last that was remembered of those to other rings, or null. */
  private Way outward;

  /**
   * @param stack null in the same ring
   */
  private record Way(KnownSegment code, KnownSegment stack) {}

  PlainReturn(Core core, PlainAccess plain, SegmentLoader loader) {
    this.core = core;
    this.plain = plain;
    this.loader = loader;
    segments = core.segments;
    memory = core.memory;
    stack = new PlainStack(core, plain);
  }

  /** Where so many bytes at the top of the stack are, or {@link PlainAccess#NOT_PLAIN}. */
  int top(int bytes) {
    return core.unnoticed() ? stack.top(bytes) : PlainAccess.NOT_PLAIN;
  }

  /** What an interrupt has saved. */
  int flags(int top) {
    return memory.plain32(top + 8);
  }

  /**
   * Returns, if it can, to the ring that the selector on the stack names.
   *
   * @param top where offset and selector are, perhaps {@link PlainAccess#NOT_PLAIN}
   * @param frame bytes from the top of the stack to the parameters or the outer stack pointer
   * @param released bytes of parameters to drop from both stacks
   */
  boolean returns(int top, int frame, int released) {
    if (top < 0) {
      return false;
    }
    int offset = memory.plain32(top);
    int selector = memory.plain32(top + 4) & 0xffff;
    Way way = ways[indexOf(selector)];
    if (way == null
        || way.code.selector() != selector
        || Bits.below(way.code.limit(), offset)
        || !way.code.stands(core, plain)) {
      return false;
    }
    if (way.stack == null) {
      core.general[Core.ESP] += frame + released;
    } else if (!leavesRing(way, frame + released, released)) {
      return false;
    }
    way.code.load(segments, Segments.CS);
    core.nextEip = offset;
    core.tally.returns++;
    return true;
  }

  private boolean leavesRing(Way way, int distance, int released) {
    int top = stack.top(distance + 8);
    boolean stands =
        top >= 0
            && (memory.plain32(top + distance + 4) & 0xffff) == way.stack.selector()
            && way.stack.stands(core, plain);
    if (!stands) {
      return false;
    }
    core.general[Core.ESP] = memory.plain32(top + distance) + released;
    way.stack.load(segments, Segments.SS);
    core.setCpl(Selector.rpl(way.code.selector()));
    loader.dropInnerSegments();
    return true;
  }

  /** The way back to the segment that the processor is in, or null. */
  Passage.Back passage() {
    Way way = ways[indexOf(segments.selector[Segments.CS])];
    boolean known = way != null && way.stack == null && way.code.isIn(core, Segments.CS);
    return known ? new Passage.Back(List.of(way.code.entry(core))) : null;
  }

  /** The way from ring 0 to ring 3 in flat segments that was remembered last, or null. */
  Passage.Outwards outwards() {
    Way way = outward;
    boolean known =
        way != null
            && core.cpl == 0
            && Selector.rpl(way.code.selector()) == 3
            && way.code.wouldBeChecked(core)
            && way.code.isFlat()
            && way.stack.isFlat();
    return known
        ? new Passage.Outwards(
            List.of(way.code.entry(core), way.stack.entry(core)), way.code, way.stack)
        : null;
  }

  /**
   * Remembers a way that a return has just taken.
   *
   * @param newStack null in the same ring
   */
  void remember(KnownSegment code, KnownSegment newStack) {
    Way way = new Way(code, newStack);
    ways[indexOf(code.selector())] = way;
    outward = newStack == null ? outward : way;
  }

  private static int indexOf(int selector) {
    return selector >>> 3 & WAYS - 1;
  }
}
