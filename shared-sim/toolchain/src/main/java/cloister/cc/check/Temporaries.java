package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Assign;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Qualified;

/** Hidden variables for values that a builtin function uses more than once. */
final class Temporaries {
  private final Unit unit;

  Temporaries(Unit unit) {
    this.unit = unit;
  }

  /** A value that was kept: what keeps it, and reading it again. */
  record Kept(Expression store, VariablePlace place) {
    Expression read() {
      return new Read(place, place.type().type(), store.span());
    }

    /** The value of an expression for which this must be stored first. */
    Expression before(Expression value) {
      return new Comma(store, value, value.type(), value.span());
    }
  }

  Kept keep(Expression value) {
    Span span = value.span();
    Variable variable = new Variable("", Qualified.plain(value.type()), Storage.AUTOMATIC, span);
    unit.body.ifPresent(body -> body.addVariable(variable));
    VariablePlace place = new VariablePlace(variable, span);
    return new Kept(new Assign(place, value, value.type(), span), place);
  }
}
