package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.event.Rule;

/** PUSH, POP and their relatives. */
public final class StackInstructions implements Group {
  private final Core core;
  private final Operands operands;
  private final DataPath data;
  private final int[] general;

  public StackInstructions(Core core, DataPath data, Operands operands) {
    this.core = core;
    this.operands = operands;
    this.data = data;
    general = core.general;
  }

  @Override
  public void execute(int[] code, int at) {
    int bytes = Slot.operand32(code[at]) ? 4 : 2;
    switch (Slot.op(code[at])) {
      case Op.PUSH -> data.push(bytes, operands.read(code, at, code[at + Slot.A]));
      case Op.POP -> pop(code, at, bytes);
      case Op.PUSHA -> pushAll(bytes);
      case Op.POPA -> popAll(bytes);
      case Op.PUSHF -> pushFlags(bytes);
      case Op.POPF -> popFlags(bytes);
      case Op.ENTER -> enter(code, at, bytes);
      case Op.LEAVE -> leave(bytes);
      default -> throw new IllegalStateException("stack " + code[at]);
    }
  }

  /** ESP moves before the destination's address is computed (SDM 2, POP). */
  private void pop(int[] code, int at, int bytes) {
    int value = data.pop(bytes);
    operands.write(code, at, code[at + Slot.A], value);
  }

  private void pushAll(int bytes) {
    int top = core.stackPointer();
    int mask = core.stackMask();
    int original = general[Core.ESP];
    data.checkPushes(8, bytes);
    for (int register = 0; register < 8; register++) {
      int value = register == Core.ESP ? original : general[register];
      data.write(Segments.SS, top - (register + 1) * bytes & mask, bytes, value);
    }
    core.setStackPointer(top - 8 * bytes);
  }

  private void popAll(int bytes) {
    int size = bytes == 4 ? 2 : 1;
    for (int word = 0; word < 8; word++) {
      data.peek(bytes, word * bytes);
    }
    for (int register = 7; register >= 0; register--) {
      int value = data.peek(bytes, (7 - register) * bytes);
      if (register != Core.ESP) {
        operands.setRegister(register, size, value);
      }
    }
    core.setStackPointer(core.stackPointer() + 8 * bytes);
  }

  private void pushFlags(int bytes) {
    requireVirtualIopl();
    data.push(bytes, core.flags.eflags() & ~(Eflags.RF | Eflags.VM));
  }

  private void requireVirtualIopl() {
    if (core.virtual8086() && core.flags.iopl() != 3) {
      throw core.generalProtection(0, Rule.VIRTUAL_MODE_IOPL, core.flags.iopl(), 0, 0);
    }
  }

  /** Which bits POPF may change depends on CPL and IOPL, silently (SDM 2, POPF). */
  private void popFlags(int bytes) {
    requireVirtualIopl();
    int value = data.pop(bytes);
    int mask = Eflags.STATUS | Eflags.TF | Eflags.DF | Eflags.NT;
    if (bytes == 4) {
      mask |= Eflags.AC | Eflags.ID;
    }
    if (core.cpl == 0) {
      mask |= Eflags.IOPL;
    }
    if (core.cpl <= core.flags.iopl()) {
      mask |= Eflags.IF;
    }
    core.setEflags(core.flags.eflags() & ~mask | value & mask);
  }

  /** The frame pointer takes all of ESP, on a 16-bit stack, too, as processors do. */
  private void enter(int[] code, int at, int bytes) {
    int frameBytes = code[at + Slot.IMMEDIATE];
    int level = code[at + Slot.DISPLACEMENT] & 31;
    int size = bytes == 4 ? 2 : 1;
    int mask = core.stackMask();
    checkEnter(level, bytes, frameBytes);
    data.push(bytes, general[Core.EBP]);
    int frame = general[Core.ESP];
    for (int i = 1; i < level; i++) {
      int link = general[Core.EBP] - i * bytes & mask;
      data.push(bytes, data.read(Segments.SS, link, bytes));
    }
    if (level > 0) {
      data.push(bytes, frame);
    }
    core.setStackPointer(core.stackPointer() - frameBytes);
    operands.setRegister(Core.EBP, size, frame);
  }

  /** All that ENTER will read and write, before it writes anything. */
  private void checkEnter(int level, int bytes, int frameBytes) {
    int mask = core.stackMask();
    int pushes = level == 0 ? 1 : level + 1;
    data.checkPushes(pushes, bytes);
    for (int i = 1; i < level; i++) {
      data.read(Segments.SS, general[Core.EBP] - i * bytes & mask, bytes);
    }
    int bottom = core.stackPointer() - pushes * bytes - frameBytes & mask;
    data.checkWrite(Segments.SS, bottom, bytes);
  }

  private void leave(int bytes) {
    core.setStackPointer(general[Core.EBP]);
    int value = data.pop(bytes);
    operands.setRegister(Core.EBP, bytes == 4 ? 2 : 1, value);
  }
}
