package cloister.asm.encode;

import cloister.asm.parse.Operand;
import java.util.List;

/** Operands in a few words, for messages: what kind they are rather than what they hold. */
final class OperandText {
  private OperandText() {}

  static String of(List<Operand> operands) {
    StringBuilder text = new StringBuilder();
    for (Operand operand : operands) {
      text.append(text.isEmpty() ? "" : ", ").append(of(operand));
    }
    return text.toString();
  }

  private static String of(Operand operand) {
    return switch (operand) {
      case Operand.InRegister in -> in.register().name();
      case Operand.Immediate immediate -> size(immediate.size()) + "number";
      case Operand.Memory memory -> size(memory.size()) + "[memory]";
      case Operand.FarPointer _ -> "selector:offset";
    };
  }

  private static String size(int bits) {
    return switch (bits) {
      case 8 -> "byte ";
      case 16 -> "word ";
      case 32 -> "dword ";
      case 64 -> "qword ";
      case 80 -> "tword ";
      default -> "";
    };
  }
}
