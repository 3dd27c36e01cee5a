package cloister.cc.check.operand;

import cloister.asm.report.Span;
import cloister.cc.check.constant.Folder;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Elvis;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.Optional;

/** The conditional operator's common type (C11 6.5.15). */
public final class Choice {
  private final Conversions conversions;

  public Choice(Conversions conversions) {
    this.conversions = conversions;
  }

  /** Makes {@code condition ? then : otherwise}. */
  public Expression make(Expression condition, Expression then, Expression otherwise, Span span) {
    Type common = common(then, otherwise, span);
    if (Wrong.is(common) || Wrong.is(condition.type())) {
      return Wrong.expression(span);
    }
    return conversions
        .folder()
        .conditional(
            condition,
            conversions.convert(then, common),
            conversions.convert(otherwise, common),
            common,
            span);
  }

  /** Makes GNU's {@code condition ?: otherwise}. */
  public Expression elvis(Expression condition, Expression otherwise, Span span) {
    Type common = common(condition, otherwise, span);
    if (Wrong.is(common)) {
      return Wrong.expression(span);
    }
    Expression other = conversions.convert(otherwise, common);
    Optional<Boolean> truth = Folder.truth(condition);
    if (truth.isPresent()) {
      return truth.get() ? conversions.convert(condition, common) : other;
    }
    return new Elvis(condition, other, common, span);
  }

  private Type common(Expression then, Expression otherwise, Span span) {
    Type a = then.type();
    Type b = otherwise.type();
    if (Wrong.within(a) || Wrong.within(b)) {
      return Wrong.TYPE;
    }
    if (a.isArithmetic() && b.isArithmetic()) {
      return Conversions.common(
          conversions.promote(then).type(), conversions.promote(otherwise).type());
    }
    if (a.isVoid() || b.isVoid()) {
      return new Type.Void();
    }
    if (a.equals(b)) {
      return a;
    }
    if (a.isPointer() && Conversions.isNull(otherwise)) {
      return a;
    }
    if (b.isPointer() && Conversions.isNull(then)) {
      return b;
    }
    if (a instanceof Type.Pointer(Qualified x) && b instanceof Type.Pointer(Qualified y)) {
      return ofPointers(x, y, a, b, span);
    }
    return conversions.mismatch("?:", a, b, span).type();
  }

  private Type ofPointers(Qualified x, Qualified y, Type a, Type b, Span span) {
    boolean isConst = x.isConst() || y.isConst();
    boolean isVolatile = x.isVolatile() || y.isVolatile();
    if (x.type().isVoid() || y.type().isVoid()) {
      Qualified target = Qualified.plain(new Type.Void());
      return new Type.Pointer(target.adding(isConst, isVolatile));
    }
    if (!Compatibility.compatible(x.type(), y.type())) {
      return conversions.mismatch("?:", a, b, span).type();
    }
    Qualified target = Qualified.plain(Compatibility.composite(x.type(), y.type()));
    return new Type.Pointer(target.adding(isConst, isVolatile));
  }
}
