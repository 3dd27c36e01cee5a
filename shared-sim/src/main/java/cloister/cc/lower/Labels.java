package cloister.cc.lower;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.tree.Expression.StatementValue;
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
 * Blocks for labels, and the stack that arrays of variable length take: a jump out of their scope,
 * also to before their declaration, gives it back.
 */
final class Labels {
  private final FunctionLowering parts;
  private final Map<Label, BasicBlock> blocks = new LinkedHashMap<>();
  private final Map<Label, Optional<StackScope>> scopes = new LinkedHashMap<>();
  private final Map<Variable, StackScope> made = new LinkedHashMap<>();
  private final List<Optional<StackScope>> blockScopes = new ArrayList<>();
  private Optional<StackScope> scope = Optional.empty();

  Labels(FunctionLowering parts) {
    this.parts = parts;
  }

  /**
   * From an array of variable length to the end of its block; {@code saved} is the stack pointer
   * before it.
   */
  private record StackScope(Optional<StackScope> outer, Register saved) {}

  /** Finds the scope of every label before any jump is lowered. */
  void declare(Program.Definition definition) {
    find(definition.body(), Optional.empty());
    for (Label label : definition.labels()) {
      block(label).symbol(label.assemblerName());
    }
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

  private void find(Statement statement, Optional<StackScope> outer) {
    switch (statement) {
      case Statement.Block block -> findInBlock(block, outer);
      case Statement.If choice -> {
        search(outer).expression(choice.condition());
        find(choice.then(), outer);
        choice.otherwise().ifPresent(part -> find(part, outer));
      }
      case Statement.Loop loop -> {
        scopes.put(loop.breakLabel(), outer);
        scopes.put(loop.continueLabel(), outer);
        loop.condition().ifPresent(search(outer)::expression);
        loop.step().ifPresent(search(outer)::expression);
        find(loop.body(), outer);
      }
      case Statement.Switch choice -> {
        scopes.put(choice.breakLabel(), outer);
        search(outer).expression(choice.value());
        find(choice.body(), outer);
      }
      case Statement.Target target -> scopes.put(target.label(), outer);
      default -> search(outer).statement(statement);
    }
  }

  /** Gives the scope at its end. */
  private Optional<StackScope> findInBlock(Statement.Block block, Optional<StackScope> outer) {
    Optional<StackScope> inner = outer;
    for (Statement part : block.statements()) {
      find(part, inner);
      if (part instanceof Statement.Define define && define.length().isPresent()) {
        inner = Optional.of(new StackScope(inner, parts.emit.word()));
        made.put(define.variable(), inner.get());
      }
    }
    return inner;
  }

  /** Goes into the statement expressions of an expression. */
  private TreeSearch search(Optional<StackScope> outer) {
    return new TreeSearch(
        expression -> {
          if (expression instanceof StatementValue inside) {
            Optional<StackScope> end = findInBlock(inside.body(), outer);
            inside.value().ifPresent(search(end)::expression);
          }
          return false;
        },
        false);
  }

  void enterBlock() {
    blockScopes.add(scope);
  }

  /** Comes to the declaration of an array of variable length. */
  void enter(Variable array) {
    StackScope own = made.get(array);
    parts.emit.add(new Operation.SaveStack(own.saved()));
    scope = Optional.of(own);
  }

  void leaveBlock() {
    Optional<StackScope> outer = blockScopes.removeLast();
    if (!parts.emit.current().isEnded()) {
      restore(outer);
    }
    scope = outer;
  }

  void jump(Label label) {
    restore(scopes.getOrDefault(label, scope));
    parts.emit.jump(block(label));
  }

  /** The outermost scope that is left has the stack pointer to go back to. */
  private void restore(Optional<StackScope> target) {
    Optional<StackScope> left = Optional.empty();
    for (Optional<StackScope> at = scope; at.isPresent() && !same(at, target); ) {
      left = at;
      at = at.get().outer();
    }
    left.ifPresent(one -> parts.emit.add(new Operation.RestoreStack(one.saved())));
  }

  private static boolean same(Optional<StackScope> one, Optional<StackScope> other) {
    return other.isPresent() && one.get() == other.get();
  }
}
