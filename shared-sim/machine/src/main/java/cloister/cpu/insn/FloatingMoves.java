package cloister.cpu.insn;

import cloister.cpu.core.Core;
import cloister.cpu.core.Flags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.Formats;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.fpu.StatusWord;

/** x87 loads, stores, constants and moves between registers (SDM 1, 8.3.3 and 8.3.4). */
public final class FloatingMoves implements Group {
  /** The alias D9 D8 of FSTP does not mind that the top is empty, and only pops. */
  private static final int NOT_CHECKED = 1;

  private final FloatingPointUnit unit;
  private final FpuRegisters registers;
  private final Formats formats;
  private final Flags flags;

  public FloatingMoves(Core core, FloatingPointUnit unit) {
    this.unit = unit;
    registers = unit.registers;
    formats = unit.formats;
    flags = core.flags;
  }

  @Override
  public void execute(int[] code, int at) {
    if (!unit.begin()) {
      return;
    }
    int op = Slot.op(code[at]);
    switch (op) {
      case Op.FLD, Op.FILD, Op.FBLD -> load(code, at);
      case Op.FLD_CONSTANT -> loadConstant(code, at);
      case Op.FST, Op.FIST -> store(code, at, false);
      case Op.FSTP, Op.FISTP, Op.FBSTP -> store(code, at, true);
      case Op.FXCH -> exchange(code, at);
      case Op.FCMOV -> moveIf(code, at);
      case Op.FFREE, Op.FFREEP -> free(code, at, op);
      case Op.FINCSTP -> turn(code, at, 1);
      case Op.FDECSTP -> turn(code, at, -1);
      default -> unit.commitNothing(code, at);
    }
  }

  private void load(int[] code, int at) {
    boolean memory = Slot.kind(code[at + Slot.A]) == Slot.FLOATING_MEMORY;
    if (memory) {
      unit.readSource(code, at);
    }
    boolean sourceEmpty = !memory && registers.isEmpty(Slot.register(code[at + Slot.A]));
    if (!sourceEmpty && unit.pushOverflows(code, at)) {
      return;
    }
    if (!memory) {
      loadRegister(code, at, Slot.register(code[at + Slot.A]));
      return;
    }
    formats.noteLoaded(unit.source);
    if (unit.commitLoad(code, at)) {
      registers.push(unit.source);
    }
  }

  private void loadRegister(int[] code, int at, int index) {
    if (registers.isEmpty(index)) {
      unit.raiseStackFault();
    } else {
      unit.result.set(registers.stack(index));
    }
    unit.push(code, at, unit.result);
  }

  private void loadConstant(int[] code, int at) {
    if (!unit.pushOverflows(code, at)) {
      formats.constant(Slot.condition(code[at]), unit.result);
      unit.push(code, at, unit.result);
    }
  }

  private void store(int[] code, int at, boolean pops) {
    if (Slot.kind(code[at + Slot.A]) == Slot.STACK_REGISTER) {
      storeRegister(code, at, pops);
      return;
    }
    boolean empty = registers.isEmpty(0);
    if (empty) {
      unit.raiseStackFault();
    }
    unit.source.set(empty ? unit.result : registers.stack(0));
    convert(Slot.register(code[at + Slot.A]), unit.source, empty);
    if (unit.mayStore()) {
      unit.writeConverted(code, at);
    }
    if (unit.commitStore(code, at) && pops) {
      registers.pop();
    }
  }

  private void convert(int format, Extended number, boolean empty) {
    switch (format) {
      case Slot.SINGLE -> formats.storeSingle(number);
      case Slot.DOUBLE -> formats.storeDouble(number);
      case Slot.EXTENDED -> formats.storeExtended(number);
      case Slot.INTEGER16 -> formats.storeInteger(number, 16);
      case Slot.INTEGER32 -> formats.storeInteger(number, 32);
      case Slot.INTEGER64 -> formats.storeInteger(number, 64);
      default -> formats.storeDecimal(number);
    }
    if (empty) {
      unit.rounder.raise(StatusWord.INVALID | StatusWord.STACK_FAULT);
    }
  }

  private void storeRegister(int[] code, int at, boolean pops) {
    boolean empty = registers.isEmpty(0);
    if (empty && Slot.condition(code[at]) == NOT_CHECKED) {
      unit.commit(code, at);
      registers.pop();
      return;
    }
    if (empty) {
      unit.raiseStackFault();
    } else {
      unit.result.set(registers.stack(0));
    }
    if (unit.commit(code, at)) {
      registers.write(Slot.register(code[at + Slot.A]), unit.result);
      if (pops) {
        registers.pop();
      }
    }
  }

  private void exchange(int[] code, int at) {
    int other = Slot.register(code[at + Slot.B]);
    unit.second.set(registers.stack(0));
    unit.source.set(registers.stack(other));
    if (registers.isEmpty(0)) {
      unit.raiseStackFault();
      unit.second.setIndefinite();
    }
    if (registers.isEmpty(other)) {
      unit.raiseStackFault();
      unit.source.setIndefinite();
    }
    if (unit.commit(code, at)) {
      registers.write(other, unit.second);
      registers.write(0, unit.source);
    }
  }

  private void moveIf(int[] code, int at) {
    int other = Slot.register(code[at + Slot.B]);
    boolean moves = flags.condition(Slot.condition(code[at]));
    if (registers.isEmpty(0) || registers.isEmpty(other)) {
      unit.raiseStackFault();
    } else {
      unit.result.set(registers.stack(moves ? other : 0));
    }
    if (unit.commitKeepingC1(code, at)) {
      registers.write(0, unit.result);
    }
  }

  private void free(int[] code, int at, int op) {
    unit.commit(code, at);
    registers.setEmpty(Slot.register(code[at + Slot.A]));
    if (op == Op.FFREEP) {
      registers.pop();
    }
  }

  private void turn(int[] code, int at, int step) {
    unit.commit(code, at);
    registers.top = registers.top + step & 7;
  }
}
