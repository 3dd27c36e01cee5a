package cloister.cc.dump;

import static cloister.cc.dump.Lists.each;
import static cloister.cc.dump.Lists.list;
import static cloister.cc.dump.TreeText.type;

import cloister.cc.tree.Expression;
import cloister.cc.tree.Real;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import java.util.Locale;

/** Typed expressions as nested lists. */
final class TreeExpressions {
  /** An exponent is this more than that of the significand's lowest bit (SDM vol. 1, 4.2.2). */
  private static final int BIAS = 0x3FFF + 63;

  private final TreeText text;

  TreeExpressions(TreeText text) {
    this.text = text;
  }

  String of(Expression expression) {
    return switch (expression) {
      case Expression.Constant e when e.type().equals(IntegerType.INT) -> Long.toString(e.value());
      case Expression.Constant e -> list("constant", typeOf(e), Long.toString(e.value()));
      case Expression.RealConstant e -> list("constant", typeOf(e), real(e.value()));
      case Expression.Read e -> list("read", typeOf(e), place(e.place()));
      case Expression.AddressOf e -> list("address", typeOf(e), place(e.place()));
      case Expression.FunctionAddress e -> list("address", e.function().assemblerName());
      case Expression.LabelAddress e -> list("address", text.label(e.label()));
      case Expression.Convert e -> list("convert", typeOf(e), of(e.operand()));
      case Expression.Unary e -> list(word(e.operator()), typeOf(e), of(e.operand()));
      case Expression.Binary e -> list(word(e.operator()), typeOf(e), of(e.left()), of(e.right()));
      case Expression.Logical e ->
          list(e.and() ? "and-then" : "or-else", of(e.left()), of(e.right()));
      case Expression.PointerAdd e ->
          list(
              "pointer-add", typeOf(e), of(e.pointer()), of(e.index()), list("size", of(e.size())));
      case Expression.PointerDifference e ->
          list("pointer-difference", of(e.left()), of(e.right()), list("size", of(e.size())));
      case Expression.Assign e -> list("assign", typeOf(e), place(e.target()), of(e.value()));
      case Expression.Update e ->
          list(
              "update",
              typeOf(e),
              e.result() ? "new" : "old",
              word(e.operator()),
              place(e.target()),
              of(e.value()));
      case Expression.Conditional e ->
          list("choose", typeOf(e), of(e.condition()), of(e.then()), of(e.otherwise()));
      case Expression.Elvis e -> list("choose", typeOf(e), of(e.condition()), of(e.otherwise()));
      case Expression.Comma e -> list("comma", of(e.left()), of(e.right()));
      case Expression.Call e ->
          list("call", typeOf(e), of(e.function()), each(e.arguments(), this::of));
      case Expression.StatementValue e ->
          list("value", text.statement(e.body()), e.value().map(this::of).orElse(""));
      case Expression.VariableStart e -> list("va-start", of(e.list()));
      case Expression.VariableArgument e -> list("va-arg", typeOf(e), of(e.list()));
      case Expression.Builtin e ->
          list(word(e.operation()), typeOf(e), each(e.arguments(), this::of));
    };
  }

  String place(Expression.Place place) {
    return switch (place) {
      case Expression.VariablePlace p -> TreeText.name(p.variable());
      case Expression.Indirect p -> list("at", type(p.type()), of(p.pointer()));
      case Expression.MemberPlace p -> list("member", place(p.base()), p.field().name());
      case Expression.Temporary p -> list("temporary", of(p.value()));
      case Expression.LiteralPlace p ->
          list("literal", type(p.type()), p.zeroFirst() ? "zero" : "", text.stores(p.stores()));
    };
  }

  private static String typeOf(Expression expression) {
    return type(Qualified.plain(expression.type()));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As C writes it in hexadecimal (C11 6.4.4.2). */
  private static String real(Real real) {
    int exponent = real.signExponent() & 0x7FFF;
    String sign = (real.signExponent() & 0x8000) != 0 ? "-" : "";
    if (real.significand() == 0) {
      return sign + "0x0p0";
    }
    int zeros = Long.numberOfTrailingZeros(real.significand()) & -4;
    String digits = Long.toHexString(real.significand() >>> zeros);
    return sign + "0x" + digits + "p" + (exponent - BIAS + zeros);
  }
}
