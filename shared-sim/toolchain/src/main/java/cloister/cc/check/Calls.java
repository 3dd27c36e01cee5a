package cloister.cc.check;

import static cloister.message.Argument.code;
import static cloister.message.Argument.decimal;

import cloister.asm.report.Span;
import cloister.cc.check.format.FormatChecker;
import cloister.cc.check.operand.Conversions;
import cloister.cc.check.operand.Goal;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Format;
import cloister.cc.check.scope.Global;
import cloister.cc.check.scope.Named;
import cloister.cc.lex.StringConstant;
import cloister.cc.syntax.Expression;
import cloister.cc.tree.Expression.Call;
import cloister.cc.tree.Expression.FunctionAddress;
import cloister.cc.tree.Expression.LiteralPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Statement.Store;
import cloister.cc.tree.Symbol;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Compatibility;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls (C11 6.5.2.2). */
final class Calls {
  private final Unit unit;

  Calls(Unit unit) {
    this.unit = unit;
  }

  cloister.cc.tree.Expression call(Expression.Call written) {
    if (written.function() instanceof Expression.Identifier name
        && unit.scope.find(name.name()).isEmpty()) {
      return unit.builtins.isOne(name.name())
          ? unit.builtins.call(name.name(), written)
          : undeclared(name, written);
    }
    if (written.function() instanceof Expression.Identifier name && isAlloca(name.name())) {
      return unit.builtins.call("__builtin_alloca", written);
    }
    cloister.cc.tree.Expression function = unit.expressions.value(written.function());
    return call(function, written.arguments(), written.span());
  }

  /** No function can do this for its caller, so GNU's compilers know what is declared like it. */
  private boolean isAlloca(String name) {
    return name.equals("alloca")
        && unit.scope.find(name).map(Binding::meaning).orElse(null)
            instanceof Named.Routine(Symbol.Function function)
        && !function.internal()
        && function.type().result().isPointer()
        && function.type().parameters().size() <= 1
        && unit.globals.find(name).filter(global -> !global.defined()).isPresent();
  }

  /** A call before any declaration, which C had until C99. */
  private cloister.cc.tree.Expression undeclared(
      Expression.Identifier name, Expression.Call written) {
    if (unit.builtins.isLibrary(name.name())) {
      warnOfLibrary(name);
      return unit.builtins.call("__builtin_" + name.name(), written);
    }
    boolean again = unit.globals.find(name.name()).filter(Global::implicit).isPresent();
    if (!again && !reportUndeclared(name)) {
      written.arguments().forEach(unit.expressions::value);
      return Wrong.expression(name.span());
    }
    Symbol.Function function = unit.functions.implicit(name.name(), name.span());
    cloister.cc.tree.Expression address =
        unit.operands.value(unit.expressions.routine(function, name.span()));
    return call(address, written.arguments(), written.span());
  }

  private void warnOfLibrary(Expression.Identifier name) {
    Optional<String> header = StandardHeaders.of(name.name());
    if (header.isPresent()) {
      unit.warn(
          name.span(),
          "cc.type.call.library.header",
          code("name", name.name()),
          code("include", header.get()));
    } else {
      unit.warn(name.span(), "cc.type.call.library", code("name", name.name()));
    }
  }

  /** Once a function; the answer says whether the call passes. */
  private boolean reportUndeclared(Expression.Identifier name) {
    if (unit.body.isPresent() && !unit.body.get().isNewlyUndeclared(name.name())) {
      return false;
    }
    Span span = name.span();
    Optional<String> header = StandardHeaders.of(name.name());
    if (header.isPresent()) {
      return unit.permit(
          span,
          "cc.type.call.undeclared.header",
          code("name", name.name()),
          code("include", header.get()));
    }
    Optional<String> near = unit.near(name.name(), unit.scope::visible);
    return near.isPresent()
        ? unit.permit(
            span,
            "cc.type.call.undeclared.near",
            code("name", name.name()),
            code("near", near.get()))
        : unit.permit(span, "cc.type.call.undeclared", code("name", name.name()));
  }

  /** Calls a function with arguments as written. */
  cloister.cc.tree.Expression call(
      cloister.cc.tree.Expression function, List<Expression> written, Span span) {
    List<cloister.cc.tree.Expression> values = new ArrayList<>();
    written.forEach(argument -> values.add(unit.expressions.value(argument)));
    return call(function, values, written, span);
  }

  /** Calls a function with arguments that have been checked. */
  cloister.cc.tree.Expression call(
      cloister.cc.tree.Expression function,
      List<cloister.cc.tree.Expression> values,
      List<Expression> written,
      Span span) {
    if (Wrong.within(function.type())) {
      return Wrong.expression(span);
    }
    if (!(function.type() instanceof Type.Pointer(Qualified target))
        || !(target.type() instanceof Type.Function type)) {
      unit.error(span, "cc.type.call.function", code("type", TypeText.of(function.type())));
      return Wrong.expression(span);
    }
    Optional<Global> global = global(function);
    List<cloister.cc.tree.Expression> arguments = arguments(type, values, function, span);
    global.flatMap(Global::format).ifPresent(format -> checkFormat(format, written, arguments));
    Type result = type.result();
    if (!result.isVoid() && !unit.sizes.isKnown(result, span)) {
      return Wrong.expression(span);
    }
    return new Call(function, arguments, result, span);
  }

  private Optional<Global> global(cloister.cc.tree.Expression function) {
    return function instanceof FunctionAddress address
        ? unit.globals.find(address.function().name())
        : Optional.empty();
  }

  private List<cloister.cc.tree.Expression> arguments(
      Type.Function type,
      List<cloister.cc.tree.Expression> values,
      cloister.cc.tree.Expression function,
      Span span) {
    List<cloister.cc.tree.Expression> converted = new ArrayList<>();
    List<Qualified> parameters = type.parameters();
    if (type.prototype() && !countFits(type, values.size(), function, span)) {
      return converted;
    }
    for (int i = 0; i < values.size(); i++) {
      cloister.cc.tree.Expression value = values.get(i);
      if (type.prototype() && i < parameters.size()) {
        Goal goal = new Goal(goalName(function, i + 1), declaredAt(function));
        Type parameter = parameters.get(i).type();
        converted.add(
            inUnion(value, parameter)
                .orElseGet(() -> unit.conversions.assign(value, parameter, goal)));
      } else {
        converted.add(promoted(value));
      }
    }
    return converted;
  }

  /** For a parameter that is a transparent union, the union with the value in the member for it. */
  private Optional<cloister.cc.tree.Expression> inUnion(
      cloister.cc.tree.Expression value, Type parameter) {
    if (!(parameter instanceof RecordType union)
        || !union.isTransparent()
        || value.type().equals(union)
        || unit.body.isEmpty()) {
      return Optional.empty();
    }
    for (Field field : union.fields()) {
      Type type = field.type().type();
      if (takes(type, value)) {
        Variable variable =
            new Variable("", Qualified.plain(union), Storage.AUTOMATIC, value.span());
        unit.body.get().addVariable(variable);
        variable.takeAddress();
        cloister.cc.tree.Expression member = unit.conversions.convert(value, type);
        Store store = new Store(0, Qualified.plain(type), Optional.empty(), member);
        boolean zero = type.size() < union.size();
        Place place = new LiteralPlace(variable, List.of(store), zero, value.span());
        return Optional.of(new Read(place, union, value.span()));
      }
    }
    return Optional.empty();
  }

  private static boolean takes(Type member, cloister.cc.tree.Expression value) {
    if (Compatibility.compatible(member, value.type())) {
      return true;
    }
    return member instanceof Type.Pointer(Qualified to)
        && (Conversions.isNull(value)
            || value.type() instanceof Type.Pointer(Qualified from)
                && (to.type().isVoid()
                    || from.type().isVoid()
                    || Compatibility.compatible(to.type(), from.type())));
  }

  private cloister.cc.tree.Expression promoted(cloister.cc.tree.Expression value) {
    if (value.type().isVoid()) {
      unit.error(value.span(), "cc.type.void");
      return Wrong.expression(value.span());
    }
    return unit.conversions.promoteArgument(value);
  }

  private static Message goalName(cloister.cc.tree.Expression function, int number) {
    return function instanceof FunctionAddress address
        ? Message.of(
            "cc.type.goal.argument.of",
            decimal("number", number),
            code("function", address.function().name()))
        : Message.of("cc.type.goal.argument", decimal("number", number));
  }

  private static Optional<Span> declaredAt(cloister.cc.tree.Expression function) {
    return function instanceof FunctionAddress address
        ? Optional.of(address.function().span())
        : Optional.empty();
  }

  private boolean countFits(
      Type.Function type, int count, cloister.cc.tree.Expression function, Span span) {
    int wanted = type.parameters().size();
    if (count == wanted || type.variadic() && count > wanted) {
      return true;
    }
    String name =
        function instanceof FunctionAddress address
            ? address.function().name()
            : TypeText.of(function.type());
    String id =
        type.variadic()
            ? "cc.type.call.atleast"
            : wanted == 0 ? "cc.type.call.none" : "cc.type.call.count";
    unit.error(
        span, id, code("function", name), decimal("wanted", wanted), decimal("count", count));
    declaredAt(function).ifPresent(at -> unit.note(at, "cc.type.note.declared"));
    return false;
  }

  private void checkFormat(
      Format format, List<Expression> written, List<cloister.cc.tree.Expression> arguments) {
    int text = format.text() - 1;
    if (text < 0
        || text >= Math.min(written.size(), arguments.size())
        || !(written.get(text) instanceof Expression.StringLiteral literal)
        || format.first() == 0
        || format.first() - 1 > arguments.size()) {
      return;
    }
    StringBuilder characters = new StringBuilder();
    for (int one : StringConstant.read(literal.parts(), unit.diagnostics).units()) {
      characters.append((char) one);
    }
    List<cloister.cc.tree.Expression> rest =
        arguments.subList(format.first() - 1, arguments.size());
    boolean scan = format.style().equals("scanf");
    new FormatChecker(unit.diagnostics, scan, rest, literal.span()).check(characters.toString());
  }
}
