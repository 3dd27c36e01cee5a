package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.initial.Initial;
import cloister.cc.check.initial.Initialization;
import cloister.cc.check.initial.StaticImage;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.check.scope.Binding;
import cloister.cc.check.scope.Global;
import cloister.cc.check.scope.Named;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.LiteralPlace;
import cloister.cc.tree.Expression.Read;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Statement.Store;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Field;
import cloister.cc.type.Qualified;
import cloister.cc.type.RecordType;
import cloister.cc.type.Type;
import cloister.cc.type.TypeText;
import java.util.List;
import java.util.Optional;

/** Objects: global, local and without a name (C11 6.2.4, 6.7.9, 6.9.2). */
final class Objects {
  /** From so many constant stores on, copying a static image is shorter. */
  private static final int COPY = 16;

  private final Unit unit;

  Objects(Unit unit) {
    this.unit = unit;
  }

  /** A declaration of an object, put together. */
  record Declaration(
      String name,
      Qualified type,
      Span span,
      Specifying.Base base,
      Attributes.Found attributes,
      Optional<String> assemblerName,
      Optional<Initializer> initializer) {
    Declaration withoutInitializer() {
      return new Declaration(name, type, span, base, attributes, assemblerName, Optional.empty());
    }

    int alignment() {
      return Math.max(asked(), base.typeAlignment(type));
    }

    private int asked() {
      return Math.max(base.alignment(), attributes.alignment);
    }

    Optional<Attribute> cleanup() {
      return attributes.cleanup.or(() -> base.attributes().cleanup);
    }

    /** Of a type's name: what is asked for here takes the place of what its own type's name has. */
    int typedefAlignment() {
      return asked() > 0 ? asked() : base.typeAlignment(type);
    }

    boolean isUnused() {
      return cleanup().isPresent()
          || attributes.unused
          || base.attributes().unused
          || attributes.used;
    }

    boolean isWeak() {
      return attributes.weak || base.attributes().weak;
    }

    String section() {
      return attributes.section.isEmpty() ? base.attributes().section : attributes.section;
    }
  }

  /** An object at file scope, or one that a block declares {@code extern}. */
  void external(Declaration declaration) {
    boolean internal = declaration.base().storage() == Specifying.Storage.STATIC;
    boolean mere = declaration.base().storage() == Specifying.Storage.EXTERN;
    Storage storage = internal ? Storage.STATIC : Storage.EXTERNAL;
    String name = declaration.name();
    Span span = declaration.span();
    if (declaration.type().type().isVoid() && !mere) {
      unit.error(span, "cc.type.variable.void", code("name", name));
      return;
    }
    Global global =
        unit.globals.object(name, declaration.type(), storage, !internal && !mere, span);
    Variable variable = (Variable) global.symbol();
    variable.align(declaration.alignment());
    declaration.assemblerName().ifPresent(variable::assemblerName);
    traits(declaration, global);
    bind(name, new Named.Thing(variable), span);
    unit.cleanups.ignore(declaration.cleanup());
    if (declaration.initializer().isPresent()) {
      define(declaration, global, variable);
    } else if (!mere) {
      global.makeTentative();
    }
  }

  private static void traits(Declaration declaration, Global global) {
    if (declaration.isWeak()) {
      global.makeWeak();
    }
    if (declaration.isUnused()) {
      global.keepAlways();
    }
    if (!declaration.section().isEmpty()) {
      global.placeIn(declaration.section());
    }
    if (!declaration.attributes().alias.isEmpty()) {
      global.aliasOf(declaration.attributes().alias);
    }
    declaration.attributes().deprecated.ifPresent(global::deprecate);
  }

  private void define(Declaration declaration, Global global, Variable variable) {
    if (global.defined()) {
      unit.error(declaration.span(), "cc.type.redefined", code("name", declaration.name()));
      unit.note(global.span(), "cc.type.note.previous", code("name", declaration.name()));
    }
    global.define(declaration.span());
    Qualified type = variable.type();
    Initial initial = initial(type, declaration.initializer().get(), true, declaration.span());
    variable.refine(initial.type());
    know(variable, initial, isReadOnly(variable));
    emit(variable, initial, global.section(), global.weak());
  }

  private static void know(Variable variable, Initial initial, boolean lasting) {
    if (lasting && initial.type().type().isArithmetic() && initial.stores().size() == 1) {
      cloister.cc.tree.Expression value = initial.stores().getFirst().value();
      if (value instanceof Constant || value instanceof RealConstant) {
        variable.know(value);
      }
    }
  }

  private void emit(Variable variable, Initial initial, String section, boolean weak) {
    StaticImage image = StaticImage.of(initial, unit.folder.reals(), unit.diagnostics);
    StaticObjects.Traits traits =
        new StaticObjects.Traits(initial.size(), section, isReadOnly(variable), weak);
    unit.objects.define(variable, image.bytes(), image.references(), traits);
  }

  private static boolean isReadOnly(Variable variable) {
    return variable.type().isConstThroughout() && !variable.type().isVolatileThroughout();
  }

  /** Goes through an initializer; without a complete type, there is nothing to fill. */
  private Initial initial(Qualified type, Initializer initializer, boolean isStatic, Span span) {
    int before = unit.diagnostics.errors();
    Initial initial = checked(type, initializer, isStatic, span);
    boolean hole =
        initializer instanceof Initializer.Single single
            && single.value() instanceof Expression.Wrong;
    if (unit.diagnostics.errors() > before || hole) {
      useAll(span);
    }
    return initial;
  }

  /** Whoever made a mistake in a declaration did not mean it to be left out. */
  private void useAll(Span span) {
    for (Binding binding : unit.scope.bindings()) {
      if (binding.span().equals(span)) {
        binding.use();
      }
    }
  }

  private Initial checked(Qualified type, Initializer initializer, boolean isStatic, Span span) {
    boolean open = type.type() instanceof Type.Array array && array.length() == Type.Array.UNKNOWN;
    boolean fits = open || unit.sizes.isKnown(type.type(), span);
    if (type.type().isVariable()) {
      unit.error(initializer.span(), "cc.type.initial.variable");
      fits = false;
    }
    if (!fits || Wrong.within(type.type())) {
      return new Initial(Qualified.plain(Wrong.TYPE), List.of(), false, 4);
    }
    Initialization initialization =
        new Initialization(
            unit.diagnostics, unit.operands, unit.conversions, unit.expressions::operand, isStatic);
    if (!isStatic) {
      return initialization.run(type, initializer);
    }
    unit.operands.openInitializer();
    Initial initial = initialization.run(type, initializer);
    unit.operands.closeInitializer();
    return initial;
  }

  /** Gives a name its meaning in the current scope, unless it has another one there. */
  void bind(String name, Named meaning, Span span) {
    Optional<Binding> before = unit.scope.here(name);
    if (before.isPresent() && before.get().meaning().equals(meaning)) {
      return;
    }
    if (before.isPresent()) {
      unit.error(span, "cc.type.redefined", code("name", name));
      unit.note(before.get().span(), "cc.type.note.previous", code("name", name));
    }
    unit.scope.declare(new Binding(name, meaning, span));
  }

  /** At the end, what was declared without an initializer gets zeros (6.9.2, paragraph 2). */
  void defineTentative() {
    for (Global global : unit.globals.all()) {
      if (global.symbol() instanceof Variable variable
          && global.tentative()
          && global.alias().isEmpty()
          && !global.defined()) {
        Type type = variable.type().type();
        if (type instanceof Type.Array array && array.length() == Type.Array.UNKNOWN) {
          variable.refine(variable.type().with(new Type.Array(array.element(), 1)));
        }
        if (type.isVariable()) {
          // Whoever found that wrong before has told of it.
          if (!unit.diagnostics.anyError()) {
            unit.error(global.span(), "cc.type.incomplete", code("type", TypeText.of(type)));
          }
        } else if (!Wrong.within(type)
            && unit.sizes.isKnown(variable.type().type(), global.span())) {
          int size = variable.type().type().size();
          StaticObjects.Traits traits =
              new StaticObjects.Traits(size, global.section(), isReadOnly(variable), global.weak());
          unit.objects.define(variable, new byte[0], List.of(), traits);
        }
      }
    }
  }

  /** An object of a block that lives as long as the program. */
  void localStatic(Declaration declaration) {
    Span span = declaration.span();
    Variable variable = new Variable(declaration.name(), declaration.type(), Storage.STATIC, span);
    declaration
        .assemblerName()
        .ifPresentOrElse(variable::assemblerName, () -> unit.objects.renameLocal(variable));
    variable.align(declaration.alignment());
    declareLocal(declaration, variable);
    unit.cleanups.ignore(declaration.cleanup());
    if (declaration.initializer().isPresent()) {
      Initial initial = initial(declaration.type(), declaration.initializer().get(), true, span);
      variable.refine(initial.type());
      know(variable, initial, isReadOnly(variable));
      emit(variable, initial, declaration.section(), false);
    } else if (!Wrong.within(declaration.type().type())
        && isSized(declaration.type().type(), span)) {
      StaticObjects.Traits traits =
          new StaticObjects.Traits(
              declaration.type().type().size(), declaration.section(), isReadOnly(variable), false);
      unit.objects.define(variable, new byte[0], List.of(), traits);
    }
  }

  private boolean isSized(Type type, Span span) {
    if (type.isVariable()) {
      unit.error(span, "cc.type.array.file");
      return false;
    }
    return unit.sizes.isKnown(type, span);
  }

  private void declareLocal(Declaration declaration, Variable variable) {
    bind(declaration.name(), new Named.Thing(variable), declaration.span());
    if (declaration.isUnused()) {
      unit.scope.here(declaration.name()).ifPresent(Binding::use);
    }
  }

  /** An automatic object. */
  void automatic(Declaration declaration, List<Statement> out) {
    Span span = declaration.span();
    Optional<Initial> deduced =
        declaration.base().deduced() ? Optional.of(deduced(declaration)) : Optional.empty();
    Qualified type = deduced.map(Initial::type).orElse(declaration.type());
    Variable variable = new Variable(declaration.name(), type, Storage.AUTOMATIC, span);
    variable.align(declaration.alignment());
    declareLocal(declaration, variable);
    Body body = unit.body.orElseThrow();
    body.addVariable(variable);
    if (declaration.base().storage() == Specifying.Storage.REGISTER) {
      body.addRegister(variable);
    }
    if (declaration.initializer().isPresent()) {
      Initial initial =
          deduced.orElseGet(() -> initial(type, declaration.initializer().get(), false, span));
      variable.refine(initial.type());
      know(variable, initial, isReadOnly(variable));
      List<Store> stores = stores(initial, span);
      boolean zero = zeroFirst(initial, stores);
      var cleanup = unit.cleanups.call(declaration, variable);
      out.add(new Statement.Define(variable, stores, zero, Optional.empty(), cleanup, span));
    } else if (!Wrong.within(type.type()) && unit.sizes.isKnown(type.type(), span)) {
      var bytes = bytes(type.type(), span);
      var cleanup = unit.cleanups.call(declaration, variable);
      out.add(new Statement.Define(variable, List.of(), false, bytes, cleanup, span));
    }
    if (variable.type().isVolatileThroughout()) {
      variable.takeAddress();
    }
  }

  /** The initializer gives the type too. */
  private Initial deduced(Declaration declaration) {
    if (declaration.initializer().isPresent()
        && declaration.initializer().get() instanceof Initializer.Single single) {
      cloister.cc.tree.Expression value = unit.expressions.value(single.value());
      Qualified type = declaration.type().with(value.type());
      if (value.type().isComplete() && !Wrong.within(value.type())) {
        Store store = new Store(0, Qualified.plain(value.type()), Optional.empty(), value);
        return new Initial(type, List.of(store), false, value.type().size());
      }
      unit.sizes.isKnown(value.type(), declaration.span());
    } else {
      unit.error(declaration.span(), "cc.type.auto", code("name", declaration.name()));
    }
    return new Initial(Qualified.plain(Wrong.TYPE), List.of(), false, 4);
  }

  private Optional<cloister.cc.tree.Expression> bytes(Type type, Span span) {
    return type.isVariable() ? Optional.of(unit.sizes.of(type, span)) : Optional.empty();
  }

  private static boolean zeroFirst(Initial initial, List<Store> stores) {
    return stores.isEmpty() || stores == initial.stores() && initial.zeroFirst();
  }

  /** Many constants are copied at once from a static object. */
  private List<Store> stores(Initial initial, Span span) {
    if (initial.stores().size() < COPY
        || initial.type().isVolatileThroughout()
        || !StaticImage.isConstant(initial.stores())) {
      return initial.stores();
    }
    StaticImage image = StaticImage.of(initial, unit.folder.reals(), unit.diagnostics);
    if (image.bytes().length == 0) {
      return List.of();
    }
    RecordType block = new RecordType(false, "");
    block.complete(List.of(), initial.size(), initial.type().type().alignment());
    Variable source = unit.objects.anonymous(Qualified.plain(block), span);
    unit.objects.define(
        source,
        image.bytes(),
        image.references(),
        new StaticObjects.Traits(initial.size(), "", true, false));
    Read read = new Read(new VariablePlace(source, span), block, span);
    return List.of(new Store(0, Qualified.plain(block), Optional.empty(), read));
  }

  /** A union's value, made from that of one of its members. */
  cloister.cc.tree.Expression union(
      cloister.cc.tree.Expression value, RecordType union, Field member, Span span) {
    Qualified type = Qualified.plain(union);
    Store store = new Store(member.offset(), member.type(), Optional.empty(), value);
    Initial initial =
        new Initial(type, List.of(store), member.type().type().size() < union.size(), union.size());
    return unit.operands.value(new Operand.Located(literal(initial, span), false));
  }

  /** {@code (type){…}} (6.5.2.5). */
  Operand compoundLiteral(Expression.CompoundLiteral literal) {
    Span span = literal.span();
    List<Unit.Length> outer = unit.beginLengths();
    Qualified type = unit.typeNames.type(literal.type());
    List<Unit.Length> lengths = unit.endLengths(outer);
    if (!lengths.isEmpty()) {
      unit.error(span, "cc.type.initial.variable");
      return Wrong.operand(span);
    }
    if (type.type() instanceof Type.Function || type.type().isVoid()) {
      unit.error(span, "cc.type.incomplete", code("type", TypeText.of(type)));
      return Wrong.operand(span);
    }
    boolean isStatic = unit.body.isEmpty();
    Initial initial = initial(type, literal.initializer(), isStatic, span);
    if (Wrong.within(initial.type().type())) {
      return Wrong.operand(span);
    }
    if (isStatic) {
      Variable variable = unit.objects.anonymous(initial.type(), span);
      know(variable, initial, true);
      emit(variable, initial, "", false);
      return Operands.of(variable, span);
    }
    return new Operand.Located(literal(initial, span), true);
  }

  private LiteralPlace literal(Initial initial, Span span) {
    Variable variable = new Variable("", initial.type(), Storage.AUTOMATIC, span);
    unit.body.orElseThrow().addVariable(variable);
    variable.takeAddress();
    know(variable, initial, true);
    List<Store> stores = stores(initial, span);
    return new LiteralPlace(variable, stores, zeroFirst(initial, stores), span);
  }
}
