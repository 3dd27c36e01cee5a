package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Attribute;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Call;
import cloister.cc.tree.Expression.FunctionAddress;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Variable;
import java.util.List;
import java.util.Optional;

/** GNU's attribute {@code cleanup} (GCC manual, Common Variable Attributes). */
final class Cleanups {
  private final Unit unit;

  Cleanups(Unit unit) {
    this.unit = unit;
  }

  /** It means something for automatic variables alone. */
  void ignore(Optional<Attribute> cleanup) {
    cleanup.ifPresent(
        attribute -> unit.warn(attribute.span(), "cc.type.attribute.cleanup.automatic"));
  }

  /** The call of the function with the variable's address. */
  Optional<Call> call(Objects.Declaration declaration, Variable variable) {
    if (declaration.cleanup().isEmpty()) {
      return Optional.empty();
    }
    Attribute attribute = declaration.cleanup().get();
    if (attribute.arguments().size() != 1) {
      unit.error(attribute.span(), "cc.type.attribute.argument", code("name", attribute.name()));
      return Optional.empty();
    }
    Expression function = unit.expressions.value(attribute.arguments().getFirst());
    if (Wrong.within(function.type()) || Wrong.within(variable.type().type())) {
      return Optional.empty();
    }
    Span span = attribute.span();
    if (!(function instanceof FunctionAddress)) {
      unit.error(span, "cc.type.attribute.cleanup.function");
      return Optional.empty();
    }
    if (unit.body.orElseThrow().isRegister(variable)) {
      unit.error(variable.span(), "cc.type.address.register", code("name", variable.name()));
      return Optional.empty();
    }
    Expression address = Operands.address(new VariablePlace(variable, span));
    Expression call = unit.calls.call(function, List.of(address), List.of(), span);
    return call instanceof Call known ? Optional.of(known) : Optional.empty();
  }
}
