package cloister.cc.ir;

import cloister.cc.ir.Operand.Register;

/** Other operands for those that an operation names. */
public interface Substitution {
  /** For one that is read; the kind stays. */
  Operand read(Operand operand);

  /** For one that is written. */
  Register written(Register register);
}
