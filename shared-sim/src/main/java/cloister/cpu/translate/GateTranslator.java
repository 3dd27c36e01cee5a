package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.TableEntry;

/**
 * Writes the code of INT and IRET that stay in ring 0. When that might be noticed, or the way is
 * not what it was, the interpreter is asked.
 */
final class GateTranslator {
  private static final int FRAME_BYTES = 12;
  private static final int CS_IN_FRAME = 4;
  private static final int FLAGS_IN_FRAME = 8;
  private static final int SELECTOR = 0xffff;

  private final RegionTranslator region;
  private final RegionCode code;
  private final PendingFlags flags;
  private final SystemFlagCode system;
  private final StackTranslator stack;
  private final Mode mode;
  private final Passages passages;

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
    this.mode = mode;
    this.passages = passages;
  }

  /**
   * @param passage of the instruction
   * @param offset of the instruction in its page
   * @param next of the one behind it
   */
  void translate(Passage passage, int offset, int next) {
    flags.keep();
    code.attempt();
    code.giveUpUnless(Frame.QUIET);
    switch (passage) {
      case Passage.In in -> interrupt(in, next);
      case Passage.Back back -> interruptReturn(back);
    }
    region.orAsk(offset, PendingFlags.KEPT);
  }

  /** With TF it would have to hold off the single-step trap. */
  private void interrupt(Passage.In passage, int next) {
    system.requireClear(Eflags.TF);
    passage.entries().forEach(this::requireEntry);
    stack.locateKnown(-FRAME_BYTES, FRAME_BYTES, true);
    write(0, () -> code.constant(passages.pageEip() + next));
    write(CS_IN_FRAME, () -> code.constant(passages.selector()));
    write(FLAGS_IN_FRAME, system::push);
    stack.move(Core.ESP, -FRAME_BYTES);
    system.clear(passage.cleared());
    region.goTo(passage.offset() - passages.pageEip());
  }

  private void interruptReturn(Passage.Back passage) {
    system.requireClear(Eflags.NT);
    stack.locateKnown(0, FRAME_BYTES, false);
    read(CS_IN_FRAME);
    code.calculate(Operator.AND, SELECTOR);
    code.constant(passages.selector());
    code.giveUpIf(Comparison.NOT_EQUAL);
    passage.entries().forEach(this::requireEntry);
    read(FLAGS_IN_FRAME);
    code.set(Local.OTHER);
    system.requireNoOtherChange(Local.OTHER);
    system.restore(Local.OTHER);
    read(0);
    code.calculate(Operator.SUBTRACT, passages.pageEip());
    code.set(Local.OFFSET);
    stack.move(Core.ESP, FRAME_BYTES);
    region.goToOffset();
  }

  /** Gives up when a descriptor is not what it was, or is not to be read plainly. */
  private void requireEntry(TableEntry entry) {
    code.constant(entry.linear());
    code.set(Local.ADDRESS);
    code.locateKnown(8, false, mode);
    code.get(Local.PHYSICAL);
    code.read(4);
    code.constant(entry.low());
    code.giveUpIf(Comparison.NOT_EQUAL);
    code.get(Local.PHYSICAL);
    code.calculate(Operator.ADD, 4);
    code.read(4);
    code.constant(entry.high());
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  private void read(int distance) {
    stack.pushPlace(distance);
    code.read(4);
  }

  private void write(int distance, Runnable value) {
    stack.pushPlace(distance);
    value.run();
    code.write(4);
  }
}
