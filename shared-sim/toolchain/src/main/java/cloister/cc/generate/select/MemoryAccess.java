package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;

/** Loads, stores and blocks of memory. */
final class MemoryAccess {
  /** Blocks up to here are moved word by word. */
  private static final int UNROLLED_BYTES = 32;

  private final Selection selection;

  MemoryAccess(Selection selection) {
    this.selection = selection;
  }

  void load(Operation.Load o) {
    Memory from = selection.memory(o.from(), o.bits());
    String mnemonic = o.bits() == 32 ? "mov" : o.signed() ? "movsx" : "movzx";
    selection.emit(mnemonic, selection.reg(o.to()), from);
  }

  void addressOf(Operation.AddressOf o) {
    Memory memory = selection.memory(o.address(), 0);
    Reg to = selection.reg(o.to());
    boolean free = memory.base() < 0 && memory.index() < 0 && memory.slot().isEmpty();
    if (!free) {
      selection.emit("lea", to, memory);
    } else if (memory.symbol().isEmpty()) {
      selection.emit("mov", to, new Number(memory.displacement()));
    } else {
      selection.emit(
          "mov", to, new MachineOperand.SymbolValue(memory.symbol(), memory.displacement()));
    }
  }

  void store(Operation.Store o) {
    if (!o.isVolatile() && updatesInPlace(o)) {
      return;
    }
    MachineOperand value = selection.value(o.value());
    Memory to = selection.memory(o.to(), o.bits());
    selection.emit("mov", to, part(value, o.bits()));
  }

  private MachineOperand part(MachineOperand value, int bits) {
    return switch (value) {
      case Reg register -> bits == 8 ? selection.lowByte(register) : register.withBits(bits);
      case Number number -> new Number(narrow(number.value(), bits));
      default -> bits == 32 ? value : part(selection.inRegister(value), bits);
    };
  }

  private static int narrow(int value, int bits) {
    return bits == 8 ? (byte) value : bits == 16 ? (short) value : value;
  }

  /** A store of what was computed from the same place is one instruction on memory. */
  private boolean updatesInPlace(Operation.Store o) {
    return switch (selection.folding.waiting(o.value())) {
      case Operation.Unary unary when isFrom(unary.operand(), o) -> {
        boolean negates = unary.operator() == Operation.UnaryOperator.NEGATE;
        selection.emit(negates ? "neg" : "not", selection.memory(o.to(), o.bits()));
        yield true;
      }
      case Operation.Binary binary -> updatesInPlace(o, binary);
      case null, default -> false;
    };
  }

  private boolean updatesInPlace(Operation.Store o, Operation.Binary binary) {
    String mnemonic = mnemonic(binary.operator(), o.bits());
    boolean commutes =
        binary.operator() != BinaryOperator.SUBTRACT
            && binary.operator() != BinaryOperator.SHIFT_LEFT
            && binary.operator() != BinaryOperator.SHIFT_RIGHT
            && binary.operator() != BinaryOperator.SHIFT_RIGHT_SIGNED;
    boolean left = isFrom(binary.left(), o);
    if (mnemonic.isEmpty() || !left && !(commutes && isFrom(binary.right(), o))) {
      return false;
    }
    Operand other = left ? binary.right() : binary.left();
    if (!commutes && binary.operator() != BinaryOperator.SUBTRACT) {
      shiftInPlace(mnemonic, o, other);
      return true;
    }
    MachineOperand value = selection.value(other);
    Memory to = selection.memory(o.to(), o.bits());
    selection.emit(mnemonic, to, part(value, o.bits()));
    return true;
  }

  private void shiftInPlace(String mnemonic, Operation.Store o, Operand count) {
    if (count instanceof Operand.Literal literal) {
      Memory to = selection.memory(o.to(), o.bits());
      selection.emit(mnemonic, to, new Number(literal.value() & 31));
      return;
    }
    MachineOperand value = selection.source(count);
    Memory to = selection.memory(o.to(), o.bits());
    Reg ecx = Selection.real(Registers.ECX);
    selection.move(ecx, value);
    selection.emit(mnemonic, to, ecx.withBits(8));
  }

  private boolean isFrom(Operand operand, Operation.Store o) {
    return selection.folding.waiting(operand) instanceof Operation.Load load
        && load.bits() == o.bits()
        && load.from().equals(o.to());
  }

  /** Empty where the upper bits of the narrow value would matter. */
  private static String mnemonic(BinaryOperator operator, int bits) {
    return switch (operator) {
      case ADD -> "add";
      case SUBTRACT -> "sub";
      case AND -> "and";
      case OR -> "or";
      case XOR -> "xor";
      case SHIFT_LEFT -> bits == 32 ? "shl" : "";
      case SHIFT_RIGHT -> bits == 32 ? "shr" : "";
      case SHIFT_RIGHT_SIGNED -> bits == 32 ? "sar" : "";
      default -> "";
    };
  }

  void copyBlock(Address to, Address from, int bytes) {
    if (bytes <= UNROLLED_BYTES) {
      Memory source = selection.memory(from, 32);
      Memory target = selection.memory(to, 32);
      for (int done = 0; done < bytes; done += step(bytes - done)) {
        move(source.plus(done), target.plus(done), step(bytes - done));
      }
      return;
    }
    Memory source = selection.memory(from, 0);
    Memory target = selection.memory(to, 0);
    Reg edi = Selection.real(Registers.EDI);
    Reg targetAddress = address(target);
    selection.emit("mov", Selection.real(Registers.ESI), address(source));
    selection.emit("mov", edi, targetAddress);
    repeat("movsd", bytes / 4);
    rest("movsw", "movsb", bytes);
  }

  private Reg address(Memory place) {
    Reg to = selection.newRegister();
    selection.emit("lea", to, place.withBits(0));
    return to;
  }

  private static int step(int left) {
    return left >= 4 ? 4 : left >= 2 ? 2 : 1;
  }

  private void move(Memory from, Memory to, int bytes) {
    Reg word = selection.newRegister();
    if (bytes == 4) {
      selection.emit("mov", word, from);
      selection.emit("mov", to, word);
    } else {
      selection.emit("movzx", word, from.withBits(8 * bytes));
      Reg part = bytes == 1 ? selection.byteOf(word) : word.withBits(16);
      selection.emit("mov", to.withBits(8 * bytes), part);
    }
  }

  private void repeat(String mnemonic, int count) {
    selection.emit("mov", Selection.real(Registers.ECX), new Number(count));
    int moving = 1 << Registers.EDI | (mnemonic.equals("movsd") ? 1 << Registers.ESI : 0);
    int value = mnemonic.equals("movsd") ? 0 : 1 << Registers.EAX;
    selection
        .emit("rep " + mnemonic)
        .implicitly(moving | value | 1 << Registers.ECX, moving | 1 << Registers.ECX);
  }

  private void rest(String two, String one, int bytes) {
    int moving = 1 << Registers.EDI | (one.equals("movsb") ? 1 << Registers.ESI : 0);
    int value = one.equals("movsb") ? 0 : 1 << Registers.EAX;
    if ((bytes & 2) != 0) {
      selection.emit(two).implicitly(moving | value, moving);
    }
    if ((bytes & 1) != 0) {
      selection.emit(one).implicitly(moving | value, moving);
    }
  }

  void clearBlock(Operation.ClearBlock o) {
    int bytes = o.bytes();
    Memory target = selection.memory(o.to(), 32);
    if (bytes <= UNROLLED_BYTES) {
      for (int done = 0; done < bytes; done += step(bytes - done)) {
        Memory part = target.plus(done).withBits(8 * step(bytes - done));
        selection.emit("mov", part, new Number(0));
      }
      return;
    }
    selection.emit("mov", Selection.real(Registers.EDI), address(target));
    selection.emit("mov", Selection.real(Registers.EAX), new Number(0));
    repeat("stosd", bytes / 4);
    rest("stosw", "stosb", bytes);
  }

  /** The size is rounded up so that the stack stays aligned. */
  void allocate(Operation.Allocate o) {
    MachineOperand bytes = selection.source(o.bytes());
    Reg size = selection.newRegister();
    selection.emit("mov", size, bytes);
    selection.emit("add", size, new Number(15));
    selection.emit("and", size, new Number(-16));
    Reg esp = Selection.real(Registers.ESP);
    selection.emit("sub", esp, size);
    selection.emit("mov", selection.reg(o.to()), esp);
    selection.function.makeMoveStack();
  }

  void saveStack(Operation.SaveStack o) {
    selection.emit("mov", selection.reg(o.to()), Selection.real(Registers.ESP));
    selection.function.makeMoveStack();
  }

  void restoreStack(Operation.RestoreStack o) {
    selection.emit("mov", Selection.real(Registers.ESP), selection.register(o.from()));
    selection.function.makeMoveStack();
  }

  void frameValue(Operation.FrameValue o) {
    selection.function.makeUseFrame();
    Reg ebp = Selection.real(Registers.EBP);
    MachineOperand from = o.returnAddress() ? Memory.based(32, Registers.EBP, 4) : ebp;
    selection.emit("mov", selection.reg(o.to()), from);
  }

  /** Where a symbol's address is a block's. */
  void blockAddress(Operation.BlockAddress o) {
    String label = selection.blockOf(o.block()).label();
    selection.emit("mov", selection.reg(o.to()), new MachineOperand.SymbolValue(label, 0));
  }
}
