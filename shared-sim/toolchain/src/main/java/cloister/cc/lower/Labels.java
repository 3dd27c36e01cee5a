package cloister.cc.lower;

import cloister.asm.report.Span;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Label;
import cloister.cc.tree.Program;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blocks for labels, and what is due when control leaves the rest of a block behind a declaration:
 * the stack that an array of variable length takes is given back, and GNU's cleanups are called.
 */
final class Labels {
  /** From so many calls of cleanups on, ways out of the same scopes are shared. */
  private static final int MOST_CALLS = 200;

  private final FunctionLowering parts;
  private final Map<Label, BasicBlock> blocks = new LinkedHashMap<>();
  private final Map<Label, Optional<Scope>> scopes = new LinkedHashMap<>();
  private final Map<Variable, Scope> made = new LinkedHashMap<>();
  private Optional<Scope> scope = Optional.empty();

  /** Calls of cleanups so far. */
  private int calls;

  /** Stand for the end of the function, with a value and without. */
  private final Label something = new Label("something");

  private final Label nothing = new Label("nothing");

  /** What is returned over shared ways. */
  private final List<Register> results = new ArrayList<>();

  Labels(FunctionLowering parts) {
    this.parts = parts;
  }

  /** What follows a declaration in its block. */
  private static final class Scope {
    final Optional<Scope> outer;

    /** The stack pointer before it, for an array of variable length. */
    final Optional<Register> saved;

    final Optional<Expression.Call> cleanup;

    /** Where to go on from here to a label. */
    final Map<Label, BasicBlock> ways = new LinkedHashMap<>();

    Scope(Optional<Scope> outer, Optional<Register> saved, Optional<Expression.Call> cleanup) {
      this.outer = outer;
      this.saved = saved;
      this.cleanup = cleanup;
    }
  }

  /** Finds the scope of every label before any jump is lowered. */
  void declare(Program.Definition definition) {
    find(definition.body(), Optional.empty());
    for (Label label : definition.labels()) {
      block(label).symbol(label.assemblerName());
    }
  }

  /** The same within a statement expression, where control is. */
  void declareWithin(Statement.Block block) {
    find(block, scope);
  }

  BasicBlock block(Label label) {
    BasicBlock known = blocks.get(label);
    if (known == null) {
      known = parts.emit.newBlock();
      blocks.put(label, known);
    }
    return known;
  }

  /** Where computed jumps may go. */
  List<BasicBlock> addressed() {
    List<BasicBlock> targets = new ArrayList<>();
    parts.definition.labels().forEach(label -> targets.add(block(label)));
    return targets;
  }

  /** What is known never to be executed has not been lowered, nor have labels in it. */
  void close() {
    for (BasicBlock block : blocks.values()) {
      if (!block.isEnded()) {
        parts.emit.start(block);
        parts.emit.end(new Terminator.Unreachable());
      }
    }
  }

  private void find(Statement statement, Optional<Scope> outer) {
    switch (statement) {
      case Statement.Block block -> {
        Optional<Scope> inner = outer;
        for (Statement part : block.statements()) {
          find(part, inner);
          inner = part instanceof Statement.Define define ? behind(define, inner) : inner;
        }
      }
      case Statement.If choice -> {
        find(choice.then(), outer);
        choice.otherwise().ifPresent(part -> find(part, outer));
      }
      case Statement.Loop loop -> {
        scopes.put(loop.breakLabel(), outer);
        scopes.put(loop.continueLabel(), outer);
        find(loop.body(), outer);
      }
      case Statement.Switch choice -> {
        scopes.put(choice.breakLabel(), outer);
        find(choice.body(), outer);
      }
      case Statement.Target target -> scopes.put(target.label(), outer);
      default -> {}
    }
  }

  private Optional<Scope> behind(Statement.Define define, Optional<Scope> outer) {
    if (define.length().isEmpty() && define.cleanup().isEmpty()) {
      return outer;
    }
    Optional<Register> saved = define.length().map(bytes -> parts.emit.word());
    Scope own = new Scope(outer, saved, define.cleanup());
    made.put(define.variable(), own);
    return Optional.of(own);
  }

  /** Control is at a declaration, and knows how long the array is. */
  void enter(Statement.Define define) {
    Scope own = made.get(define.variable());
    if (own != null) {
      own.saved.ifPresent(saved -> parts.emit.add(new Operation.SaveStack(saved)));
    }
  }

  /** It is behind it. */
  void begin(Statement.Define define) {
    Scope own = made.get(define.variable());
    scope = own != null ? Optional.of(own) : scope;
  }

  /** Control leaves a block at its end. */
  void leave(Statement.Block block) {
    Optional<Scope> outer = outside(block);
    if (!parts.emit.current().isEnded()) {
      left(outer, block.end()).ifPresent(this::restore);
    }
    scope = outer;
  }

  private Optional<Scope> outside(Statement.Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Define define && made.containsKey(define.variable())) {
        return made.get(define.variable()).outer;
      }
    }
    return scope;
  }

  /** Control returns to the caller, which gives the stack back anyway. */
  void leaveFunction(List<Operand> values) {
    if (calls < MOST_CALLS) {
      left(Optional.empty(), parts.emit.span());
      parts.emit.end(new Terminator.Return(values));
    } else {
      if (results.size() < values.size()) {
        values.forEach(value -> results.add(parts.function.newRegister(Emitter.kind(value))));
      }
      for (int i = 0; i < values.size(); i++) {
        parts.emit.add(new Operation.Copy(results.get(i), values.get(i)));
      }
      List<Operand> back = List.copyOf(results.subList(0, values.size()));
      goWay(
          values.isEmpty() ? nothing : something,
          Optional.empty(),
          () -> parts.emit.end(new Terminator.Return(back)));
    }
  }

  void jump(Label label) {
    Optional<Scope> target = scopes.getOrDefault(label, scope);
    if (calls < MOST_CALLS) {
      left(target, parts.emit.span()).ifPresent(this::restore);
      parts.emit.jump(block(label));
    } else {
      goWay(label, target, () -> parts.emit.jump(block(label)));
    }
  }

  private void restore(Register saved) {
    parts.emit.add(new Operation.RestoreStack(saved));
  }

  /** Calls the cleanups up to a scope, innermost first; gives the stack pointer to go back to. */
  private Optional<Register> left(Optional<Scope> target, Span span) {
    Optional<Register> outermost = Optional.empty();
    for (Optional<Scope> at = scope; at.isPresent() && !same(at, target); at = at.get().outer) {
      outermost = at.get().saved.isPresent() ? at.get().saved : outermost;
      at.get().cleanup.ifPresent(call -> clean(call, span));
    }
    return outermost;
  }

  private void clean(Expression.Call call, Span span) {
    parts.expressions.effect(call.at(span));
    calls++;
  }

  /** The same over blocks that all who go there share from where their ways meet. */
  private void goWay(Label where, Optional<Scope> target, Runnable arrive) {
    for (Optional<Scope> at = scope; at.isPresent() && !same(at, target); at = at.get().outer) {
      BasicBlock known = at.get().ways.get(where);
      if (known != null) {
        parts.emit.jump(known);
        return;
      }
      BasicBlock way = parts.emit.newBlock();
      at.get().ways.put(where, way);
      parts.emit.start(way);
      at.get().cleanup.ifPresent(call -> clean(call, parts.emit.span()));
      at.get().saved.ifPresent(this::restore);
    }
    arrive.run();
  }

  private static boolean same(Optional<Scope> one, Optional<Scope> other) {
    return other.isPresent() && one.get() == other.get();
  }
}
