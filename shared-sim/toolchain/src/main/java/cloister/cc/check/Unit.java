package cloister.cc.check;

import cloister.asm.report.Nearest;
import cloister.asm.report.Span;
import cloister.cc.check.constant.Folder;
import cloister.cc.check.operand.Arithmetic;
import cloister.cc.check.operand.Choice;
import cloister.cc.check.operand.Conversions;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Pointers;
import cloister.cc.check.operand.Sizes;
import cloister.cc.check.scope.Scope;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A translation unit while it is checked: what all rules look at, and the rules themselves. */
final class Unit {
  final Diagnostics diagnostics;
  final Dialect dialect;
  final Folder folder;
  final Sizes sizes;
  final Operands operands;
  final Conversions conversions;
  final Pointers pointers;
  final Arithmetic arithmetic;
  final Choice choice;
  final Globals globals;
  final StaticObjects objects;
  final Attributes attributes;
  final Conventions conventions;
  final Cleanups cleanups;
  final Specifying specifying;
  final Enumerations enumerations;
  final Records records;
  final Declarators declarators;
  final TypeNames typeNames;
  final Literals literals;
  final Slips slips;
  final Expressions expressions;
  final Accesses accesses;
  final Assignments assignments;
  final Calls calls;
  final Builtins builtins;
  final Queries queries;
  final Objects variables;
  final Functions functions;
  final Declarations declarations;
  final Statements statements;
  final Blocks blocks;

  private static final int MOST_SEARCHES = 20;

  Scope scope = new Scope(Optional.empty());

  /** The function whose body is being checked. */
  Optional<Body> body = Optional.empty();

  /** Where declarators put the computed lengths of arrays. */
  private List<Length> lengths = new ArrayList<>();

  private int searches;

  /** A computed length: the size in bytes goes into a hidden variable. */
  record Length(Expression.VariablePlace variable, Expression bytes) {
    Expression store(Span span) {
      return new Expression.Assign(variable, bytes, bytes.type(), span);
    }
  }

  Unit(Diagnostics diagnostics, Dialect dialect) {
    this.diagnostics = diagnostics;
    this.dialect = dialect;
    folder = new Folder(diagnostics);
    sizes = new Sizes(diagnostics);
    operands = new Operands(diagnostics);
    conversions = new Conversions(diagnostics, folder);
    pointers = new Pointers(diagnostics, conversions, sizes);
    arithmetic = new Arithmetic(diagnostics, conversions, pointers);
    choice = new Choice(conversions);
    globals = new Globals(this);
    objects = new StaticObjects(dialect.character());
    attributes = new Attributes(this);
    conventions = new Conventions(this);
    cleanups = new Cleanups(this);
    specifying = new Specifying(this);
    enumerations = new Enumerations(this);
    records = new Records(this);
    declarators = new Declarators(this);
    typeNames = new TypeNames(this);
    literals = new Literals(this);
    slips = new Slips(this);
    expressions = new Expressions(this);
    accesses = new Accesses(this);
    assignments = new Assignments(this);
    calls = new Calls(this);
    builtins = new Builtins(this);
    queries = new Queries(this);
    variables = new Objects(this);
    functions = new Functions(this);
    declarations = new Declarations(this);
    statements = new Statements(this);
    blocks = new Blocks(this);
  }

  void error(Span span, String id, Argument... arguments) {
    diagnostics.error(span, Message.of(id, arguments));
  }

  /** Reports what only a permissive compiler lets pass; the answer says whether it is one. */
  boolean permit(Span span, String id, Argument... arguments) {
    return diagnostics.permit(span, Message.of(id, arguments));
  }

  void warn(Span span, String id, Argument... arguments) {
    diagnostics.warn(span, Message.of(id, arguments));
  }

  void note(Span span, String id, Argument... arguments) {
    diagnostics.note(span, Message.of(id, arguments));
  }

  /**
   * What somebody perhaps meant: a name that differs in a third of the letters at most. It is told
   * for the first mistakes, since looking through all names takes long.
   */
  Optional<String> near(String name, Supplier<List<String>> known) {
    return ++searches > MOST_SEARCHES
        ? Optional.empty()
        : Nearest.to(name, known.get(), Math.min(3, name.length() / 3));
  }

  /** Opens a scope inside the current one. */
  void open() {
    scope = new Scope(Optional.of(scope));
  }

  void close() {
    scope = scope.outer().orElseThrow();
  }

  /** Begins to collect computed lengths; the answer goes to {@link #endLengths}. */
  List<Length> beginLengths() {
    List<Length> outer = lengths;
    lengths = new ArrayList<>();
    return outer;
  }

  List<Length> endLengths(List<Length> outer) {
    List<Length> found = lengths;
    lengths = outer;
    return found;
  }

  void addLength(Length length) {
    lengths.add(length);
  }

  /** The value after the lengths in its types have been computed. */
  Expression after(List<Length> found, Expression value) {
    Expression all = value;
    for (int i = found.size() - 1; i >= 0; i--) {
      Length length = found.get(i);
      body.ifPresent(here -> here.addVariable(length.variable().variable()));
      Expression store = length.store(value.span());
      all = new Expression.Comma(store, all, all.type(), value.span());
    }
    return all;
  }
}
