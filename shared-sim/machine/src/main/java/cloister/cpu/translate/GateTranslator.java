package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.seg.Passage;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the code of INT and IRET. When that might be noticed, or the way is not what it was, the
 * interpreter is asked.
 */
final class GateTranslator {
  /** What is saved in the same ring, without an error code. */
  private static final int FRAME_BYTES = 12;

  private final RegionTranslator region;
  private final RegionCode code;
  private final PendingFlags flags;
  private final SystemFlagCode system;
  private final StackTranslator stack;
  private final Passages passages;
  private final WayCode way;
  private final RingTranslator rings;

  GateTranslator(
      RegionTranslator region,
      RegionCode code,
      PendingFlags flags,
      SystemFlagCode system,
      StackTranslator stack,
      Mode mode,
      Passages passages) {
    this.region = region;
    this.code = code;
    this.flags = flags;
    this.system = system;
    this.stack = stack;
    this.passages = passages;
    way = new WayCode(code, mode);
    rings = new RingTranslator(code, system, stack, way, passages);
  }

  /**
   * @param ways of the instruction, to be tried in this order
   * @param offset of the instruction in its page
   * @param next of the one behind it
   */
  void translate(List<Passage> ways, int offset, int next) {
    flags.keep();
    tryNext(ways.iterator(), offset, next);
  }

  private void tryNext(Iterator<Passage> ways, int offset, int next) {
    code.attempt();
    code.giveUpUnless(Frame.QUIET);
    switch (ways.next()) {
      case Passage.In in -> interrupt(in, next);
      case Passage.Back back -> interruptReturn(back);
      case Passage.Inwards inwards -> {
        rings.interrupt(inwards, next);
        region.leave();
      }
      case Passage.Outwards outwards -> {
        rings.interruptReturn(outwards);
        region.leave();
      }
    }
    if (ways.hasNext()) {
      code.otherwise();
      flags.set(PendingFlags.KEPT);
      tryNext(ways, offset, next);
      code.end();
    } else {
      region.orAsk(offset, PendingFlags.KEPT);
    }
  }

  /** With TF it would have to hold off the single-step trap. */
  private void interrupt(Passage.In passage, int next) {
    system.requireClear(Eflags.TF);
    way.requireEntries(passage.entries());
    stack.locateKnown(-FRAME_BYTES, FRAME_BYTES, true);
    way.write(0, () -> code.constant(passages.pageEip() + next));
    way.write(WayCode.CS_IN_FRAME, () -> code.constant(passages.selector()));
    way.write(WayCode.FLAGS_IN_FRAME, system::push);
    stack.move(Core.ESP, -FRAME_BYTES);
    system.clear(passage.cleared());
    region.goTo(passage.offset() - passages.pageEip());
  }

  private void interruptReturn(Passage.Back passage) {
    system.requireClear(Eflags.NT);
    stack.locateKnown(0, FRAME_BYTES, false);
    way.requireSelector(WayCode.CS_IN_FRAME, passages.selector());
    way.requireEntries(passage.entries());
    way.read(WayCode.FLAGS_IN_FRAME);
    code.set(Local.OTHER);
    system.requireNoOtherChange(Local.OTHER);
    system.restore(Local.OTHER);
    way.read(0);
    code.calculate(Operator.SUBTRACT, passages.pageEip());
    code.set(Local.OFFSET);
    stack.move(Core.ESP, FRAME_BYTES);
    region.goToOffset();
  }

  /** What a region does on leaving: the delivery of a page fault whose way is known. */
  void deliver() {
    if (passages.ofFault() != null) {
      rings.deliver(passages.ofFault());
    }
  }
}
