package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.MachineOperand.Stack;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.RealFormat;
import cloister.cc.tree.Real;

/** Between integers and reals, through a scratch place in memory: the x87 knows no other way. */
final class Conversions {
  /** Rounding control: towards zero (SDM vol. 1, 8.1.5.3). */
  private static final int TRUNCATE = 0xC00;

  private static final Real TWO_TO_63 = new Real(1L << 63, 0x3FFF + 63);

  private final Selection selection;
  private final FloatingStack stack;
  private Slot scratch;
  private Slot controlWords;
  private boolean known;

  Conversions(Selection selection, FloatingStack stack) {
    this.selection = selection;
    this.stack = stack;
  }

  void forgetControlWord() {
    known = false;
  }

  private Memory scratch(int bits) {
    if (scratch == null) {
      scratch = selection.function.newSlot(12, 8);
    }
    return Memory.of(bits, scratch, 0);
  }

  /** The top becomes what memory of a format would hold. */
  void roundTop(RealFormat format) {
    if (format != RealFormat.EXTENDED) {
      Memory place = scratch(RealFormats.bits(format));
      selection.emit("fstp", place);
      stack.popped();
      stack.push("fld", place);
    }
  }

  /** True for a signed integer that waits to be loaded from memory. */
  boolean isInMemory(Operation.RealFromInteger o) {
    return o.signed()
        && o.high().isEmpty()
        && selection.folding.waiting(o.low()) instanceof Operation.Load load
        && (load.bits() == 32 || load.bits() == 16 && load.signed());
  }

  Memory memory(Operation.RealFromInteger o) {
    Operation.Load load = (Operation.Load) selection.folding.waiting(o.low());
    return selection.memory(load.from(), load.bits());
  }

  void push(Operation.RealFromInteger o) {
    if (isInMemory(o)) {
      stack.push("fild", memory(o));
      return;
    }
    MachineOperand low = selection.value(o.low());
    if (o.high().isEmpty() && o.signed()) {
      selection.emit("mov", scratch(32), low);
      stack.push("fild", scratch(32));
      return;
    }
    MachineOperand high = o.high().isPresent() ? selection.value(o.high().get()) : new Number(0);
    selection.emit("mov", scratch(32), low);
    selection.emit("mov", scratch(32).plus(4), high);
    stack.push("fild", scratch(64));
    if (o.high().isPresent() && !o.signed()) {
      addTwoTo64(high);
    }
  }

  /** FILD took the uppermost bit for the sign. */
  private void addTwoTo64(MachineOperand high) {
    Reg sign = selection.newRegister();
    selection.emit("mov", sign, high);
    selection.emit("shr", sign, new Number(31));
    Memory table = selection.constants.zeroAndTwoTo64();
    selection.emit("fadd", new Memory(32, table.slot(), -1, sign.number(), 4, 0, table.symbol()));
  }

  /** The top to an integer. */
  void truncate(Operation.RealToInteger o) {
    if (o.toHigh().isPresent() && !o.signed()) {
      truncateUnsigned(o);
      return;
    }
    boolean wide = o.toHigh().isPresent() || !o.signed();
    store(wide ? 64 : 32);
    selection.emit("mov", selection.reg(o.toLow()), scratch(32));
    if (o.toHigh().isPresent()) {
      selection.emit("mov", selection.reg(o.toHigh().get()), scratch(32).plus(4));
    }
  }

  private void store(int bits) {
    prepareControlWord();
    selection.emit("fldcw", Memory.of(16, controlWords, 2));
    selection.emit("fistp", scratch(bits));
    stack.popped();
    selection.emit("fldcw", Memory.of(16, controlWords, 0));
  }

  private void prepareControlWord() {
    if (controlWords == null) {
      controlWords = selection.function.newSlot(4, 4);
    }
    if (!known) {
      Reg word = selection.newRegister();
      selection.emit("fnstcw", Memory.of(16, controlWords, 0));
      selection.emit("movzx", word, Memory.of(16, controlWords, 0));
      selection.emit("or", word, new Number(TRUNCATE));
      selection.emit("mov", Memory.of(16, controlWords, 2), word.withBits(16));
      known = true;
    }
  }

  /** From 2 to the 63 on, that is subtracted first and set as the uppermost bit afterwards. */
  private void truncateUnsigned(Operation.RealToInteger o) {
    stack.push("fld", selection.constants.place(TWO_TO_63));
    stack.push("fldz");
    stack.exchange(1);
    selection.emit("fcomi", new Stack(0), new Stack(2));
    stack.exchange(1);
    selection.emit("fcmovbe", new Stack(0), new Stack(1));
    Reg large = selection.byteOf(selection.newRegister());
    selection.emit("setbe", large);
    stack.drop(1);
    selection.emit("fsubp", new Stack(1), new Stack(0));
    stack.popped();
    store(64);
    Reg bit = selection.newRegister();
    selection.emit("movzx", bit, large);
    selection.emit("shl", bit, new Number(31));
    Reg high = selection.newRegister();
    selection.emit("mov", high, scratch(32).plus(4));
    selection.emit("xor", high, bit);
    selection.emit("mov", selection.reg(o.toLow()), scratch(32));
    selection.emit("mov", selection.reg(o.toHigh().orElseThrow()), high);
  }
}
