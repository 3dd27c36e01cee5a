package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Global;
import cloister.cc.check.scope.Named;
import cloister.cc.check.scope.Scope;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Declarator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Program;
import cloister.cc.tree.Program.Reference;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Function;
import cloister.cc.tree.Symbol.FunctionTraits;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Compatibility;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declarations and definitions of functions (C11 6.7.4, 6.9.1). */
final class Functions {
  private final Unit unit;
  private final List<Program.Definition> definitions = new ArrayList<>();

  /** GNU's {@code extern inline}, in whose place a definition may come. */
  private final List<Function> replaceable = new ArrayList<>();

  Functions(Unit unit) {
    this.unit = unit;
  }

  List<Program.Definition> definitions() {
    return List.copyOf(definitions);
  }

  /** A declaration without a body. */
  void declare(Objects.Declaration declaration) {
    if (declaration.initializer().isPresent()) {
      unit.error(declaration.span(), "cc.type.initial.function", code("name", declaration.name()));
    }
    boolean internal = declaration.base().storage() == Specifying.Storage.STATIC;
    if (internal && !unit.scope.isFile()) {
      unit.error(declaration.span(), "cc.type.function.block", code("name", declaration.name()));
    }
    declared(declaration, (Type.Function) declaration.type().type(), false);
  }

  /** A function that is called without being declared has a result of the type {@code int}. */
  Function implicit(String name, Span span) {
    Optional<Global> known = unit.globals.find(name);
    if (known.isPresent() && known.get().symbol() instanceof Function function) {
      return function;
    }
    Type.Function type = new Type.Function(IntegerType.INT, List.of(), false, false);
    Global global = unit.globals.function(name, type, false, span);
    global.makeImplicit();
    return (Function) global.symbol();
  }

  private Global declared(Objects.Declaration declaration, Type.Function type, boolean definition) {
    boolean internal =
        declaration.base().storage() == Specifying.Storage.STATIC && unit.scope.isFile();
    Global global = unit.globals.function(declaration.name(), type, internal, declaration.span());
    Function function = (Function) global.symbol();
    declaration.assemblerName().ifPresent(function::assemblerName);
    unit.cleanups.ignore(declaration.cleanup());
    boolean first = function.traits() == FunctionTraits.NONE;
    function.traits(traits(declaration, function, first, definition));
    attributes(declaration.attributes(), global);
    attributes(declaration.base().attributes(), global);
    unit.variables.bind(declaration.name(), new Named.Routine(function), declaration.span());
    for (Attributes.Found found :
        List.of(declaration.attributes(), declaration.base().attributes())) {
      if (found.constructor) {
        list(function, ".init_array" + found.priority, declaration.span());
      }
      if (found.destructor) {
        list(function, ".fini_array" + found.priority, declaration.span());
      }
    }
    return global;
  }

  private static void attributes(Attributes.Found found, Global global) {
    if (found.weak) {
      global.makeWeak();
    }
    if (found.used || found.unused || found.constructor || found.destructor) {
      global.keepAlways();
    }
    if (!found.alias.isEmpty()) {
      global.aliasOf(found.alias);
    }
    found.format.ifPresent(global::format);
    found.deprecated.ifPresent(global::deprecate);
    found.forbidden.ifPresent(global::forbid);
  }

  /**
   * What is said in one declaration holds for all; the external definition of 6.7.4 too. Whether
   * GNU's {@code extern inline} gives none is a matter of the definition.
   */
  private FunctionTraits traits(
      Objects.Declaration declaration, Function function, boolean first, boolean definition) {
    FunctionTraits old = function.traits();
    Attributes.Found own = declaration.attributes();
    Attributes.Found base = declaration.base().attributes();
    Specifying.Storage storage = declaration.base().storage();
    boolean inline = declaration.base().inline();
    boolean gnu = own.gnuInline || base.gnuInline || unit.dialect.gnuInline();
    boolean external = storage == Specifying.Storage.EXTERN;
    boolean stays = !definition && old.inlineOnly() && replaceable.contains(function);
    boolean only = inline && storage != Specifying.Storage.STATIC && external == gnu;
    String section = declaration.section();
    return new FunctionTraits(
        old.noreturn() || own.noreturn || base.noreturn,
        old.naked() || own.naked || base.naked,
        old.inline() || inline,
        only && (gnu || first || old.inlineOnly()) || stays,
        old.alwaysInline() || own.alwaysInline || base.alwaysInline,
        old.noInline() || own.noInline || base.noInline,
        old.weak() || own.weak || base.weak,
        old.used() || own.used || base.used || own.constructor || base.constructor,
        old.returnsTwice() || own.returnsTwice || base.returnsTwice,
        section.isEmpty() ? old.section() : section,
        Math.max(old.alignment(), declaration.alignment()));
  }

  /** Lists a function among those that run before or after {@code main}. */
  private void list(Function function, String section, Span span) {
    Type pointer = new Type.Pointer(Qualified.plain(function.type()));
    Variable entry = unit.objects.anonymous(Qualified.plain(pointer), span);
    unit.objects.define(
        entry,
        new byte[4],
        List.of(new Reference(0, function.assemblerName(), 0)),
        new StaticObjects.Traits(4, section, false, false));
  }

  /** A definition. */
  void define(Declaration.Function written) {
    Specifying.Base base = unit.specifying.base(written.specifiers(), false);
    Declarators.Declared declared = unit.declarators.declared(base.type(), written.declarator());
    Attributes.Found attributes = unit.attributes.read(written.attributes());
    String name = declared.name().orElse("");
    Qualified whole = unit.conventions.apply(declared.type(), base.attributes(), attributes);
    if (!(whole.type() instanceof Type.Function type) || declared.prototype().isEmpty()) {
      if (!Wrong.within(declared.type().type())) {
        unit.error(written.span(), "cc.type.function.declarator", code("name", name));
      }
      return;
    }
    Objects.Declaration declaration =
        new Objects.Declaration(
            name, whole, declared.span(), base, attributes, Optional.empty(), Optional.empty());
    if (base.storage() == Specifying.Storage.TYPEDEF) {
      unit.error(written.span(), "cc.type.function.typedef");
    }
    unit.specifying.checkAlignas(base, declared.type(), false, declared.span());
    unit.declarators.requireLengths(declared.prototype().get().written());
    Global global = declared(declaration, known(name, type, declared.prototype().get()), true);
    boolean again = ((Function) global.symbol()).traits().inlineOnly();
    if (global.defined() && !again && replaceable.remove(global.symbol())) {
      definitions.removeIf(one -> one.function() == global.symbol());
    } else if (global.defined()) {
      unit.error(declared.span(), "cc.type.redefined", code("name", name));
      unit.note(global.span(), "cc.type.note.previous", code("name", name));
    }
    global.define(declared.span());
    Function function = (Function) global.symbol();
    boolean gnu = attributes.gnuInline || base.attributes().gnuInline || unit.dialect.gnuInline();
    if (function.traits().inlineOnly() && gnu) {
      replaceable.add(function);
    }
    if (!type.result().isVoid() && !type.result().isComplete()) {
      unit.error(
          written.span(), "cc.type.function.incomplete", code("type", TypeText.of(type.result())));
    }
    body(written, declared.prototype().get(), function);
  }

  /** GNU lets a prototype say how an old-style definition is called, even with narrow types. */
  private Type.Function known(String name, Type.Function type, Declarators.Prototype prototype) {
    int names = prototype.written().names().size();
    return unit.globals
        .find(name)
        .filter(global -> names > 0 && global.symbol() instanceof Function)
        .map(global -> ((Function) global.symbol()).type())
        .filter(
            before ->
                before.prototype()
                    && !before.variadic()
                    && before.parameters().size() == names
                    && before.convention().equals(type.convention())
                    && Compatibility.compatible(before.result(), type.result()))
        .orElse(type);
  }

  private void body(
      Declaration.Function written, Declarators.Prototype prototype, Function function) {
    Scope outer = unit.scope;
    Body body = new Body(unit, function);
    unit.body = Optional.of(body);
    unit.scope = prototype.scope();
    body.openBlock();
    List<Statement> start = new ArrayList<>();
    List<Variable> parameters =
        prototype.written().names().isEmpty()
            ? prototype.parameters()
            : oldStyle(written, prototype, start, function.type());
    for (int i = 0; i < parameters.size(); i++) {
      checkParameter(parameters.get(i));
      List<Declarator.Parameter> declarators = prototype.written().parameters();
      if (i < declarators.size() && declarators.get(i).specifiers().has("register")) {
        body.addRegister(parameters.get(i));
      }
    }
    for (Unit.Length length : prototype.lengths()) {
      body.addVariable(length.variable().variable());
      start.add(new Statement.Evaluate(length.store(written.span()), written.span()));
    }
    Statement.Block block = unit.blocks.body(written.body(), start, function);
    body.labels.finish();
    unit.body = Optional.empty();
    unit.scope = outer;
    definitions.add(body.definition(parameters, block, written.span()));
  }

  private void checkParameter(Variable parameter) {
    Type type = parameter.type().type();
    if (!type.isComplete()) {
      unit.error(
          parameter.span(),
          "cc.type.parameter.incomplete",
          code("name", parameter.name()),
          code("type", TypeText.of(type)));
    }
  }

  /** The parameters of a definition that lists mere names, {@code int} unless declared. */
  private List<Variable> oldStyle(
      Declaration.Function written,
      Declarators.Prototype prototype,
      List<Statement> start,
      Type.Function known) {
    List<OldParameter> declared = new ArrayList<>();
    for (Declaration.Plain plain : written.oldStyle()) {
      Specifying.Base base = unit.specifying.base(plain.specifiers(), false);
      for (Declaration.Declared one : plain.declared()) {
        Declarators.Declared found = unit.declarators.parameter(base.type(), one.declarator());
        Qualified type = Declarators.adjusted(found.type(), one.declarator());
        one.initializer().ifPresent(value -> unit.error(value.span(), "cc.type.parameter.initial"));
        declared.add(new OldParameter(found.name().orElse(""), type, found.span()));
      }
    }
    List<Variable> parameters = new ArrayList<>();
    for (var name : prototype.written().names()) {
      String text = name.name().orElse("");
      Qualified type = Qualified.plain(IntegerType.INT);
      for (OldParameter one : declared) {
        type = one.name().equals(text) ? one.type() : type;
      }
      int number = parameters.size();
      Optional<Qualified> narrow =
          known.prototype() && number < known.parameters().size()
              ? Optional.of(known.parameters().get(number)).filter(Functions::isNarrow)
              : Optional.empty();
      if (narrow.isPresent() && !Compatibility.compatible(narrow.get().type(), type.type())) {
        unit.error(
            name.span(),
            "cc.type.parameter.prototype",
            code("name", text),
            code("type", TypeText.of(type)),
            code("before", TypeText.of(narrow.get())));
      }
      parameters.add(oldParameter(text, type, narrow.isEmpty(), name.span(), start));
    }
    for (OldParameter one : declared) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(one.name()))) {
        unit.error(one.span(), "cc.type.parameter.unlisted", code("name", one.name()));
      }
    }
    return parameters;
  }

  private record OldParameter(String name, Qualified type, Span span) {}

  /** True for what the default argument promotions change (6.5.2.2, paragraph 6). */
  private static boolean isNarrow(Qualified type) {
    return type.type() == Floating.FLOAT
        || type.type() instanceof IntegerType integer && integer.size() < 4;
  }

  /**
   * A {@code float} arrives as the {@code double} that it was promoted to.
   *
   * @param promoted false where a prototype says that it is not
   */
  private Variable oldParameter(
      String name, Qualified type, boolean promoted, Span span, List<Statement> start) {
    if (type.type() != Floating.FLOAT || !promoted) {
      Variable parameter = new Variable(name, type, Storage.PARAMETER, span);
      unit.declarators.declare(name, parameter);
      return parameter;
    }
    Variable wide = new Variable(name, Qualified.plain(Floating.DOUBLE), Storage.PARAMETER, span);
    Variable narrow = new Variable(name, type, Storage.AUTOMATIC, span);
    unit.declarators.declare(name, narrow);
    unit.body.orElseThrow().addVariable(narrow);
    Expression value =
        unit.folder.convert(unit.operands.value(Operands.of(wide, span)), Floating.FLOAT, span);
    Statement.Store store =
        new Statement.Store(0, Qualified.plain(Floating.FLOAT), Optional.empty(), value);
    start.add(
        new Statement.Define(
            narrow, List.of(store), false, Optional.empty(), Optional.empty(), span));
    return wide;
  }

  /** Reports static functions that nobody calls, and those that were never defined. */
  void reportUnused() {
    for (Global global : unit.globals.all()) {
      if (!(global.symbol() instanceof Function function) || !function.internal()) {
        continue;
      }
      if (global.defined() && !global.used() && !global.keep() && !function.traits().inline()) {
        unit.warn(global.span(), "cc.type.unused.function", code("name", function.name()));
      } else if (!global.defined() && global.used() && global.alias().isEmpty()) {
        unit.warn(global.span(), "cc.type.undefined.static", code("name", function.name()));
      }
    }
  }
}
