package cloister.cc.generate.emit;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import java.util.ArrayList;
import java.util.List;

/** Betters neighbouring instructions of allocated code. No flags live from block to block. */
public final class Peephole {
  private final List<MachineInstruction> out = new ArrayList<>();
  private List<MachineInstruction> code = List.of();
  private boolean[] flagsDead = {};

  public void improve(MachineFunction function) {
    for (MachineBlock block : function.blocks()) {
      code = block.instructions();
      flagsDead = flagsDead();
      out.clear();
      for (int i = 0; i < code.size(); i++) {
        add(code.get(i), i);
      }
      code.clear();
      code.addAll(out);
    }
  }

  private void add(MachineInstruction instruction, int position) {
    MachineInstruction better = instruction;
    if (better.is("lea")) {
      better = sum(better, position);
    }
    if (better.is("mov") && isNumber(better, 0) && isWhole(better) && flagsDead[position]) {
      better = make(better, "xor", better.operand(0), better.operand(0));
    }
    boolean dropped =
        isNothing(better)
            || better.is("test") && flagsKnown(better, position)
            || mergesStack(better);
    if (!dropped) {
      out.add(better);
    }
  }

  private static MachineInstruction make(
      MachineInstruction at, String mnemonic, MachineOperand... operands) {
    return new MachineInstruction(mnemonic, at.span(), operands).insteadOf(at);
  }

  private static boolean isNumber(MachineInstruction instruction, int value) {
    return instruction.operand(1) instanceof Number number && number.value() == value;
  }

  private static boolean isWhole(MachineInstruction instruction) {
    return instruction.operand(0) instanceof Reg register && register.bits() == 32;
  }

  /** LEA of a register and something into the same register is an addition. */
  private MachineInstruction sum(MachineInstruction lea, int position) {
    int to = ((Reg) lea.operand(0)).number();
    Memory from = (Memory) lea.operand(1);
    if (from.slot().isPresent() || !from.symbol().isEmpty()) {
      return lea;
    }
    boolean based = from.index() < 0 && from.base() >= 0;
    if (based && from.displacement() == 0) {
      return make(lea, "mov", lea.operand(0), Reg.of(from.base()));
    }
    if (!flagsDead[position]) {
      return lea;
    }
    if (based && from.base() == to) {
      return make(lea, "add", lea.operand(0), new Number(from.displacement()));
    }
    boolean pair = from.displacement() == 0 && from.index() >= 0 && from.scale() == 1;
    if (pair && from.base() == to) {
      return make(lea, "add", lea.operand(0), Reg.of(from.index()));
    }
    return pair && from.index() == to && from.base() >= 0
        ? make(lea, "add", lea.operand(0), Reg.of(from.base()))
        : lea;
  }

  private static boolean isNothing(MachineInstruction instruction) {
    return instruction.isCopy() && instruction.operand(0).equals(instruction.operand(1));
  }

  /** Behind which instructions nobody reads the flags before they are written. */
  private boolean[] flagsDead() {
    boolean[] dead = new boolean[code.size()];
    boolean behind = true;
    for (int i = code.size() - 1; i >= 0; i--) {
      dead[i] = behind;
      behind = !readsFlags(code.get(i)) && (behind || writesFlags(code.get(i)));
    }
    return dead;
  }

  private static boolean readsFlags(MachineInstruction instruction) {
    return !Conditions.of(instruction.mnemonic()).isEmpty()
        || instruction.is("adc")
        || instruction.is("sbb")
        || instruction.mnemonic().startsWith("fcmov");
  }

  private static boolean writesFlags(MachineInstruction instruction) {
    return switch (instruction.mnemonic()) {
      case "add", "sub", "and", "or", "xor", "cmp", "test", "neg", "imul", "mul" -> true;
      case "call", "asm", "fcomip", "fucomip", "fcomi" -> true;
      default -> false;
    };
  }

  /** A test for zero of what the instruction before has just computed. */
  private boolean flagsKnown(MachineInstruction test, int position) {
    if (out.isEmpty() || !test.operand(0).equals(test.operand(1)) || !isWhole(test)) {
      return false;
    }
    MachineInstruction before = out.getLast();
    boolean same = before.count() > 0 && before.operand(0).equals(test.operand(0));
    return same
        && switch (before.mnemonic()) {
          case "and", "or", "xor" -> true;
          case "add", "sub", "neg" -> onlyResultRead(position);
          case "shl", "shr", "sar" ->
              before.operand(1) instanceof Number && onlyResultRead(position);
          default -> false;
        };
  }

  private boolean onlyResultRead(int position) {
    for (int i = position + 1; i < code.size(); i++) {
      String condition = Conditions.of(code.get(i).mnemonic());
      if (!condition.isEmpty() && !Conditions.ofResult(condition)) {
        return false;
      }
      if (readsFlags(code.get(i)) && condition.isEmpty()) {
        return false;
      }
      if (writesFlags(code.get(i))) {
        return true;
      }
    }
    return true;
  }

  /** What one call takes from the stack and the next puts there again. */
  private boolean mergesStack(MachineInstruction instruction) {
    if (out.isEmpty() || stackChange(instruction) == 0 || stackChange(out.getLast()) == 0) {
      return false;
    }
    int change = stackChange(instruction) + stackChange(out.getLast());
    out.removeLast();
    if (change != 0) {
      Reg esp = Reg.of(Registers.ESP);
      out.add(make(instruction, change > 0 ? "add" : "sub", esp, new Number(Math.abs(change))));
    }
    return true;
  }

  private static int stackChange(MachineInstruction instruction) {
    boolean constant =
        (instruction.is("add") || instruction.is("sub"))
            && instruction.operand(0).equals(Reg.of(Registers.ESP))
            && instruction.operand(1) instanceof Number;
    if (!constant) {
      return 0;
    }
    int value = ((Number) instruction.operand(1)).value();
    return instruction.is("add") ? value : -value;
  }
}
