package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Decoder;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.seg.Passage;
import cloister.cpu.translate.Gates;
import cloister.cpu.trap.Delivery;
import cloister.cpu.trap.FarReturn;
import cloister.cpu.trap.FarTransfer;
import cloister.event.Event.Source;
import cloister.event.Exceptions;
import cloister.event.Rule;

/** Far calls, jumps and returns, software interrupts, and instructions that raise exceptions. */
public final class Transfers implements Group, Gates {
  private final Core core;
  private final DataPath data;
  private final Operands operands;
  private final FarTransfer farTransfer;
  private final FarReturn farReturn;
  private final Delivery delivery;

  public Transfers(
      Core core,
      DataPath data,
      Operands operands,
      FarTransfer farTransfer,
      FarReturn farReturn,
      Delivery delivery) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    this.farTransfer = farTransfer;
    this.farReturn = farReturn;
    this.delivery = delivery;
  }

  @Override
  public void execute(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    switch (Slot.op(code[at])) {
      case Op.CALL_FAR -> farTransfer.call(selector(code, at), offset(code, at), bytes);
      case Op.JMP_FAR -> farTransfer.jump(selector(code, at), offset(code, at));
      case Op.RET_FAR -> farReturn.returnFar(bytes, code[at + Slot.IMMEDIATE]);
      case Op.IRET -> farReturn.returnFromInterrupt(bytes);
      case Op.INT -> interruptByNumber(code[at + Slot.IMMEDIATE]);
      case Op.INT3 -> {
        core.ask(Virtualization.EXCEPTION, Exceptions.BP);
        interrupt(Exceptions.BP);
      }
      case Op.INT1 -> {
        core.ask(Virtualization.EXCEPTION, Exceptions.DB);
        delivery.deliver(Exceptions.DB, Source.EXCEPTION, Fault.NO_ERROR_CODE, core.nextEip);
      }
      case Op.INTO -> interruptOnOverflow();
      case Op.BOUND -> checkBounds(code, at);
      case Op.UD -> throw undefined(code[at + Slot.C]);
      default -> throw new IllegalStateException("transfer " + code[at]);
    }
  }

  @Override
  public boolean interrupt(int vector, int returnEip) {
    return delivery.repeats(vector, Source.SOFTWARE, Fault.NO_ERROR_CODE, returnEip);
  }

  @Override
  public boolean exception(int vector, int errorCode, int returnEip) {
    return delivery.repeats(vector, Source.EXCEPTION, errorCode, returnEip);
  }

  @Override
  public boolean interruptReturn() {
    return farReturn.repeatsReturnFromInterrupt();
  }

  @Override
  public Passage.In passage(int vector) {
    return delivery.passage(vector);
  }

  @Override
  public Passage.Back passageBack() {
    return farReturn.passage();
  }

  @Override
  public Passage.Inwards inwards(int vector) {
    return delivery.inwards(vector, Source.SOFTWARE);
  }

  @Override
  public Passage.Inwards inwardsByException(int vector) {
    return delivery.inwards(vector, Source.EXCEPTION);
  }

  @Override
  public Passage.Outwards outwards() {
    return farReturn.outwards();
  }

  private void interruptByNumber(int vector) {
    if (core.virtual8086() && core.flags.iopl() != 3) {
      throw core.generalProtection(0, Rule.VIRTUAL_MODE_IOPL, core.flags.iopl(), 0, 0);
    }
    interrupt(vector);
  }

  private void interrupt(int vector) {
    delivery.deliver(vector, Source.SOFTWARE, Fault.NO_ERROR_CODE, core.nextEip);
  }

  private void interruptOnOverflow() {
    if (core.flags.overflow()) {
      core.ask(Virtualization.EXCEPTION, Exceptions.OF);
      interrupt(Exceptions.OF);
    }
  }

  private void checkBounds(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    int index = signed(operands.read(code, at, code[at + Slot.A]), bytes);
    int lower = signed(data.read(segment, offset, bytes), bytes);
    int upper = signed(data.read(segment, operands.offset(code, at, bytes), bytes), bytes);
    if (index < lower || index > upper) {
      throw core.fault(Exceptions.BR, Fault.NO_ERROR_CODE, Rule.BOUND_RANGE, index, lower, upper);
    }
  }

  private static int signed(int value, int bytes) {
    return bytes == 2 ? (short) value : value;
  }

  private Fault undefined(int reason) {
    return core.undefined(
        switch (reason) {
          case Decoder.BECAUSE_LOCK -> Rule.LOCK_PREFIX;
          case Decoder.BECAUSE_OPERAND -> Rule.INVALID_OPERAND;
          default -> Rule.UNDEFINED_OPCODE;
        });
  }

  private int offset(int[] code, int at) {
    if (Slot.kind(code[at + Slot.A]) == Slot.CONSTANT) {
      return code[at + Slot.IMMEDIATE];
    }
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    return data.read(operands.segment(code, at), operands.offset(code, at), bytes);
  }

  private int selector(int[] code, int at) {
    if (Slot.kind(code[at + Slot.A]) == Slot.CONSTANT) {
      return code[at + Slot.DISPLACEMENT];
    }
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    return data.read16(operands.segment(code, at), operands.offset(code, at, bytes));
  }
}
