package cloister.cc.check.flow;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.Type;
import cloister.message.Message;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds variables that are read before anything is stored in them, in the order of the text: inside
 * a loop a store that comes later counts too, and a function with labels is left alone.
 */
public final class Uninitialized {
  private final Set<Variable> defined = new LinkedHashSet<>();
  private final Set<Variable> stored = new LinkedHashSet<>();

  /** Reads inside a loop, until a store is found in it. */
  private final Map<Variable, Span> suspects = new LinkedHashMap<>();

  private final Map<Variable, Span> found = new LinkedHashMap<>();
  private int loops;
  private boolean labels;

  private Uninitialized() {}

  /** Warns of them in a function's body. */
  public static void report(Statement body, Diagnostics diagnostics) {
    Uninitialized search = new Uninitialized();
    search.statement(body);
    if (!search.labels) {
      search.found.forEach(
          (variable, span) ->
              diagnostics.warn(
                  span, Message.of("cc.type.uninitialized", code("name", variable.name()))));
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.Block block -> block.statements().forEach(this::statement);
      case Statement.Evaluate evaluate -> expression(evaluate.expression());
      case Statement.Define define -> define(define);
      case Statement.If branch -> {
        expression(branch.condition());
        statement(branch.then());
        branch.otherwise().ifPresent(this::statement);
      }
      case Statement.Loop loop -> loop(loop);
      case Statement.Switch choice -> {
        expression(choice.value());
        statement(choice.body());
      }
      case Statement.Target target -> labels |= !target.label().name().isEmpty();
      case Statement.Jump jump -> {}
      case Statement.JumpComputed jump -> expression(jump.address());
      case Statement.Return done -> done.value().ifPresent(this::expression);
      case Statement.Assembly assembly -> {
        assembly.inputs().forEach(input -> expression(input.value()));
        assembly.outputs().forEach(output -> store(output.place()));
      }
    }
  }

  private void define(Statement.Define define) {
    define.length().ifPresent(this::expression);
    Variable variable = define.variable();
    Type type = variable.type().type();
    boolean followed = variable.storage() == Storage.AUTOMATIC && !(type instanceof Type.Array);
    if (followed && !variable.name().isEmpty() && !variable.addressTaken()) {
      defined.add(variable);
    }
    if (define.zeroFirst() || !define.stores().isEmpty()) {
      stored.add(variable);
    }
    Statement.Store.values(define.stores()).forEach(this::expression);
  }

  private void loop(Statement.Loop loop) {
    loops++;
    if (loop.testFirst()) {
      loop.condition().ifPresent(this::expression);
    }
    statement(loop.body());
    loop.step().ifPresent(this::expression);
    if (!loop.testFirst()) {
      loop.condition().ifPresent(this::expression);
    }
    loops--;
    if (loops == 0) {
      suspects.forEach(found::putIfAbsent);
      suspects.clear();
    }
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.Read read -> read(read.place());
      case Expression.AddressOf address -> within(address.place());
      case Expression.Assign assign -> {
        expression(assign.value());
        store(assign.target());
      }
      case Expression.Update update -> {
        expression(update.value());
        update(update.target());
      }
      case Expression.Call call -> {
        call.arguments().forEach(this::expression);
        expression(call.function());
      }
      case Expression.Builtin builtin -> builtin.arguments().forEach(this::expression);
      case Expression.StatementValue value -> {
        statement(value.body());
        value.value().ifPresent(this::expression);
      }
      default -> parts(expression).forEach(this::expression);
    }
  }

  private static List<Expression> parts(Expression expression) {
    return switch (expression) {
      case Expression.Convert convert -> List.of(convert.operand());
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Logical logical -> List.of(logical.left(), logical.right());
      case Expression.PointerAdd add -> List.of(add.pointer(), add.index(), add.size());
      case Expression.PointerDifference two -> List.of(two.left(), two.right(), two.size());
      case Expression.Conditional choice ->
          List.of(choice.condition(), choice.then(), choice.otherwise());
      case Expression.Elvis choice -> List.of(choice.condition(), choice.otherwise());
      case Expression.Comma comma -> List.of(comma.left(), comma.right());
      case Expression.VariableStart start -> List.of(start.list());
      case Expression.VariableArgument argument -> List.of(argument.list());
      default -> List.of();
    };
  }

  private void read(Place place) {
    List<Variable> whole = variable(place);
    if (whole.isEmpty()) {
      within(place);
    } else {
      suspect(whole.getFirst(), place.span());
    }
  }

  private void suspect(Variable variable, Span span) {
    if (defined.contains(variable) && !stored.contains(variable)) {
      (loops > 0 ? suspects : found).putIfAbsent(variable, span);
    }
  }

  private void store(Place place) {
    List<Variable> whole = variable(place);
    if (whole.isEmpty()) {
      within(place);
    } else {
      stored.add(whole.getFirst());
      suspects.remove(whole.getFirst());
    }
  }

  private void update(Place place) {
    List<Variable> whole = variable(place);
    boolean first = whole.isEmpty() || !suspects.containsKey(whole.getFirst());
    read(place);
    if (!whole.isEmpty()) {
      boolean kept = first && suspects.containsKey(whole.getFirst());
      store(place);
      if (kept) {
        stored.remove(whole.getFirst());
        suspects.put(whole.getFirst(), place.span());
      }
    }
  }

  /** The variable that a place is, or is a part of. */
  private static List<Variable> variable(Place place) {
    return switch (place) {
      case Expression.VariablePlace variable -> List.of(variable.variable());
      case Expression.MemberPlace member -> variable(member.base());
      default -> List.of();
    };
  }

  /** The expressions that say where a place is. */
  private void within(Place place) {
    switch (place) {
      case Expression.VariablePlace variable -> {}
      case Expression.Indirect indirect -> expression(indirect.pointer());
      case Expression.MemberPlace member -> within(member.base());
      case Expression.Temporary temporary -> expression(temporary.value());
      case Expression.LiteralPlace literal ->
          Statement.Store.values(literal.stores()).forEach(this::expression);
    }
  }
}
