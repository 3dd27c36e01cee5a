package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.constant.Folder;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Global;
import cloister.cc.check.scope.Named;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.FunctionAddress;
import cloister.cc.tree.Symbol;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.Optional;

/** Expressions (C11 6.5). */
final class Expressions {
  private final Unit unit;

  Expressions(Unit unit) {
    this.unit = unit;
  }

  /** The value of an expression. */
  cloister.cc.tree.Expression value(Expression written) {
    return unit.operands.value(operand(written));
  }

  /** A value; without warnings where it is never asked for. */
  private cloister.cc.tree.Expression value(Expression written, boolean dead) {
    if (!dead) {
      return value(written);
    }
    unit.diagnostics.hush();
    cloister.cc.tree.Expression value = value(written);
    unit.diagnostics.speak();
    return value;
  }

  /** A value that is tested against zero. */
  cloister.cc.tree.Expression condition(Expression written) {
    unit.slips.tested(written);
    return unit.conversions.condition(value(written));
  }

  /** What an expression stands for, before it becomes a value. */
  Operand operand(Expression written) {
    return switch (written) {
      case Expression.Identifier identifier -> identifier(identifier);
      case Expression.Number number -> unit.literals.number(number);
      case Expression.Character character -> unit.literals.character(character);
      case Expression.StringLiteral literal -> unit.literals.string(literal);
      case Expression.Member member -> unit.accesses.member(member);
      case Expression.Index index -> unit.accesses.index(index);
      case Expression.Prefix prefix -> prefix(prefix);
      case Expression.Choose choose -> unit.queries.choose(choose);
      case Expression.Generic generic -> unit.queries.generic(generic);
      case Expression.CompoundLiteral literal -> unit.variables.compoundLiteral(literal);
      case Expression.Wrong wrong -> Wrong.operand(wrong.span());
      default -> new Operand.Value(plain(written));
    };
  }

  /** The expressions that are only values. */
  private cloister.cc.tree.Expression plain(Expression written) {
    return switch (written) {
      case Expression.Call call -> unit.calls.call(call);
      case Expression.Postfix postfix ->
          unit.assignments.step(postfix.operator(), postfix.operand(), false, postfix.span());
      case Expression.SizeOfExpression size -> unit.queries.size(size);
      case Expression.SizeOfType size -> unit.queries.size(size);
      case Expression.Cast cast -> unit.assignments.cast(cast);
      case Expression.Binary binary -> binary(binary);
      case Expression.Assign assign -> unit.assignments.assign(assign);
      case Expression.Conditional conditional -> conditional(conditional);
      case Expression.Comma comma -> comma(comma);
      case Expression.StatementExpression statement -> unit.blocks.value(statement);
      case Expression.LabelAddress label -> labelAddress(label);
      case Expression.VariableArgument argument -> unit.builtins.variableArgument(argument);
      case Expression.OffsetOf offset -> unit.queries.offset(offset);
      case Expression.TypesCompatible types -> unit.queries.compatible(types);
      default -> throw new IllegalStateException("expression " + written.getClass());
    };
  }

  private Operand identifier(Expression.Identifier identifier) {
    String name = identifier.name();
    Span span = identifier.span();
    Optional<Binding> found = unit.scope.find(name);
    if (found.isEmpty()) {
      return isFunctionName(name) && unit.body.isPresent()
          ? unit.literals.functionName(unit.body.get().function().name(), span)
          : undeclared(name, span);
    }
    found.get().use();
    return switch (found.get().meaning()) {
      case Named.Thing(Symbol.Variable variable) -> {
        useGlobal(variable, span);
        yield Wrong.is(variable.type().type()) ? Wrong.operand(span) : Operands.of(variable, span);
      }
      case Named.Routine(Symbol.Function function) -> routine(function, span);
      case Named.Enumerator(long value, IntegerType type) ->
          new Operand.Value(new Constant(value, type, span));
      case Named.Typedef typedef -> {
        unit.error(span, "cc.type.expression.type", code("name", name));
        yield Wrong.operand(span);
      }
    };
  }

  private static boolean isFunctionName(String name) {
    return name.equals("__func__")
        || name.equals("__FUNCTION__")
        || name.equals("__PRETTY_FUNCTION__");
  }

  /** A function by its name. */
  Operand routine(Symbol.Function function, Span span) {
    useGlobal(function, span);
    Type type = new Type.Pointer(Qualified.plain(function.type()));
    return new Operand.Routine(new FunctionAddress(function, type, span), function.type());
  }

  private void useGlobal(Symbol symbol, Span span) {
    Optional<Global> global =
        unit.globals.find(symbol.name()).filter(found -> found.symbol() == symbol);
    if (global.isEmpty()) {
      return;
    }
    boolean itself = unit.body.isPresent() && unit.body.get().function() == global.get().symbol();
    if (!itself) {
      global.get().use();
    }
    global.get().deprecated().ifPresent(text -> deprecated(symbol.name(), text, span));
  }

  private void deprecated(String name, String text, Span span) {
    if (text.isEmpty()) {
      unit.warn(span, "cc.type.deprecated", code("name", name));
    } else {
      unit.warn(span, "cc.type.deprecated.text", code("name", name), code("text", text));
    }
  }

  private Operand undeclared(String name, Span span) {
    if (unit.body.isEmpty() || unit.body.get().isNewlyUndeclared(name)) {
      Optional<String> header = StandardHeaders.of(name);
      Optional<String> near = unit.near(name, unit.scope::visible);
      if (header.isPresent()) {
        unit.error(
            span, "cc.type.undeclared.header", code("name", name), code("include", header.get()));
      } else if (near.isPresent()) {
        unit.error(span, "cc.type.undeclared.near", code("name", name), code("near", near.get()));
      } else {
        unit.error(span, "cc.type.undeclared", code("name", name));
      }
    }
    return Wrong.operand(span);
  }

  private Operand prefix(Expression.Prefix prefix) {
    Span span = prefix.span();
    return switch (prefix.operator()) {
      case "&" -> new Operand.Value(unit.accesses.address(prefix));
      case "*" -> unit.accesses.indirect(value(prefix.operand()), span);
      case "++", "--" ->
          new Operand.Value(unit.assignments.step(prefix.operator(), prefix.operand(), true, span));
      case "+", "-", "~", "!" ->
          new Operand.Value(
              unit.arithmetic.unary(prefix.operator(), value(prefix.operand()), span));
      case "__extension__" -> operand(prefix.operand());
      default -> {
        unit.error(span, "cc.type.unsupported", code("word", prefix.operator()));
        yield Wrong.operand(span);
      }
    };
  }

  private cloister.cc.tree.Expression binary(Expression.Binary binary) {
    cloister.cc.tree.Expression left = value(binary.left());
    boolean stops = binary.operator().equals("||");
    boolean logical = stops || binary.operator().equals("&&");
    boolean dead = logical && Folder.truth(left).filter(truth -> truth == stops).isPresent();
    cloister.cc.tree.Expression right = value(binary.right(), dead);
    unit.slips.binary(binary, left, right);
    return unit.arithmetic.binary(binary.operator(), left, right, binary.span());
  }

  private cloister.cc.tree.Expression conditional(Expression.Conditional written) {
    cloister.cc.tree.Expression condition = unit.conversions.condition(value(written.condition()));
    if (written.then().isEmpty()) {
      return unit.choice.elvis(condition, value(written.otherwise()), written.span());
    }
    Optional<Boolean> truth = Folder.truth(condition);
    cloister.cc.tree.Expression then = value(written.then().get(), !truth.orElse(true));
    cloister.cc.tree.Expression otherwise = value(written.otherwise(), truth.orElse(false));
    return unit.choice.make(condition, then, otherwise, written.span());
  }

  private cloister.cc.tree.Expression comma(Expression.Comma comma) {
    cloister.cc.tree.Expression left = value(comma.left());
    cloister.cc.tree.Expression right = value(comma.right());
    return new Comma(left, right, right.type(), comma.span());
  }

  private cloister.cc.tree.Expression labelAddress(Expression.LabelAddress written) {
    if (unit.body.isEmpty()) {
      unit.error(written.span(), "cc.type.label.outside");
      return Wrong.expression(written.span());
    }
    Type type = new Type.Pointer(Qualified.plain(new Type.Void()));
    return new cloister.cc.tree.Expression.LabelAddress(
        unit.body.get().labels.address(written.label(), written.span()), type, written.span());
  }
}
