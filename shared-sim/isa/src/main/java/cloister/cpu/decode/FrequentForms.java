package cloister.cpu.decode;

/** Replaces common instructions of a block by their {@link Op#FREQUENT} forms. */
final class FrequentForms {
  private static final int R = Slot.REGISTER32;
  private static final int R8 = Slot.REGISTER8;
  private static final int M = Slot.MEMORY32;
  private static final int M8 = Slot.MEMORY8;
  private static final int I = Slot.CONSTANT;

  private FrequentForms() {}

  static void choose(int[] code) {
    for (int at = 0; at < code.length; at += Slot.STRIDE) {
      int header = code[at];
      int form = form(header, Slot.kind(code[at + Slot.A]), Slot.kind(code[at + Slot.B]));
      if (form != 0) {
        code[at] = Slot.withOp(header, form);
        if (form == Op.JCC_I || form == Op.JMP_I) {
          code[at + Slot.C] = target(code, at);
        }
      }
    }
  }

  /** The operation that a frequent form means; any other is itself. */
  static int meaning(int op) {
    return switch (op) {
      case Op.MOV_R_R, Op.MOV_R_I, Op.MOV_R_M, Op.MOV_M_R, Op.MOV_M_I -> Op.MOV;
      case Op.MOV_R_M8, Op.MOV_M8_R, Op.MOV_M8_I -> Op.MOV;
      case Op.MOVZX_R_M8 -> Op.MOVZX;
      case Op.LEA_R -> Op.LEA;
      case Op.ADD_R_R, Op.ADD_R_I, Op.ADD_R_M -> Op.ADD;
      case Op.SUB_R_R, Op.SUB_R_I -> Op.SUB;
      case Op.CMP_R_R, Op.CMP_R_I, Op.CMP_R_M, Op.CMP_M_I, Op.CMP_M8_I -> Op.CMP;
      case Op.AND_R_I -> Op.AND;
      case Op.XOR_R_R, Op.XOR_R_I -> Op.XOR;
      case Op.TEST_R_R -> Op.TEST;
      case Op.INC_R -> Op.INC;
      case Op.DEC_R -> Op.DEC;
      case Op.PUSH_R -> Op.PUSH;
      case Op.POP_R -> Op.POP;
      case Op.SHL_R_I -> Op.SHL;
      case Op.SHR_R_I -> Op.SHR;
      case Op.JCC_I -> Op.JCC;
      case Op.JMP_I -> Op.JMP;
      case Op.CALL_I -> Op.CALL;
      case Op.RET_NEAR -> Op.RET;
      default -> op;
    };
  }

  /** The slot that a branch leads to, plus one; 0 when it leads out of the block. */
  private static int target(int[] code, int branch) {
    int length = code[branch + Slot.LENGTH];
    int distance = Slot.distance(length) + Slot.length(length) + code[branch + Slot.IMMEDIATE];
    for (int at = 0; at < code.length; at += Slot.STRIDE) {
      if (Slot.distance(code[at + Slot.LENGTH]) == distance) {
        return at + 1;
      }
    }
    return 0;
  }

  /** The frequent form of an operation with operands of these kinds, or 0. */
  private static int form(int header, int a, int b) {
    return switch (Slot.op(header)) {
      case Op.MOV -> move(a, b);
      case Op.MOVZX -> a == R && b == M8 ? Op.MOVZX_R_M8 : 0;
      case Op.LEA -> a == R ? Op.LEA_R : 0;
      case Op.ADD -> a == R ? pick(b, Op.ADD_R_R, Op.ADD_R_I, Op.ADD_R_M) : 0;
      case Op.SUB -> a == R ? pick(b, Op.SUB_R_R, Op.SUB_R_I, 0) : 0;
      case Op.CMP -> compare(a, b);
      case Op.AND -> a == R && b == I ? Op.AND_R_I : 0;
      case Op.XOR -> a == R ? pick(b, Op.XOR_R_R, Op.XOR_R_I, 0) : 0;
      case Op.TEST -> a == R && b == R ? Op.TEST_R_R : 0;
      case Op.INC -> a == R ? Op.INC_R : 0;
      case Op.DEC -> a == R ? Op.DEC_R : 0;
      case Op.PUSH -> a == R ? Op.PUSH_R : 0;
      case Op.POP -> a == R ? Op.POP_R : 0;
      case Op.SHL -> a == R && b == I ? Op.SHL_R_I : 0;
      case Op.SHR -> a == R && b == I ? Op.SHR_R_I : 0;
      case Op.JCC -> Slot.operand32(header) ? Op.JCC_I : 0;
      case Op.JMP -> a == I && Slot.operand32(header) ? Op.JMP_I : 0;
      case Op.CALL -> a == I && Slot.operand32(header) ? Op.CALL_I : 0;
      case Op.RET -> a == Slot.NONE && Slot.operand32(header) ? Op.RET_NEAR : 0;
      default -> 0;
    };
  }

  private static int move(int a, int b) {
    return switch (a) {
      case R -> pick(b, Op.MOV_R_R, Op.MOV_R_I, Op.MOV_R_M);
      case M -> pick(b, Op.MOV_M_R, Op.MOV_M_I, 0);
      case R8 -> b == M8 ? Op.MOV_R_M8 : 0;
      case M8 -> pick8(b);
      default -> 0;
    };
  }

  private static int pick8(int b) {
    return switch (b) {
      case R8 -> Op.MOV_M8_R;
      case I -> Op.MOV_M8_I;
      default -> 0;
    };
  }

  private static int compare(int a, int b) {
    return switch (a) {
      case R -> pick(b, Op.CMP_R_R, Op.CMP_R_I, Op.CMP_R_M);
      case M -> b == I ? Op.CMP_M_I : 0;
      case M8 -> b == I ? Op.CMP_M8_I : 0;
      default -> 0;
    };
  }

  private static int pick(int b, int register, int constant, int memory) {
    return switch (b) {
      case R -> register;
      case I -> constant;
      case M -> memory;
      default -> 0;
    };
  }
}
