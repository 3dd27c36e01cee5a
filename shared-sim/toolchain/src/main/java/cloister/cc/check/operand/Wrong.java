package cloister.cc.check.operand;

import cloister.asm.report.Span;
import cloister.cc.tree.Expression;
import cloister.cc.type.EnumType;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/** What stands for an expression with a mistake, so that it is reported once. */
public final class Wrong {
  /** An integer type like no other: most operations take it without a word. */
  public static final IntegerType TYPE =
      new IntegerType(IntegerType.Kind.INT, Optional.of(identity()));

  private Wrong() {}

  private static EnumType identity() {
    EnumType identity = new EnumType("");
    identity.complete(List.of());
    return identity;
  }

  public static boolean is(Type type) {
    return type.equals(TYPE);
  }

  /** True when a mistake is inside of it, as in a pointer to something wrong. */
  public static boolean within(Type type) {
    return switch (type) {
      case Type.Pointer(Qualified target) -> within(target.type());
      case Type.Array array -> within(array.element().type());
      case Type.Function function -> within(function.result());
      default -> is(type);
    };
  }

  public static Expression expression(Span span) {
    return new Expression.Constant(0, TYPE, span);
  }

  public static Operand operand(Span span) {
    return new Operand.Value(expression(span));
  }
}
