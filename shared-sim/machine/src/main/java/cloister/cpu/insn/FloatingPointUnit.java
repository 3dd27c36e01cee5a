package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Slot;
import cloister.cpu.fpu.Extended;
import cloister.cpu.fpu.Formats;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.fpu.RealArithmetic;
import cloister.cpu.fpu.Rounder;
import cloister.cpu.fpu.StatusWord;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/**
 * What the groups of x87 instructions share: the checks before an instruction, its operand in
 * memory, and how its exceptions become part of the state (SDM 1, 8.4 to 8.7; SDM 3, 2.5 and 12.3).
 */
public final class FloatingPointUnit {
  /** Exceptions that are found before the operation, so that an unmasked one prevents it. */
  private static final int BEFORE =
      StatusWord.INVALID | StatusWord.DENORMAL | StatusWord.ZERO_DIVIDE;

  private static final int RANGE = StatusWord.OVERFLOW | StatusWord.UNDERFLOW;

  final FpuRegisters registers;
  final Rounder rounder = new Rounder();
  final RealArithmetic arithmetic = new RealArithmetic(rounder);
  final Formats formats = new Formats(rounder);

  /** The result of the current instruction, a second one, and its operand from memory. */
  final Extended result = new Extended();

  final Extended second = new Extended();
  final Extended source = new Extended();

  private final Core core;
  private final DataPath data;
  private final Operands operands;

  public FloatingPointUnit(Core core, DataPath data, Operands operands) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    registers = core.fpu;
  }

  /** The instructions that do not wait: only the control register can refuse them. */
  void requireUnit() {
    if ((core.cr0 & (Core.CR0_EM | Core.CR0_TS)) != 0) {
      throw notAvailable();
    }
  }

  RuntimeException notAvailable() {
    return core.fault(Exceptions.NM, Fault.NO_ERROR_CODE, Rule.FPU_AVAILABLE, core.cr0, 0, 0);
  }

  /**
   * Before a waiting instruction.
   *
   * @return false when the processor stands still until an interrupt (SDM 1, D.2.1.2)
   */
  boolean mayStart() {
    requireUnit();
    return noErrorWaits();
  }

  boolean noErrorWaits() {
    if (!registers.errorPending()) {
      registers.ignoresErrors = false;
      return true;
    }
    if ((core.cr0 & Core.CR0_NE) != 0) {
      int unmasked = registers.status & ~registers.control & StatusWord.EXCEPTIONS;
      throw core.fault(Exceptions.MF, Fault.NO_ERROR_CODE, Rule.FPU_ERROR, unmasked, 0, 0);
    }
    if (registers.ignoresErrors) {
      return true;
    }
    core.nextEip = core.eip;
    core.halted = true;
    core.leaveBlock = true;
    if (core.tracing(Families.REGISTERS)) {
      core.emit(new Event.Halted(core.eip, core.flags.interrupt()));
    }
    return false;
  }

  /** Begins an instruction that calculates or moves. */
  boolean begin() {
    if (!mayStart()) {
      return false;
    }
    rounder.begin(registers.control);
    arithmetic.begin();
    return true;
  }

  /** It becomes the last instruction of the environment. */
  private void remember(int[] code, int at) {
    registers.opcode = code[at + Slot.IMMEDIATE];
    registers.instructionSelector = core.segments.selector[Segments.CS];
    registers.instructionOffset = core.eip;
    if (Slot.kind(code[at + Slot.A]) == Slot.FLOATING_MEMORY) {
      registers.dataSelector = core.segments.selector[operands.segment(code, at)];
      registers.dataOffset = operands.offset(code, at);
    }
  }

  /** Reads the operand in memory, whose conversion is exact. */
  void readSource(int[] code, int at) {
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    switch (Slot.register(code[at + Slot.A])) {
      case Slot.SINGLE -> formats.loadSingle(data.read32(segment, offset), source);
      case Slot.DOUBLE -> {
        data.checkLong(segment, offset, 8, false);
        int low = data.read32(segment, offset);
        formats.loadDouble(data.read32(segment, offset + 4), low, source);
      }
      case Slot.INTEGER16 -> {
        int value = (short) data.read16(segment, offset);
        formats.loadInteger(value >> 31, value, source);
      }
      case Slot.INTEGER32 -> {
        int value = data.read32(segment, offset);
        formats.loadInteger(value >> 31, value, source);
      }
      case Slot.INTEGER64 -> {
        data.checkLong(segment, offset, 8, false);
        int low = data.read32(segment, offset);
        formats.loadInteger(data.read32(segment, offset + 4), low, source);
      }
      default -> readTenBytes(code, at, segment, offset);
    }
    arithmetic.noteSource(formats.wasDenormal());
  }

  private void readTenBytes(int[] code, int at, int segment, int offset) {
    data.checkLong(segment, offset, 10, false);
    int low = data.read32(segment, offset);
    int high = data.read32(segment, offset + 4);
    int top = data.read16(segment, offset + 8);
    if (Slot.register(code[at + Slot.A]) == Slot.DECIMAL) {
      formats.loadDecimal(low, high, top, source);
    } else {
      formats.loadExtended(top, high, low, source);
    }
  }

  /** Writes what the conversion to memory left, in the format of the operand. */
  void writeConverted(int[] code, int at) {
    int segment = operands.segment(code, at);
    int offset = operands.offset(code, at);
    switch (Slot.register(code[at + Slot.A])) {
      case Slot.INTEGER16 -> data.write16(segment, offset, formats.low);
      case Slot.SINGLE, Slot.INTEGER32 -> data.write32(segment, offset, formats.low);
      case Slot.DOUBLE, Slot.INTEGER64 -> {
        data.checkLong(segment, offset, 8, true);
        data.write32(segment, offset, formats.low);
        data.write32(segment, offset + 4, formats.high);
      }
      default -> {
        data.checkLong(segment, offset, 10, true);
        data.write32(segment, offset, formats.low);
        data.write32(segment, offset + 4, formats.high);
        data.write16(segment, offset + 8, formats.top);
      }
    }
  }

  /**
   * Ends an instruction: its exceptions enter the status word.
   *
   * @return false when an unmasked one forbids the result
   */
  boolean commit(int[] code, int at) {
    return commit(code, at, BEFORE);
  }

  /** As {@link #commit}, for a result in memory: it is not stored when its range is exceeded. */
  boolean commitStore(int[] code, int at) {
    return commit(code, at, BEFORE | RANGE);
  }

  /** As {@link #commit}, for a number from memory: a denormal one is loaded all the same. */
  boolean commitLoad(int[] code, int at) {
    return commit(code, at, StatusWord.INVALID);
  }

  /** As {@link #commit}, for FCMOV and FCOMI, after which C1 is what it was. */
  boolean commitKeepingC1(int[] code, int at) {
    boolean fault = (rounder.raised() & StatusWord.STACK_FAULT) != 0;
    int old = registers.status & StatusWord.C1;
    boolean allowed = commit(code, at, BEFORE);
    registers.status |= fault ? 0 : old;
    return allowed;
  }

  private boolean commit(int[] code, int at, int forbidding) {
    remember(code, at);
    boolean allowed = !rounder.unmasked(forbidding);
    int exceptions = rounder.raised();
    if (rounder.unmasked(BEFORE)) {
      exceptions &= BEFORE | StatusWord.STACK_FAULT;
    } else if (!allowed) {
      exceptions &= ~StatusWord.PRECISION;
    }
    int old = registers.status;
    boolean up = allowed && rounder.roundedUp();
    registers.status = old & ~StatusWord.C1 | exceptions | (up ? StatusWord.C1 : 0);
    if (core.tracing(Families.REGISTERS)
        && (registers.status & ~old & StatusWord.EXCEPTIONS) != 0) {
      core.emit(new Event.FloatingPointRaised(core.eip, exceptions, registers.control & 0x3f));
    }
    return allowed;
  }

  /** Ends an instruction that changes no number and leaves the condition codes. */
  void commitNothing(int[] code, int at) {
    remember(code, at);
  }

  /** True when nothing forbids that the converted number goes to memory. */
  boolean mayStore() {
    return !rounder.unmasked(BEFORE | RANGE);
  }

  void raiseStackFault() {
    rounder.raise(StatusWord.INVALID | StatusWord.STACK_FAULT);
    result.setIndefinite();
  }

  /** Replaces condition codes; C1 among them only where the instruction gives it a meaning. */
  void setConditions(int mask, int conditions) {
    registers.status = registers.status & ~mask | conditions;
  }

  /** A push that finds its register in use: C1 tells it from an empty one. */
  boolean pushOverflows(int[] code, int at) {
    if (registers.isEmpty(-1)) {
      return false;
    }
    raiseStackFault();
    boolean masked = commit(code, at);
    registers.status |= StatusWord.C1;
    if (masked) {
      registers.push(result);
    }
    return true;
  }

  /** Ends an instruction that pushes its result. */
  void push(int[] code, int at, Extended value) {
    if (commit(code, at)) {
      registers.push(value);
    }
  }
}
