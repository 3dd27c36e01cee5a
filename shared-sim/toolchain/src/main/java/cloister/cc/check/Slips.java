package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.constant.IntegerMath;
import cloister.cc.check.operand.Operand;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.AddressOf;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.LiteralPlace;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.PointerAdd;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Warnings about what the language allows and hardly anybody means. */
final class Slips {
  private final Unit unit;
  private final Set<Variable> arrays = new LinkedHashSet<>();

  Slips(Unit unit) {
    this.unit = unit;
  }

  /** {@code if (x = 3)}; parentheses around the assignment say that it is meant. */
  void tested(Expression condition) {
    if (condition instanceof Expression.Assign assign
        && assign.operator().equals("=")
        && !assign.enclosed()) {
      unit.warn(assign.span(), "cc.type.condition.assignment");
    }
  }

  /** {@code n & 1 == 0}, and two texts that are compared by their addresses. */
  void binary(
      Expression.Binary written,
      cloister.cc.tree.Expression left,
      cloister.cc.tree.Expression right) {
    switch (written.operator()) {
      case "&", "|", "^" -> {
        mixed(written, written.left());
        mixed(written, written.right());
      }
      case "==", "!=", "<", ">", "<=", ">=" -> {
        boolean text = isText(written.left()) && !isNull(right);
        if (text || isText(written.right()) && !isNull(left)) {
          unit.warn(written.span(), "cc.type.compare.text", code("operator", written.operator()));
        }
      }
      default -> {}
    }
  }

  private void mixed(Expression.Binary written, Expression operand) {
    if (operand instanceof Expression.Binary inner
        && isComparison(inner.operator())
        && !inner.enclosed()) {
      unit.warn(
          written.span(),
          "cc.type.precedence",
          code("operator", inner.operator()),
          code("other", written.operator()));
    }
  }

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "==", "!=", "<", ">", "<=", ">=" -> true;
      default -> false;
    };
  }

  private static boolean isText(Expression written) {
    return written instanceof Expression.StringLiteral;
  }

  private static boolean isNull(cloister.cc.tree.Expression value) {
    return value instanceof Constant constant && constant.value() == 0
        || value instanceof Convert convert && isNull(convert.operand());
  }

  /** A case of a value that what is switched on cannot have before it is promoted. */
  void awaited(Constant value, Type given) {
    if (given instanceof IntegerType type
        && type.size() < 4
        && IntegerMath.wrap(value.value(), type) != value.value()) {
      unit.warn(
          value.span(),
          "cc.type.case.never",
          code("value", Long.toString(value.value())),
          code("type", TypeText.of(given)));
    }
  }

  /** Notes a parameter that is written as an array, and is a pointer. */
  void arrayParameter(Variable variable) {
    arrays.add(variable);
  }

  /** {@code sizeof} of such a parameter. */
  void measured(Operand operand, Span span) {
    if (operand instanceof Operand.Located(VariablePlace place, boolean _)
        && arrays.contains(place.variable())) {
      unit.warn(
          span,
          "cc.type.size.parameter",
          code("name", place.variable().name()),
          code("type", TypeText.of(operand.type())));
    }
  }

  /** The address of what is gone when the function has returned. */
  void returned(cloister.cc.tree.Expression value) {
    if (!value.type().isPointer()) {
      return;
    }
    local(value)
        .ifPresent(
            variable -> {
              if (variable.name().isEmpty()) {
                unit.warn(value.span(), "cc.type.return.literal");
              } else {
                unit.warn(value.span(), "cc.type.return.local", code("name", variable.name()));
              }
            });
  }

  private static Optional<Variable> local(cloister.cc.tree.Expression pointer) {
    cloister.cc.tree.Expression at = pointer;
    while (true) {
      switch (at) {
        case Convert convert when convert.type().isPointer() -> at = convert.operand();
        case PointerAdd add -> at = add.pointer();
        case AddressOf address -> {
          return root(address.place());
        }
        default -> {
          return Optional.empty();
        }
      }
    }
  }

  private static Optional<Variable> root(Place place) {
    Place at = place;
    while (at instanceof MemberPlace member) {
      at = member.base();
    }
    return switch (at) {
      case VariablePlace variable -> Optional.of(variable.variable()).filter(Slips::isAutomatic);
      case LiteralPlace literal -> Optional.of(literal.variable()).filter(Slips::isAutomatic);
      default -> Optional.empty();
    };
  }

  private static boolean isAutomatic(Variable variable) {
    return variable.storage() == Storage.AUTOMATIC || variable.storage() == Storage.PARAMETER;
  }
}
