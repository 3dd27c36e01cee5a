package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.fpu.StatusWord;
import cloister.event.Rule;

/** x87 control instructions, and the images of the unit in memory (SDM 1, 8.1.10 and 10.5). */
public final class FloatingControl implements Group {
  private static final int FXSAVE_BYTES = 512;

  private final Core core;
  private final DataPath data;
  private final Operands operands;
  private final FloatingPointUnit unit;
  private final FpuRegisters registers;

  public FloatingControl(Core core, DataPath data, Operands operands, FloatingPointUnit unit) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    this.unit = unit;
    registers = unit.registers;
  }

  @Override
  public void execute(int[] code, int at) {
    int op = Slot.op(code[at]);
    switch (op) {
      case Op.FWAIT -> await();
      case Op.FLDCW, Op.FLDENV, Op.FRSTOR -> {
        if (unit.mayStart()) {
          load(code, at, op);
        }
      }
      default -> {
        unit.requireUnit();
        withoutWaiting(code, at, op);
      }
    }
  }

  private void await() {
    int both = Core.CR0_MP | Core.CR0_TS;
    if ((core.cr0 & both) == both) {
      throw unit.notAvailable();
    }
    unit.noErrorWaits();
  }

  private void load(int[] code, int at, int op) {
    switch (op) {
      case Op.FLDCW -> registers.setControlWord(read(code, at, 0, 2));
      case Op.FLDENV -> loadEnvironment(code, at);
      default -> restore(code, at);
    }
  }

  private void withoutWaiting(int[] code, int at, int op) {
    switch (op) {
      case Op.FNINIT -> registers.initialize();
      case Op.FNCLEX -> registers.status &= StatusWord.CONDITIONS;
      case Op.FNSTCW -> write(code, at, 0, 2, registers.control);
      case Op.FNSTSW -> storeStatus(code, at);
      case Op.FNSTENV -> {
        storeEnvironment(code, at, environmentBytes(code, at));
        registers.control |= StatusWord.EXCEPTIONS;
      }
      case Op.FNSAVE -> save(code, at);
      case Op.FXSAVE -> saveAligned(code, at);
      case Op.FXRSTOR -> restoreAligned(code, at);
      default -> {}
    }
  }

  private void storeStatus(int[] code, int at) {
    if (Slot.kind(code[at + Slot.A]) == Slot.FLOATING_MEMORY) {
      write(code, at, 0, 2, registers.statusWord());
    } else {
      operands.write(code, at, code[at + Slot.A], registers.statusWord());
    }
  }

  private static int environmentBytes(int[] code, int at) {
    return Slot.operand32(code[at]) ? 28 : 14;
  }

  private boolean linearPointers() {
    return !core.protectedMode() || (core.flags.eflags() & Eflags.VM) != 0;
  }

  /**
   * Stores the environment in the one of four formats that mode and operand size choose.
   *
   * @param bytes of the whole image, which must be writable before anything changes
   */
  private void storeEnvironment(int[] code, int at, int bytes) {
    int width = environmentBytes(code, at) / 7;
    checkWrite(code, at, bytes);
    word(code, at, 0, registers.control);
    word(code, at, 1, registers.statusWord());
    word(code, at, 2, registers.tagWord());
    int ip = registers.instructionOffset;
    int dp = registers.dataOffset;
    if (linearPointers()) {
      ip += registers.instructionSelector << 4;
      dp += registers.dataSelector << 4;
      int mask = width == 4 ? 0x0ffff000 : 0xf000;
      word(code, at, 3, ip);
      write(code, at, 4 * width, width, ip >>> 4 & mask | registers.opcode);
      word(code, at, 5, dp);
      write(code, at, 6 * width, width, dp >>> 4 & mask);
      return;
    }
    write(code, at, 3 * width, width, ip);
    write(code, at, 4 * width, width, registers.opcode << 16 | registers.instructionSelector);
    write(code, at, 5 * width, width, dp);
    word(code, at, 6, registers.dataSelector);
  }

  /** A field of 16 bits; in the wider format the upper half holds ones. */
  private void word(int[] code, int at, int index, int value) {
    int width = environmentBytes(code, at) / 7;
    write(code, at, index * width, width, value | 0xffff0000);
  }

  private void loadEnvironment(int[] code, int at) {
    int width = environmentBytes(code, at) / 7;
    int controlWord = read(code, at, 0, 2);
    int statusWord = read(code, at, width, 2);
    int tagWord = read(code, at, 2 * width, 2);
    int ip = read(code, at, 3 * width, width);
    int ipUpper = read(code, at, 4 * width, width);
    int dp = read(code, at, 5 * width, width);
    int dpUpper = read(code, at, 6 * width, width);
    registers.setControlWord(controlWord);
    registers.setStatusWord(statusWord);
    registers.setTagWord(tagWord);
    if (linearPointers()) {
      registers.opcode = ipUpper & 0x7ff;
      registers.instructionSelector = 0;
      registers.instructionOffset = ip & 0xffff | (ipUpper & 0xffff000) << 4;
      registers.dataSelector = 0;
      registers.dataOffset = dp & 0xffff | (dpUpper & 0xffff000) << 4;
      return;
    }
    registers.opcode = width == 4 ? ipUpper >>> 16 & 0x7ff : 0;
    registers.instructionSelector = ipUpper & 0xffff;
    registers.instructionOffset = ip;
    registers.dataSelector = dpUpper & 0xffff;
    registers.dataOffset = dp;
  }

  private void save(int[] code, int at) {
    int start = environmentBytes(code, at);
    storeEnvironment(code, at, start + 80);
    for (int i = 0; i < 8; i++) {
      writeRegister(code, at, start + 10 * i, i);
    }
    registers.initialize();
  }

  private void restore(int[] code, int at) {
    int start = environmentBytes(code, at);
    read(code, at, start + 78, 2);
    loadEnvironment(code, at);
    for (int i = 0; i < 8; i++) {
      readRegister(code, at, start + 10 * i, i);
    }
  }

  /** FXSAVE without the registers of SSE, which this processor does not have. */
  private void saveAligned(int[] code, int at) {
    requireAlignment(code, at);
    checkWrite(code, at, FXSAVE_BYTES);
    write(code, at, 0, 2, registers.control);
    write(code, at, 2, 2, registers.statusWord());
    write(code, at, 4, 2, registers.occupied);
    write(code, at, 6, 2, registers.opcode);
    write(code, at, 8, 4, registers.instructionOffset);
    write(code, at, 12, 4, registers.instructionSelector);
    write(code, at, 16, 4, registers.dataOffset);
    write(code, at, 20, 4, registers.dataSelector);
    for (int i = 0; i < 8; i++) {
      writeRegister(code, at, 32 + 16 * i, i);
      write(code, at, 42 + 16 * i, 2, 0);
      write(code, at, 44 + 16 * i, 4, 0);
    }
  }

  private void restoreAligned(int[] code, int at) {
    requireAlignment(code, at);
    read(code, at, FXSAVE_BYTES - 4, 4);
    registers.setControlWord(read(code, at, 0, 2));
    registers.setStatusWord(read(code, at, 2, 2));
    registers.occupied = read(code, at, 4, 1);
    registers.opcode = read(code, at, 6, 2) & 0x7ff;
    registers.instructionOffset = read(code, at, 8, 4);
    registers.instructionSelector = read(code, at, 12, 2);
    registers.dataOffset = read(code, at, 16, 4);
    registers.dataSelector = read(code, at, 20, 2);
    for (int i = 0; i < 8; i++) {
      readRegister(code, at, 32 + 16 * i, i);
    }
  }

  private void requireAlignment(int[] code, int at) {
    int linear = core.segments.base[operands.segment(code, at)] + operands.offset(code, at);
    if ((linear & 15) != 0) {
      throw core.generalProtection(0, Rule.FXSAVE_ALIGNMENT, linear, 0, 0);
    }
  }

  /** Word by word, because within an image ten bytes ask for no alignment of their own. */
  private void writeRegister(int[] code, int at, int distance, int index) {
    Extended register = registers.stack(index);
    write(code, at, distance, 2, register.low);
    write(code, at, distance + 2, 2, register.low >>> 16);
    write(code, at, distance + 4, 2, register.high);
    write(code, at, distance + 6, 2, register.high >>> 16);
    write(code, at, distance + 8, 2, register.signExponent);
  }

  private void readRegister(int[] code, int at, int distance, int index) {
    int low = twoWords(code, at, distance);
    int high = twoWords(code, at, distance + 4);
    registers.stack(index).set(read(code, at, distance + 8, 2), high, low);
  }

  private int twoWords(int[] code, int at, int distance) {
    return read(code, at, distance, 2) | read(code, at, distance + 2, 2) << 16;
  }

  private int read(int[] code, int at, int distance, int bytes) {
    int offset = operands.offset(code, at, distance);
    return data.read(operands.segment(code, at), offset, bytes);
  }

  private void write(int[] code, int at, int distance, int bytes, int value) {
    int offset = operands.offset(code, at, distance);
    data.write(operands.segment(code, at), offset, bytes, value);
  }

  /** Word by word, because an address of 16 bits wraps. */
  private void checkWrite(int[] code, int at, int bytes) {
    for (int distance = 0; distance < bytes; distance += 2) {
      int offset = operands.offset(code, at, distance);
      data.checkWrite(operands.segment(code, at), offset, 2);
    }
  }
}
