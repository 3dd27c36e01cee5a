package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Op;
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
  private final SystemFlags system;
  private final Mode mode;
  private final Passages passages;

  GateTranslator(
      RegionTranslator region,
      RegionCode code,
      PendingFlags flags,
      SystemFlags system,
      Mode mode,
      Passages passages) {
    this.region = region;
    this.code = code;
    this.flags = flags;
    this.system = system;
    this.mode = mode;
    this.passages = passages;
  }

  /**
   * @param passage of the instruction
   * @param offset of the instruction in its page
   * @param next of the one behind it
   */
  void translate(int op, Passage passage, int offset, int next) {
    flags.keep();
    code.attempt();
    system.requireQuiet();
    if (op == Op.INT) {
      interrupt(passage, next);
    } else {
      interruptReturn(passage);
    }
    code.otherwise();
    region.ask(offset, PendingFlags.KEPT);
    code.end();
  }

  private void interrupt(Passage passage, int next) {
    passage.entries().forEach(this::requireEntry);
    locateFrame(-FRAME_BYTES, true);
    write(0, () -> code.constant(passages.pageEip() + next));
    write(CS_IN_FRAME, () -> code.constant(passages.selector()));
    write(FLAGS_IN_FRAME, system::push);
    moveStack(-FRAME_BYTES);
    system.clear(passage.cleared());
    region.goTo(passage.offset() - passages.pageEip());
  }

  private void interruptReturn(Passage passage) {
    system.requireClear(Eflags.NT);
    locateFrame(0, false);
    read(CS_IN_FRAME);
    code.constant(SELECTOR);
    code.calculate(Operator.AND);
    code.constant(passages.selector());
    code.giveUpIf(Comparison.NOT_EQUAL);
    passage.entries().forEach(this::requireEntry);
    read(FLAGS_IN_FRAME);
    code.set(Local.OTHER);
    system.requireOthersIn(Local.OTHER);
    system.restore(Local.OTHER);
    read(0);
    code.constant(passages.pageEip());
    code.calculate(Operator.SUBTRACT);
    code.set(Local.OFFSET);
    moveStack(FRAME_BYTES);
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
    code.constant(4);
    code.calculate(Operator.ADD);
    code.read(4);
    code.constant(entry.high());
    code.giveUpIf(Comparison.NOT_EQUAL);
  }

  /** Puts the physical address of what an interrupt saves into {@link Local#VALUE}. */
  private void locateFrame(int distance, boolean write) {
    code.get(Core.ESP);
    code.constant(distance);
    code.calculate(Operator.ADD);
    code.set(Local.ADDRESS);
    code.locateKnown(FRAME_BYTES, write, mode);
    code.get(Local.PHYSICAL);
    code.set(Local.VALUE);
  }

  private void pushPlace(int distance) {
    code.get(Local.VALUE);
    code.constant(distance);
    code.calculate(Operator.ADD);
  }

  private void read(int distance) {
    pushPlace(distance);
    code.read(4);
  }

  private void write(int distance, Runnable value) {
    pushPlace(distance);
    value.run();
    code.write(4);
  }

  private void moveStack(int bytes) {
    code.get(Core.ESP);
    code.constant(bytes);
    code.calculate(Operator.ADD);
    code.set(Core.ESP);
  }
}
