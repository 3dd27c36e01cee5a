package cloister.cpu.host;

import static cloister.cpu.core.Eflags.AF;
import static cloister.cpu.core.Eflags.CF;
import static cloister.cpu.core.Eflags.OF;
import static cloister.cpu.core.Eflags.PF;
import static cloister.cpu.core.Eflags.SF;
import static cloister.cpu.core.Eflags.ZF;

import cloister.cpu.decode.Op;

/**
 * The status flags that the manual leaves undefined after an instruction (SDM 1, appendix A, and
 * the instruction's page in SDM 2). {@link HostProcessor} says on which hosts they are compared.
 */
final class UndefinedFlags {
  /** All flags that tell of a result. */
  static final int STATUS = AF | CF | OF | PF | SF | ZF;

  private UndefinedFlags() {}

  static int of(int op) {
    return switch (op) {
      case Op.AND, Op.OR, Op.XOR, Op.TEST -> AF;
      case Op.SHL, Op.SHR, Op.SAR, Op.SHLD, Op.SHRD -> STATUS;
      case Op.ROL, Op.ROR, Op.RCL, Op.RCR -> OF;
      case Op.MUL, Op.IMUL_WIDE, Op.IMUL -> AF | PF | SF | ZF;
      case Op.DIV, Op.IDIV -> STATUS;
      case Op.DAA, Op.DAS -> OF;
      case Op.AAA, Op.AAS -> OF | PF | SF | ZF;
      case Op.AAM, Op.AAD -> AF | CF | OF;
      case Op.BT, Op.BTS, Op.BTR, Op.BTC -> AF | OF | PF | SF;
      case Op.BSF, Op.BSR -> AF | CF | OF | PF | SF;
      default -> 0;
    };
  }
}
