package cloister.cc.check;

import cloister.asm.report.Span;
import cloister.cc.tree.Label;
import cloister.cc.tree.Program;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The function whose body is being checked. */
final class Body {
  private final Symbol.Function function;
  private final int errorsBefore;
  private final List<List<Variable>> blocks = new ArrayList<>();
  private final Set<Variable> registers = new LinkedHashSet<>();
  private final Set<String> undeclared = new LinkedHashSet<>();
  final JumpScopes jumps = new JumpScopes();
  final Labels labels;
  final List<Label> breaks = new ArrayList<>();
  final List<Label> continues = new ArrayList<>();
  final List<Switch> switches = new ArrayList<>();

  /** A switch whose body is being checked. */
  static final class Switch {
    /** What is switched on has this type before it is promoted. */
    final Type given;

    final Type type;
    final List<Place> cases = new ArrayList<>();
    Optional<Label> otherwise = Optional.empty();
    Optional<Span> otherwiseSpan = Optional.empty();

    /** Where it stands. */
    final Optional<JumpScopes.Declared> scope;

    Switch(Type given, Type type, Optional<JumpScopes.Declared> scope) {
      this.given = given;
      this.type = type;
      this.scope = scope;
    }
  }

  record Place(Statement.Case found, Span span) {}

  Body(Unit unit, Symbol.Function function) {
    this.function = function;
    errorsBefore = unit.diagnostics.errors();
    labels = new Labels(unit, function.assemblerName(), jumps);
  }

  Symbol.Function function() {
    return function;
  }

  /** How many errors there were when it began. */
  int errorsBefore() {
    return errorsBefore;
  }

  void openBlock() {
    blocks.add(new ArrayList<>());
    jumps.open();
  }

  List<Variable> closeBlock() {
    jumps.close();
    return blocks.removeLast();
  }

  /** A variable of the innermost block. */
  void addVariable(Variable variable) {
    blocks.getLast().add(variable);
  }

  void addRegister(Variable variable) {
    registers.add(variable);
  }

  boolean isRegister(Variable variable) {
    return registers.contains(variable);
  }

  /** True the first time that a name without a declaration is met. */
  boolean isNewlyUndeclared(String name) {
    return undeclared.add(name);
  }

  Program.Definition definition(List<Variable> parameters, Statement.Block block, Span span) {
    return new Program.Definition(function, parameters, block, labels.addressed(), span);
  }
}
