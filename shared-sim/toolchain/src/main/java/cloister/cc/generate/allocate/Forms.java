package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;

/** Which operands of an instruction can be memory, or a constant, instead of a register. */
final class Forms {
  private Forms() {}

  static boolean takesMemory(MachineInstruction instruction, int index) {
    for (int i = 0; i < instruction.count(); i++) {
      if (instruction.operand(i) instanceof Memory) {
        return false;
      }
    }
    if (instruction.text().isPresent()) {
      return false;
    }
    return switch (instruction.mnemonic()) {
      case "mov" -> instruction.operand(1 - index) instanceof Reg || index == 0;
      case "add", "sub", "and", "or", "xor", "cmp", "adc", "sbb" -> true;
      case "test" -> true;
      case "imul" -> instruction.count() == 1 || index == 1;
      case "movzx", "movsx", "bsf", "bsr" -> index == 1;
      case "neg", "not", "inc", "dec", "push", "mul", "div", "idiv", "call", "jmp" -> index == 0;
      case "shl", "shr", "sar", "rol", "ror", "shld", "shrd" -> index == 0;
      default ->
          instruction.mnemonic().startsWith("set")
              ? index == 0
              : instruction.mnemonic().startsWith("cmov") && index == 1;
    };
  }

  static boolean takesImmediate(MachineInstruction instruction, int index) {
    return switch (instruction.mnemonic()) {
      case "mov", "add", "sub", "and", "or", "xor", "cmp", "adc", "sbb", "test" -> index == 1;
      case "push" -> true;
      default -> false;
    };
  }
}
