package cloister.asm.encode;

import cloister.asm.parse.Operand.Distance;
import cloister.asm.parse.Operand.FarPointer;
import cloister.asm.parse.Operand.Immediate;
import cloister.asm.parse.Operand.InRegister;
import cloister.asm.parse.Operand.Memory;
import cloister.asm.value.Register;
import cloister.asm.value.Register.Kind;
import cloister.asm.value.Value;
import cloister.cpu.decode.Operand;
import java.util.List;

/** Tells whether a form takes given operands, and if not, how near it comes. */
final class Matcher {

  /** From far off to a match. */
  enum Fit {
    NO,
    SIZE_DIFFERS,
    SIZE_MISSING,
    YES
  }

  private final Form form;
  private final List<Actual> operands;
  private final int bits;
  private boolean sizeKnown;
  private int missing;

  /**
   * @param bits the operand size that counts when nothing says one
   */
  Matcher(Form form, List<Actual> operands, int bits) {
    this.form = form;
    this.operands = operands;
    this.bits = bits;
  }

  Fit fit() {
    if (form.written() != operands.size()) {
      return Fit.NO;
    }
    Fit worst = Fit.YES;
    sizeKnown = form.sizeNamed() || form.operandSize() == 0;
    for (int i = 0; i < form.source().size(); i++) {
      if (form.source().get(i) >= 0) {
        Fit fit = fit(form.slot(i), operands.get(form.source().get(i)));
        worst = fit.ordinal() < worst.ordinal() ? fit : worst;
      }
    }
    boolean wrongDefault = !sizeKnown && form.operandSize() != bits;
    return worst == Fit.YES && wrongDefault ? Fit.NO : worst;
  }

  /** After {@link Fit#SIZE_MISSING}: the size in bits that would make it match. */
  int missingSize() {
    return missing;
  }

  private Fit fit(Operand slot, Actual operand) {
    return switch (operand.written()) {
      case InRegister in ->
          in.to() == form.isToDestination() ? register(slot, in.register()) : Fit.NO;
      case Memory memory -> memory(slot, memory, operand);
      case Immediate immediate -> immediate(slot, immediate, operand.value());
      case FarPointer pointer -> far(slot, pointer);
    };
  }

  private Fit register(Operand slot, Register register) {
    return switch (slot) {
      case Eb, Gb, Zb -> general(register, 8);
      case Ew -> word(register);
      case Gw -> general(register, 16);
      case Ev, Gv, Zv, Es -> general(register, form.operandSize());
      case Ed, Rd, Gd -> general(register, 32);
      case AL -> fixed(register, Kind.BYTE, 0);
      case CL -> fixed(register, Kind.BYTE, 1);
      case DX -> fixed(register, Kind.WORD, 2);
      case AX -> fixed(register, Kind.WORD, 0);
      case ST0 -> fixed(register, Kind.STACK, 0);
      case STi -> register.kind() == Kind.STACK ? Fit.YES : Fit.NO;
      case eAX -> register.number() == 0 ? general(register, form.operandSize()) : Fit.NO;
      case Sw -> register.kind() == Kind.SEGMENT ? Fit.YES : Fit.NO;
      case Cd -> register.kind() == Kind.CONTROL ? Fit.YES : Fit.NO;
      case Dd -> register.kind() == Kind.DEBUG ? Fit.YES : Fit.NO;
      case ES, CS, SS, DS, FS, GS ->
          fixed(register, Kind.SEGMENT, slot.ordinal() - Operand.ES.ordinal());
      default -> Fit.NO;
    };
  }

  private Fit word(Register register) {
    boolean wider = form.takesWiderRegister() && register.kind() == Kind.DWORD;
    return wider ? Fit.YES : general(register, 16);
  }

  private Fit general(Register register, int size) {
    if (!register.isGeneral()) {
      return Fit.NO;
    }
    boolean fits = register.bits() == size;
    sizeKnown |= fits && size == form.operandSize();
    return fits ? Fit.YES : Fit.SIZE_DIFFERS;
  }

  private static Fit fixed(Register register, Kind kind, int number) {
    return register.is(kind, number) ? Fit.YES : Fit.NO;
  }

  private Fit memory(Operand slot, Memory memory, Actual operand) {
    boolean far = memory.qualifiers().distance() == Distance.FAR;
    if (slot == Operand.Mp && form.isFarBranchThroughMemory()) {
      return far ? sized(memory, form.operandSize()) : Fit.NO;
    }
    if (far) {
      return Fit.NO;
    }
    return switch (slot) {
      case M -> memory.size() == 0 || !form.isFloatingPoint() ? Fit.YES : Fit.SIZE_DIFFERS;
      case Mp, Ms, Ma -> memory.size() == 0 ? Fit.YES : Fit.SIZE_DIFFERS;
      case Mq -> sized(memory, 64);
      case Es -> memory.size() == 0 || memory.size() == 16 ? Fit.YES : Fit.SIZE_DIFFERS;
      case Ob, Ov -> operand.isDirectMemory() ? general(slot, memory) : Fit.NO;
      case Eb, Ew, Ev, Ed -> general(slot, memory);
      default -> slot.isFloatingPointMemory() ? general(slot, memory) : Fit.NO;
    };
  }

  /** Memory whose size does not select the form when it is left out. */
  private Fit sized(Memory memory, int size) {
    sizeKnown |= memory.size() == size && size == form.operandSize();
    return memory.size() == 0 || memory.size() == size ? Fit.YES : Fit.SIZE_DIFFERS;
  }

  private Fit general(Operand slot, Memory memory) {
    int size = form.bits(slot);
    if (memory.size() == 0 && form.extendsNothing()) {
      return Fit.NO;
    }
    if (memory.size() == 0 && !form.isBranchThroughMemory() && !sizeGivenBeside(slot)) {
      missing = size;
      return Fit.SIZE_MISSING;
    }
    return sized(memory, size);
  }

  /** True when another operand has this size by itself. */
  private boolean sizeGivenBeside(Operand slot) {
    for (int i = 0; i < form.source().size(); i++) {
      Operand other = form.slot(i);
      boolean same = other != slot && form.bits(other) == form.bits(slot);
      if (same && form.source().get(i) >= 0 && givesSize(other, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean givesSize(Operand slot, int index) {
    return switch (slot) {
      case Gb, Gv, AL, eAX -> true;
      case Ib, Iz, IbS ->
          form.sizesMatch()
              && operands.get(form.source().get(index)).written().size() == form.bits(slot);
      default -> false;
    };
  }

  private Fit immediate(Operand slot, Immediate immediate, Value value) {
    int size = immediate.size();
    Distance distance = immediate.qualifiers().distance();
    return switch (slot) {
      case Jb -> shortBranch(immediate);
      case Jz ->
          distance == Distance.SHORT || distance == Distance.FAR
              ? Fit.NO
              : explicit(size, form.operandSize());
      case ONE -> size == 0 && isOne(immediate, value) ? Fit.YES : Fit.NO;
      case Ib -> explicit(size, 8);
      case Iw -> explicit(size, 16);
      case Iz -> explicit(size, form.operandSize());
      case IbS -> signExtended(immediate, value);
      default -> Fit.NO;
    };
  }

  private Fit explicit(int size, int expected) {
    sizeKnown |= size == expected && size == form.operandSize();
    return size == 0 || size == expected ? Fit.YES : Fit.SIZE_DIFFERS;
  }

  private static boolean isOne(Immediate immediate, Value value) {
    boolean one = value.unknown() || value.isNumber() && value.number() == 1;
    return one && !immediate.qualifiers().strict();
  }

  private Fit shortBranch(Immediate immediate) {
    boolean choice = form.isShortOfTwo();
    boolean only = immediate.qualifiers().distance() == Distance.SHORT || !choice;
    boolean open =
        immediate.qualifiers().distance() == Distance.ANY && !immediate.qualifiers().strict();
    return immediate.size() == 0 && (only || open) ? Fit.YES : Fit.NO;
  }

  /** A byte that stands for a word or doubleword: said so, or small enough in every pass so far. */
  private Fit signExtended(Immediate immediate, Value value) {
    int size = immediate.size();
    if (size == 8) {
      return Fit.YES;
    }
    Fit fit = explicit(size, form.operandSize());
    boolean small = value.unknown() || value.isNumber() && small(value.number());
    return fit == Fit.YES && (immediate.qualifiers().strict() || !small) ? Fit.NO : fit;
  }

  private boolean small(long number) {
    int n = form.operandSize() == 16 ? (short) number : (int) number;
    return n == (byte) n;
  }

  private Fit far(Operand slot, FarPointer pointer) {
    return slot == Operand.Ap ? explicit(pointer.size(), form.operandSize()) : Fit.NO;
  }
}
