package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Named;
import cloister.cc.check.scope.Scope;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declarator;
import cloister.cc.syntax.Specifiers;
import cloister.cc.syntax.TypeSpecifier;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import cloister.cc.type.VariableLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarators (C11 6.7.6). */
final class Declarators {
  /** Types are walked by recursion, so they must not grow without end through typedefs. */
  private static final int MOST_LEVELS = 200;

  private static final int MOST_PARTS = 5000;

  private final Unit unit;

  /** How many lists of parameters are being read, one within the other. */
  private int prototypes;

  Declarators(Unit unit) {
    this.unit = unit;
  }

  /**
   * What a declarator declares.
   *
   * @param prototype the parameters, when it declares a function itself
   */
  record Declared(
      Optional<String> name, Qualified type, Span span, Optional<Prototype> prototype) {}

  /** Parameters with the scope that a body goes on with. */
  record Prototype(
      List<Variable> parameters,
      Scope scope,
      List<Unit.Length> lengths,
      Declarator.Function written) {}

  Declared declared(Qualified base, Declarator declarator) {
    return declared(base, declarator, false);
  }

  private Declared declared(Qualified base, Declarator declarator, boolean parameter) {
    Qualified type = base;
    Optional<Prototype> prototype = Optional.empty();
    List<Attribute> waiting = new ArrayList<>();
    Declarator at = declarator;
    while (true) {
      switch (at) {
        case Declarator.Name name -> {
          unit.conventions.apply(type, waiting);
          return new Declared(name.name(), bounded(type, name.span()), name.span(), prototype);
        }
        case Declarator.Pointer pointer -> {
          refuseAtomic(pointer.qualifiers(), pointer.span());
          if (pointer.qualifiers().contains("restrict") && type.type() instanceof Type.Function) {
            unit.error(pointer.span(), "cc.type.restrict");
          }
          type =
              Qualified.plain(new Type.Pointer(type))
                  .adding(
                      pointer.qualifiers().contains("const"),
                      pointer.qualifiers().contains("volatile"));
          List<Attribute> called = unit.attributes.read(pointer.attributes()).conventions;
          type = unit.conventions.apply(type, called, waiting);
          prototype = Optional.empty();
          at = pointer.inner();
        }
        case Declarator.Array array -> {
          refuseAtomic(array.qualifiers(), array.span());
          boolean outermost = parameter && array.inner() instanceof Declarator.Name;
          if (!array.qualifiers().isEmpty() && !outermost) {
            unit.error(array.span(), "cc.type.array.qualifiers");
          }
          type = Qualified.plain(array(type, array));
          prototype = Optional.empty();
          at = array.inner();
        }
        case Declarator.Function function -> {
          prototype = Optional.of(prototype(function));
          type = Qualified.plain(function(type, function, prototype.get()));
          type = unit.conventions.apply(type, waiting);
          waiting.clear();
          at = function.inner();
        }
        case Declarator.Called called -> {
          type = unit.conventions.apply(type, called.attributes(), waiting);
          at = called.inner();
        }
      }
    }
  }

  private void refuseAtomic(List<String> qualifiers, Span span) {
    if (qualifiers.contains(Specifying.ATOMIC)) {
      unit.error(span, "cc.type.unsupported", code("word", Specifying.ATOMIC));
    }
  }

  private Qualified bounded(Qualified type, Span span) {
    if (depth(type.type(), 0) > MOST_LEVELS || parts(type.type()) > MOST_PARTS) {
      unit.error(span, "cc.type.deep");
      return Qualified.plain(Wrong.TYPE);
    }
    return type;
  }

  private static int depth(Type type, int above) {
    return switch (type) {
      case Type.Pointer(Qualified target) -> depth(target.type(), above + 1);
      case Type.Array array -> depth(array.element().type(), above + 1);
      case Type.Function function -> {
        int most = depth(function.result(), above + 1);
        for (Qualified parameter : function.parameters()) {
          most = Math.max(most, depth(parameter.type(), above + 1));
        }
        yield most;
      }
      default -> above;
    };
  }

  private static int parts(Type type) {
    return switch (type) {
      case Type.Pointer(Qualified target) -> 1 + parts(target.type());
      case Type.Array array -> 1 + parts(array.element().type());
      case Type.Function function -> {
        int all = 1 + parts(function.result());
        for (Qualified parameter : function.parameters()) {
          all += parts(parameter.type());
        }
        yield all;
      }
      default -> 1;
    };
  }

  private Type array(Qualified element, Declarator.Array array) {
    if (Wrong.within(element.type())) {
      array.size().ifPresent(unit.expressions::value);
      return Wrong.TYPE;
    }
    boolean open =
        element.type() instanceof Type.Array inner && inner.length() == Type.Array.UNKNOWN;
    if (element.type() instanceof Type.Function || !element.type().isComplete() || open) {
      String text = TypeText.of(element);
      unit.error(array.span(), "cc.type.array.element", code("type", text));
      return Wrong.TYPE;
    }
    if (array.variable()) {
      if (prototypes == 0) {
        unit.error(array.span(), "cc.type.array.star");
      }
      return new Type.Array(element, Type.Array.VARIABLE);
    }
    return array.size().isPresent()
        ? sized(element, unit.expressions.value(array.size().get()))
        : new Type.Array(element, Type.Array.UNKNOWN);
  }

  private Type sized(Qualified element, Expression length) {
    if (Wrong.is(length.type())) {
      return Wrong.TYPE;
    }
    if (!length.type().isInteger()) {
      String type = TypeText.of(length.type());
      unit.error(length.span(), "cc.type.array.length", code("type", type));
      return Wrong.TYPE;
    }
    if (!(length instanceof Constant constant)) {
      return variable(element, length);
    }
    boolean signed = ((IntegerType) length.type()).isSigned();
    long count = constant.value();
    if (signed && count < 0) {
      unit.error(length.span(), "cc.type.array.negative");
      return Wrong.TYPE;
    }
    if (element.type().isVariable()) {
      return variable(element, length);
    }
    long size = element.type().size();
    if (count < 0 || count > Integer.MAX_VALUE || count * size > Integer.MAX_VALUE) {
      unit.error(length.span(), "cc.type.array.large");
      return Wrong.TYPE;
    }
    return new Type.Array(element, (int) count);
  }

  /** Its size in bytes is computed once, when the declaration is reached. */
  private Type variable(Qualified element, Expression length) {
    if (unit.scope.isFile()) {
      unit.error(length.span(), "cc.type.array.file");
      return Wrong.TYPE;
    }
    Span span = length.span();
    VariableLength computed = unit.sizes.newLength(span);
    Expression bytes =
        unit.folder.binary(
            Expression.BinaryOperator.MULTIPLY,
            unit.conversions.convert(length, IntegerType.UNSIGNED_INT),
            unit.sizes.of(element.type(), span),
            IntegerType.UNSIGNED_INT,
            span);
    VariablePlace place = new VariablePlace(unit.sizes.bytesOf(computed), span);
    unit.addLength(new Unit.Length(place, bytes));
    return new Type.Array(element, Type.Array.VARIABLE, Optional.of(computed));
  }

  private Type function(Qualified result, Declarator.Function written, Prototype prototype) {
    if (Wrong.within(result.type())) {
      return Wrong.TYPE;
    }
    if (result.type() instanceof Type.Array || result.type() instanceof Type.Function) {
      unit.error(written.span(), "cc.type.function.result", code("type", TypeText.of(result)));
      return Wrong.TYPE;
    }
    List<Qualified> parameters = new ArrayList<>();
    prototype.parameters().forEach(parameter -> parameters.add(parameter.type()));
    return new Type.Function(
        result.type(),
        parameters,
        written.variadic(),
        written.prototype(),
        unit.dialect.ordinary());
  }

  private Prototype prototype(Declarator.Function written) {
    unit.open();
    prototypes++;
    List<Unit.Length> outer = unit.beginLengths();
    List<Variable> parameters = new ArrayList<>();
    if (!isVoidAlone(written)) {
      for (Declarator.Parameter parameter : written.parameters()) {
        parameters.add(parameter(parameter));
      }
    }
    Scope scope = unit.scope;
    prototypes--;
    unit.close();
    return new Prototype(parameters, scope, unit.endLengths(outer), written);
  }

  /** A definition's parameters have lengths (6.7.6.2, paragraph 4). */
  void requireLengths(Declarator.Function definition) {
    for (Declarator.Parameter parameter : definition.parameters()) {
      Declarator at = parameter.declarator();
      while (!(at instanceof Declarator.Name)) {
        if (at instanceof Declarator.Array array && array.variable()) {
          unit.error(array.span(), "cc.type.array.star");
        }
        at = inner(at);
      }
    }
  }

  private static Declarator inner(Declarator outer) {
    return switch (outer) {
      case Declarator.Name name -> name;
      case Declarator.Pointer pointer -> pointer.inner();
      case Declarator.Array array -> array.inner();
      case Declarator.Function function -> function.inner();
      case Declarator.Called called -> called.inner();
    };
  }

  private boolean isVoidAlone(Declarator.Function written) {
    if (written.parameters().size() != 1 || written.variadic()) {
      return false;
    }
    Declarator.Parameter only = written.parameters().getFirst();
    if (!(only.declarator() instanceof Declarator.Name name) || name.name().isPresent()) {
      return false;
    }
    Specifiers specifiers = only.specifiers();
    return specifiers.type().isEmpty()
        ? specifiers.has("void") && specifiers.words().size() == 1
        : specifiers.words().isEmpty()
            && specifiers.type().getFirst() instanceof TypeSpecifier.TypedefName type
            && unit.scope.find(type.name()).map(Binding::meaning).orElse(null)
                instanceof Named.Typedef(Qualified named, int _)
            && named.equals(Qualified.plain(new Type.Void()));
  }

  private Variable parameter(Declarator.Parameter written) {
    Specifying.Base base = unit.specifying.base(written.specifiers(), false);
    if (base.storage() != Specifying.Storage.NONE
        && base.storage() != Specifying.Storage.REGISTER) {
      unit.error(written.specifiers().span(), "cc.type.parameter.storage");
    }
    Declared declared = declared(base.type(), written.declarator(), true);
    unit.specifying.checkAlignas(base, declared.type(), false, declared.span());
    Attributes.Found attributes = unit.attributes.read(written.attributes());
    Qualified type = adjusted(Specifying.moded(declared.type(), attributes), written.declarator());
    type = unit.conventions.apply(type, base.attributes(), attributes);
    if (type.type().isVoid()) {
      unit.error(declared.span(), "cc.type.parameter.void");
      type = Qualified.plain(Wrong.TYPE);
    }
    unit.cleanups.ignore(attributes.cleanup.or(() -> base.attributes().cleanup));
    Variable variable =
        new Variable(declared.name().orElse(""), type, Storage.PARAMETER, declared.span());
    if (type.isVolatile()) {
      variable.takeAddress();
    }
    if (declared.type().type() instanceof Type.Array) {
      unit.slips.arrayParameter(variable);
    }
    declared.name().ifPresent(name -> declare(name, variable));
    return variable;
  }

  /** A parameter that stands behind the parentheses of an old-style definition. */
  Declared parameter(Qualified base, Declarator declarator) {
    return declared(base, declarator, true);
  }

  /** Gives a parameter its name in the current scope. */
  void declare(String name, Variable variable) {
    Optional<Binding> before = unit.scope.here(name);
    if (before.isPresent()) {
      unit.error(variable.span(), "cc.type.redefined", code("name", name));
      unit.note(before.get().span(), "cc.type.note.previous", code("name", name));
    }
    unit.scope.declare(new Binding(name, new Named.Thing(variable), variable.span()));
  }

  /** Arrays and functions become pointers (6.7.6.3, paragraphs 7 and 8). */
  static Qualified adjusted(Qualified type, Declarator declarator) {
    if (type.type() instanceof Type.Array array) {
      List<String> qualifiers =
          declarator instanceof Declarator.Array written ? written.qualifiers() : List.of();
      return Qualified.plain(new Type.Pointer(array.element()))
          .adding(qualifiers.contains("const"), qualifiers.contains("volatile"));
    }
    return type.type() instanceof Type.Function ? Qualified.plain(new Type.Pointer(type)) : type;
  }
}
