package cloister.analysis;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Operand;

/** Under which name a row of the opcode table is told of. */
final class Names {
  private Names() {}

  static String of(Encoding row) {
    String name = row.names().at32();
    return switch (row.op()) {
      case Op.JCC -> "jcc";
      case Op.SETCC -> "setcc";
      case Op.CMOVCC -> "cmovcc";
      case Op.CALL_FAR, Op.JMP_FAR -> name + " far";
      case Op.PUSH_SEGMENT, Op.POP_SEGMENT -> name + " " + segment(row.operands().getFirst());
      case Op.MOV_TO_SEGMENT -> "mov sreg, r/m";
      case Op.MOV_FROM_SEGMENT -> "mov r/m, sreg";
      case Op.MOV_TO_CR -> "mov cr, r";
      case Op.MOV_FROM_CR -> "mov r, cr";
      case Op.MOV_TO_DR -> "mov dr, r";
      case Op.MOV_FROM_DR -> "mov r, dr";
      default -> name.startsWith("hint_nop") ? "hint_nop" : name;
    };
  }

  private static String segment(Operand operand) {
    return switch (operand) {
      case ES -> "es";
      case CS -> "cs";
      case SS -> "ss";
      case DS -> "ds";
      case FS -> "fs";
      default -> "gs";
    };
  }
}
