package cloister.cc.optimize;

import cloister.cc.ir.Mentions;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import java.util.Arrays;
import java.util.Optional;

/** The operation that gives a register its value, as far as it is known yet. */
final class Definitions {
  private final SsaForm form;
  private Operation[] table;

  Definitions(SsaForm form) {
    this.form = form;
    table = new Operation[form.function().registerCount()];
  }

  void put(Operation operation) {
    Mentions.writes(operation, register -> put(register, operation));
  }

  private void put(Register register, Operation operation) {
    if (register.number() >= table.length) {
      table = Arrays.copyOf(table, register.number() * 2);
    }
    if (!form.isMutable(register)) {
      table[register.number()] = operation;
    }
  }

  /** Nothing for a phi's result, and for what is no register. */
  Optional<Operation> of(Operand operand) {
    return operand instanceof Register register && register.number() < table.length
        ? Optional.ofNullable(table[register.number()])
        : Optional.empty();
  }

  /** True when the operand may be read at a later place in its definition's stead. */
  boolean isValue(Operand operand) {
    return form.isValue(operand);
  }
}
