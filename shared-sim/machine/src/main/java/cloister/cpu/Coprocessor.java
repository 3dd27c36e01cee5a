package cloister.cpu;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.insn.FloatingArithmetic;
import cloister.cpu.insn.FloatingControl;
import cloister.cpu.insn.FloatingFunctions;
import cloister.cpu.insn.FloatingMoves;
import cloister.cpu.insn.FloatingPointUnit;
import cloister.cpu.insn.Group;
import cloister.event.Rule;

/**
 * The x87 unit, or its absence as in an 80486SX. A simulator whose boards have none carries none of
 * its code: the lab is downloaded without it.
 */
public interface Coprocessor {
  /** Puts what executes the x87 instructions into the table of groups. */
  void join(Group[] groups, Core core, DataPath data, Operands operands);

  /** The unit of {@code cpu.fpu}. */
  final class X87 implements Coprocessor {
    @Override
    public void join(Group[] groups, Core core, DataPath data, Operands operands) {
      FloatingPointUnit unit = new FloatingPointUnit(core, data, operands);
      groups[Op.FPU_ARITHMETIC] = new FloatingArithmetic(core, unit);
      groups[Op.FPU_MOVE] = new FloatingMoves(core, unit);
      groups[Op.FPU_CONTROL] = new FloatingControl(core, data, operands, unit);
      groups[Op.FPU_FUNCTION] = new FloatingFunctions(unit);
    }
  }

  /** No unit: there is nothing to wait for, and every other instruction of it is #UD. */
  final class None implements Coprocessor {
    @Override
    public void join(Group[] groups, Core core, DataPath data, Operands operands) {
      Group refusing =
          (code, at) -> {
            if (Slot.op(code[at]) != Op.FWAIT) {
              throw core.undefined(Rule.NOT_SUPPORTED);
            }
          };
      groups[Op.FPU_ARITHMETIC] = refusing;
      groups[Op.FPU_MOVE] = refusing;
      groups[Op.FPU_CONTROL] = refusing;
      groups[Op.FPU_FUNCTION] = refusing;
    }
  }
}
