package cloister.cc.check.operand;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.cc.type.VariableLength;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Sizes of types as expressions: those of variable arrays are in variables of their own. */
public final class Sizes {
  private final Diagnostics diagnostics;
  private final List<Variable> lengths = new ArrayList<>();

  public Sizes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** A new variable length, whose array's bytes a hidden variable holds. */
  public VariableLength newLength(Span span) {
    Qualified type = Qualified.plain(IntegerType.UNSIGNED_INT);
    lengths.add(new Variable("", type, Storage.AUTOMATIC, span));
    return new VariableLength(lengths.size() - 1);
  }

  public Variable bytesOf(VariableLength length) {
    return lengths.get(length.number());
  }

  /** The size of a type; void and functions count one byte as in GNU C. */
  public Expression of(Type type, Span span) {
    if (type.isVoid() || type instanceof Type.Function || Wrong.is(type)) {
      return constant(1, span);
    }
    if (type instanceof Type.Array array && array.isVariable()) {
      return array
          .computed()
          .<Expression>map(length -> read(bytesOf(length), span))
          .orElseGet(() -> constant(1, span));
    }
    if (!isKnown(type, span)) {
      return Wrong.expression(span);
    }
    return constant(type.size(), span);
  }

  /** Reports a type without a size. */
  public boolean isKnown(Type type, Span span) {
    if (type.isComplete() && !(type instanceof Type.Function)) {
      return true;
    }
    diagnostics.error(span, Message.of("cc.type.incomplete", code("type", TypeText.of(type))));
    return false;
  }

  private static Expression read(Variable variable, Span span) {
    return new Read(new VariablePlace(variable, span), IntegerType.UNSIGNED_INT, span);
  }

  private static Expression constant(int value, Span span) {
    return new Constant(value, IntegerType.UNSIGNED_INT, span);
  }
}
