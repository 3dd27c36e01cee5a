package cloister.cc.check.operand;

import cloister.asm.report.Span;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;

/** What an expression stands for before its conversion to a value (C11 6.3.2.1). */
public sealed interface Operand {
  Qualified type();

  Span span();

  /**
   * An object.
   *
   * @param lvalue false for a part of a structure that is only a value
   */
  record Located(Place place, boolean lvalue) implements Operand {
    @Override
    public Qualified type() {
      return place.type();
    }

    @Override
    public Span span() {
      return place.span();
    }
  }

  /** A function, by its address. */
  record Routine(Expression address, Type.Function function) implements Operand {
    @Override
    public Qualified type() {
      return Qualified.plain(function);
    }

    @Override
    public Span span() {
      return address.span();
    }
  }

  record Value(Expression expression) implements Operand {
    @Override
    public Qualified type() {
      return Qualified.plain(expression.type());
    }

    @Override
    public Span span() {
      return expression.span();
    }
  }
}
