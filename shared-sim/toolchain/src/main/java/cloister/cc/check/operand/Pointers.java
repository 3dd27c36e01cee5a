package cloister.cc.check.operand;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.PointerAdd;
import cloister.cc.tree.Expression.PointerDifference;
import cloister.cc.type.Compatibility;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;

/** Arithmetic and comparisons of pointers (C11 6.5.6, 6.5.8, 6.5.9). */
public final class Pointers {
  private final Diagnostics diagnostics;
  private final Conversions conversions;
  private final Sizes sizes;

  public Pointers(Diagnostics diagnostics, Conversions conversions, Sizes sizes) {
    this.diagnostics = diagnostics;
    this.conversions = conversions;
    this.sizes = sizes;
  }

  static Qualified target(Expression pointer) {
    return ((Type.Pointer) pointer.type()).target();
  }

  /** Pointer plus or minus index. */
  public Expression add(Expression pointer, Expression index, boolean minus, Span span) {
    Expression size = sizes.of(target(pointer).type(), span);
    if (Wrong.is(size.type())) {
      return Wrong.expression(span);
    }
    Expression offset = index(index, minus);
    if (pointer instanceof Constant base
        && offset instanceof Constant by
        && size instanceof Constant bytes) {
      long address = base.value() + by.value() * bytes.value() & 0xFFFF_FFFFL;
      return new Constant(address, pointer.type(), span);
    }
    return new PointerAdd(pointer, offset, asInt(size), pointer.type(), span);
  }

  private Expression index(Expression index, boolean minus) {
    Expression whole = conversions.convert(conversions.promote(index), IntegerType.INT);
    return minus
        ? conversions
            .folder()
            .unary(Expression.UnaryOperator.NEGATE, whole, IntegerType.INT, index.span())
        : whole;
  }

  private Expression asInt(Expression size) {
    return conversions.convert(size, IntegerType.INT);
  }

  /** The bytes that an index stands for. */
  public Expression distance(Expression pointer, Expression index, Span span) {
    Expression size = sizes.of(target(pointer).type(), span);
    if (Wrong.is(size.type())) {
      return size;
    }
    Expression whole = conversions.convert(conversions.promote(index), IntegerType.INT);
    return conversions
        .folder()
        .binary(BinaryOperator.MULTIPLY, whole, asInt(size), IntegerType.INT, span);
  }

  public Expression difference(Expression left, Expression right, Span span) {
    if (!Compatibility.compatible(target(left).type(), target(right).type())) {
      return conversions.mismatch("-", left.type(), right.type(), span);
    }
    Expression size = sizes.of(target(left).type(), span);
    if (Wrong.is(size.type())) {
      return Wrong.expression(span);
    }
    if (size instanceof Constant bytes && bytes.value() == 0) {
      diagnostics.error(span, Message.of("cc.type.pointer.empty"));
      return Wrong.expression(span);
    }
    if (left instanceof Constant a && right instanceof Constant b && size instanceof Constant by) {
      return new Constant((int) (a.value() - b.value()) / by.value(), IntegerType.INT, span);
    }
    return new PointerDifference(left, right, asInt(size), IntegerType.INT, span);
  }

  /** A comparison of which at least one side is a pointer. */
  public Expression compare(
      BinaryOperator operator, String spelling, Expression left, Expression right, Span span) {
    boolean both = left.type().isPointer() && right.type().isPointer();
    Type common = left.type().isPointer() ? left.type() : right.type();
    if (both && Conversions.isNull(left)) {
      common = right.type();
    } else if (both && !Conversions.isNull(right)) {
      checkTargets(left, right, span);
    } else if (!both && !Conversions.isNull(left) && !Conversions.isNull(right)) {
      Type other = left.type().isPointer() ? right.type() : left.type();
      if (!other.isInteger()) {
        return conversions.mismatch(spelling, left.type(), right.type(), span);
      }
      warn("cc.type.compare.integer", left, right, span);
    }
    Expression a = conversions.convert(left, common);
    Expression b = conversions.convert(right, common);
    return conversions.folder().binary(operator, a, b, IntegerType.INT, span);
  }

  private void checkTargets(Expression left, Expression right, Span span) {
    Type a = target(left).type();
    Type b = target(right).type();
    if (!a.isVoid() && !b.isVoid() && !Compatibility.compatible(a, b)) {
      warn("cc.type.compare.pointers", left, right, span);
    }
  }

  private void warn(String id, Expression left, Expression right, Span span) {
    if (!Wrong.within(left.type()) && !Wrong.within(right.type())) {
      String a = TypeText.of(left.type());
      String b = TypeText.of(right.type());
      diagnostics.warn(span, Message.of(id, code("left", a), code("right", b)));
    }
  }
}
