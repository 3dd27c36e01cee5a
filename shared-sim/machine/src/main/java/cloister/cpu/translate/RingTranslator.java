package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.seg.Passage;

/**
 * Writes the ways between ring 3 and ring 0. CS, SS and CPL are loaded by who runs regions, and
 * only when somebody asks for them. Another instruction has to follow at once: that one begins
 * without RF, and without a look at what stops the processor.
 */
final class RingTranslator {
  /** What is saved of another ring, without an error code. */
  private static final int FRAME_BYTES = 20;

  private static final int ESP_IN_FRAME = 12;
  private static final int SS_IN_FRAME = 16;
  private static final int ERROR_CODE_BYTES = 4;

  /** A pointer to a stack in a task-state segment, and its selector. */
  private static final int STACK_ENTRY_BYTES = 8;

  private static final int IN_PAGE = Memory.PAGE_SIZE - 1;

  private final RegionCode code;
  private final SystemFlagCode system;
  private final StackTranslator stack;
  private final WayCode way;
  private final Passages passages;

  RingTranslator(
      RegionCode code,
      SystemFlagCode system,
      StackTranslator stack,
      WayCode way,
      Passages passages) {
    this.code = code;
    this.system = system;
    this.stack = stack;
    this.way = way;
    this.passages = passages;
  }

  /** An INT inside of an attempt, in quiet. */
  void interrupt(Passage.Inwards passage, int next) {
    code.giveUpUnless(Frame.OPEN_INWARDS);
    requireLeft(1);
    system.requireClear(Eflags.TF);
    way.requireEntries(passage.entries());
    switchStack(passage, FRAME_BYTES);
    save(0, () -> code.constant(passages.pageEip() + next), system::push);
    land(passage);
  }

  /** The page fault that has refused an access, if so; for the end of a region. */
  void deliver(Passage.Inwards passage) {
    code.attempt();
    code.giveUpUnless(Frame.REFUSED);
    code.giveUpUnless(Frame.QUIET);
    code.giveUpUnless(Frame.OPEN_INWARDS);
    code.get(Local.SIDE_EXIT);
    code.constant(0);
    code.giveUpIf(Comparison.NOT_EQUAL);
    requireLeft(StateSync.STEPS_OF_FAULT + 1);
    way.requireEntries(passage.entries());
    switchStack(passage, FRAME_BYTES + ERROR_CODE_BYTES);
    way.write(0, this::pushErrorCode);
    save(ERROR_CODE_BYTES, this::pushEip, this::pushFlagsOfFault);
    passSteps();
    code.constant(0);
    code.store(Frame.REFUSED);
    code.constant(0);
    code.set(Local.STAYS);
    land(passage);
    code.otherwise();
    code.end();
  }

  private void requireLeft(int steps) {
    code.get(Local.LEFT);
    code.constant(steps);
    code.giveUpIf(Comparison.LESS);
  }

  private void pushErrorCode() {
    code.load(Frame.REFUSED);
    code.calculate(Operator.SUBTRACT, 1);
  }

  private void pushEip() {
    code.get(Local.OFFSET);
    code.calculate(Operator.ADD, passages.pageEip());
  }

  /** A fault saves RF, so that the instruction is not stopped at twice (SDM 3, 18.3.1.1). */
  private void pushFlagsOfFault() {
    system.push();
    code.calculate(Operator.OR, Eflags.RF);
  }

  private void passSteps() {
    code.get(Local.LEFT);
    code.calculate(Operator.SUBTRACT, StateSync.STEPS_OF_FAULT);
    code.set(Local.LEFT);
    code.load(Frame.OTHER_STEPS);
    code.calculate(Operator.ADD, StateSync.STEPS_OF_FAULT);
    code.store(Frame.OTHER_STEPS);
  }

  /**
   * Finds room on the inner stack: puts where it begins into {@link Local#VALUE}, and the new ESP
   * into {@link Local#OTHER}.
   */
  private void switchStack(Passage.Inwards passage, int bytes) {
    code.load(Frame.TASK);
    code.calculate(Operator.ADD, passage.stackEntry());
    way.locateForProcessor(STACK_ENTRY_BYTES, false);
    way.requireSelector(4, passage.stack().selector());
    way.read(0);
    code.calculate(Operator.SUBTRACT, bytes);
    code.set(Local.OTHER);
    code.get(Local.OTHER);
    way.locateForProcessor(bytes, true);
  }

  /** Saves where the program was, upwards from a distance. */
  private void save(int from, Runnable eip, Runnable flags) {
    way.write(from, eip);
    way.write(from + WayCode.CS_IN_FRAME, () -> code.constant(passages.selector()));
    way.write(from + WayCode.FLAGS_IN_FRAME, flags);
    way.write(from + ESP_IN_FRAME, () -> code.get(Core.ESP));
    way.write(from + SS_IN_FRAME, () -> code.load(Frame.STACK_SELECTOR));
    code.get(Local.OTHER);
    code.set(Core.ESP);
  }

  private void land(Passage.Inwards passage) {
    system.clear(passage.cleared());
    tellLanding(passage, () -> code.constant(passage.offset()));
  }

  private void tellLanding(Passage.BetweenRings passage, Runnable eip) {
    eip.run();
    code.calculate(Operator.AND, IN_PAGE);
    code.set(Local.OFFSET);
    eip.run();
    code.calculate(Operator.AND, ~IN_PAGE);
    code.store(Frame.PAGE);
    code.constant(passage.stack().selector());
    code.store(Frame.STACK_SELECTOR);
    code.constant(passages.lookup(passage));
    code.set(Local.LANDED);
  }

  /** An IRET inside of an attempt, in quiet. */
  void interruptReturn(Passage.Outwards passage) {
    code.giveUpUnless(Frame.OPEN_OUTWARDS);
    requireLeft(1);
    system.requireClear(Eflags.NT);
    stack.locateKnown(0, FRAME_BYTES, false);
    way.requireSelector(WayCode.CS_IN_FRAME, passage.code().selector());
    way.requireSelector(SS_IN_FRAME, passage.stack().selector());
    way.requireEntries(passage.entries());
    way.read(WayCode.FLAGS_IN_FRAME);
    code.set(Local.OTHER);
    system.requireNoOtherChangeButResume(Local.OTHER);
    system.restore(Local.OTHER);
    way.read(ESP_IN_FRAME);
    code.set(Core.ESP);
    tellLanding(passage, () -> way.read(0));
  }
}
