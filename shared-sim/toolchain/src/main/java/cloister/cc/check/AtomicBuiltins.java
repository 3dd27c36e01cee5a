package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Wrong;
import cloister.cc.tree.Constraint;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Assign;
import cloister.cc.tree.Expression.Builtin;
import cloister.cc.tree.Expression.BuiltinOperation;
import cloister.cc.tree.Expression.Comma;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Indirect;
import cloister.cc.tree.Expression.StatementValue;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code __sync_…} and {@code __atomic_…} on objects of up to four bytes: each becomes an
 * instruction with a locked bus, or a loop around one. Every order is the strictest.
 */
final class AtomicBuiltins {
  private final Unit unit;

  AtomicBuiltins(Unit unit) {
    this.unit = unit;
  }

  Expression call(String name, List<Expression> values, Span span) {
    return switch (name) {
      case "__sync_synchronize", "__atomic_thread_fence", "__atomic_signal_fence" ->
          new Builtin(BuiltinOperation.MEMORY_BARRIER, List.of(), new Type.Void(), span);
      case "__atomic_always_lock_free", "__atomic_is_lock_free" ->
          new Constant(1, IntegerType.BOOL, span);
      default -> onObject(name, values, span).orElseGet(() -> unknown(name, span));
    };
  }

  private Expression unknown(String name, Span span) {
    unit.error(span, "cc.type.builtin.unknown", code("name", name));
    return Wrong.expression(span);
  }

  /**
   * What is changed.
   *
   * @param at its kept address
   * @param type an integer: a pointer is changed as a number
   * @param whole the object's own type
   */
  private record Target(Temporaries.Kept at, IntegerType type, Type whole, Span span) {
    Indirect place() {
      return new Indirect(at.read(), new Qualified(type, false, true), span);
    }
  }

  private Optional<Expression> onObject(String name, List<Expression> values, Span span) {
    if (values.isEmpty()
        || !(values.getFirst().type() instanceof Type.Pointer(Qualified object))
        || !(object.type() instanceof Type.Scalar whole)
        || whole.isFloating()
        || whole.size() > 4) {
      return Optional.empty();
    }
    IntegerType type = whole instanceof IntegerType integer ? integer : IntegerType.UNSIGNED_INT;
    Type pointer = new Type.Pointer(new Qualified(type, false, true));
    Expression address = unit.conversions.convert(values.getFirst(), pointer);
    Target target = new Target(new Temporaries(unit).keep(address), type, whole, span);
    return operation(name, values, target).map(target.at()::before);
  }

  private Optional<Expression> operation(String name, List<Expression> values, Target target) {
    Span span = target.span();
    return switch (name) {
      case "__sync_lock_release", "__atomic_clear" ->
          Optional.of(dropped(exchange(target, new Constant(0, target.type(), span)), span));
      case "__atomic_load_n" -> Optional.of(load(target));
      case "__atomic_test_and_set" -> {
        Expression old = exchange(target, new Constant(1, target.type(), span));
        yield Optional.of(unit.conversions.convert(old, IntegerType.BOOL));
      }
      default -> values.size() < 2 ? Optional.empty() : withValue(name, values, target);
    };
  }

  private Optional<Expression> withValue(String name, List<Expression> values, Target target) {
    Span span = target.span();
    Expression value = unit.conversions.convert(values.get(1), target.type());
    return switch (name) {
      case "__sync_lock_test_and_set", "__atomic_exchange_n" ->
          Optional.of(whole(exchange(target, value), target));
      case "__atomic_store_n" -> Optional.of(dropped(exchange(target, value), span));
      case "__sync_val_compare_and_swap", "__sync_bool_compare_and_swap" -> {
        boolean asks = name.contains("bool");
        yield values.size() < 3 ? Optional.empty() : Optional.of(swap(target, values, asks));
      }
      case "__atomic_compare_exchange_n" ->
          values.size() < 3 || !values.get(1).type().isPointer()
              ? Optional.empty()
              : Optional.of(exchangeIf(target, values));
      default -> Change.named(name).map(change -> whole(changed(change, value, target), target));
    };
  }

  private Expression whole(Expression value, Target target) {
    return unit.conversions.convert(value, target.whole());
  }

  private Expression dropped(Expression value, Span span) {
    return new Expression.Convert(value, new Type.Void(), span);
  }

  /** An operator and what the call gives: the value before it or after it. */
  private record Change(String operator, boolean complement, boolean after) {
    /** Of {@code fetch_and_OP}, {@code OP_and_fetch}, {@code fetch_OP} or {@code OP_fetch}. */
    static Optional<Change> named(String name) {
      for (String word : List.of("add +", "sub -", "and &", "nand &", "or |", "xor ^")) {
        String operation = word.substring(0, word.indexOf(' '));
        String operator = word.substring(word.length() - 1);
        boolean complement = operation.equals("nand");
        if (name.equals("__sync_fetch_and_" + operation)
            || name.equals("__atomic_fetch_" + operation)) {
          return Optional.of(new Change(operator, complement, false));
        }
        if (name.equals("__sync_" + operation + "_and_fetch")
            || name.equals("__atomic_" + operation + "_fetch")) {
          return Optional.of(new Change(operator, complement, true));
        }
      }
      return Optional.empty();
    }
  }

  /** Calculates from what was read until nobody has changed it in the meantime. */
  private Expression changed(Change change, Expression operand, Target target) {
    Span span = target.span();
    Temporaries temporaries = new Temporaries(unit);
    Temporaries.Kept value = temporaries.keep(operand);
    Temporaries.Kept seen = temporaries.keep(read(target));
    Temporaries.Kept before = temporaries.keep(seen.read());
    Expression result = unit.arithmetic.binary(change.operator, seen.read(), value.read(), span);
    Temporaries.Kept after =
        temporaries.keep(
            unit.conversions.convert(
                change.complement ? unit.arithmetic.unary("~", result, span) : result,
                target.type()));
    List<Statement> round = new ArrayList<>();
    round.add(new Statement.Evaluate(after.store(), span));
    round.add(new Statement.Evaluate(before.store(), span));
    round.add(compareAndExchange(seen, after, target));
    Statement loop =
        new Statement.Loop(
            false,
            Optional.of(unit.arithmetic.binary("!=", seen.read(), before.read(), span)),
            Optional.empty(),
            new Statement.Block(List.of(), round, span, span),
            new Label(""),
            new Label(""),
            span);
    Expression given = change.after ? after.read() : before.read();
    return value.before(seen.before(having(loop, given)));
  }

  private Expression load(Target target) {
    Temporaries.Kept value = new Temporaries(unit).keep(read(target));
    Statement barrier = assembly("", List.of(), List.of(), target.span());
    return whole(value.before(having(barrier, value.read())), target);
  }

  private Expression read(Target target) {
    return unit.operands.value(new Operand.Located(target.place(), true));
  }

  private Expression exchange(Target target, Expression value) {
    Temporaries.Kept kept = new Temporaries(unit).keep(value);
    Statement exchange =
        assembly(
            "xchg %0, %1",
            List.of(inRegister("+q", kept), inMemory(target)), List.of(), target.span());
    return kept.before(having(exchange, kept.read()));
  }

  /** {@code compare_and_swap}: whether it was done, or the value before it. */
  private Expression swap(Target target, List<Expression> values, boolean asks) {
    Span span = target.span();
    Temporaries temporaries = new Temporaries(unit);
    Temporaries.Kept expected =
        temporaries.keep(unit.conversions.convert(values.get(1), target.type()));
    Temporaries.Kept seen = temporaries.keep(expected.read());
    Temporaries.Kept wanted =
        temporaries.keep(unit.conversions.convert(values.get(2), target.type()));
    Expression given =
        asks
            ? unit.conversions.convert(
                unit.arithmetic.binary("==", seen.read(), expected.read(), span), IntegerType.BOOL)
            : whole(seen.read(), target);
    Expression done = having(compareAndExchange(seen, wanted, target), given);
    return expected.before(seen.before(wanted.before(done)));
  }

  /** {@code compare_exchange_n}, whose expected value is in memory and is brought up to date. */
  private Expression exchangeIf(Target target, List<Expression> values) {
    Span span = target.span();
    Temporaries temporaries = new Temporaries(unit);
    Type pointer = new Type.Pointer(Qualified.plain(target.type()));
    Temporaries.Kept at = temporaries.keep(unit.conversions.convert(values.get(1), pointer));
    Indirect place = new Indirect(at.read(), Qualified.plain(target.type()), span);
    Temporaries.Kept expected =
        temporaries.keep(unit.operands.value(new Operand.Located(place, true)));
    Temporaries.Kept seen = temporaries.keep(expected.read());
    Temporaries.Kept wanted =
        temporaries.keep(unit.conversions.convert(values.get(2), target.type()));
    Expression same = unit.arithmetic.binary("==", seen.read(), expected.read(), span);
    Expression update = new Assign(place, seen.read(), target.type(), span);
    Expression given =
        new Comma(update, unit.conversions.convert(same, IntegerType.BOOL), IntegerType.BOOL, span);
    Expression done = having(compareAndExchange(seen, wanted, target), given);
    return at.before(expected.before(seen.before(wanted.before(done))));
  }

  private Statement compareAndExchange(
      Temporaries.Kept seen, Temporaries.Kept wanted, Target target) {
    return assembly(
        "lock cmpxchg %2, %1",
        List.of(inRegister("+a", seen), inMemory(target)),
        List.of(new Statement.Input("", Constraint.of("q"), false, wanted.read())),
        target.span());
  }

  private static Statement.Output inRegister(String constraint, Temporaries.Kept value) {
    return new Statement.Output("", Constraint.of(constraint), value.place());
  }

  private static Statement.Output inMemory(Target target) {
    return new Statement.Output("", Constraint.of("+m"), target.place());
  }

  private static Statement assembly(
      String template, List<Statement.Output> outputs, List<Statement.Input> inputs, Span span) {
    return new Statement.Assembly(
        template, true, true, outputs, inputs, List.of("memory"), List.of(), List.of(), span);
  }

  /** The value after a statement was carried out. */
  private static Expression having(Statement done, Expression value) {
    Span span = done.span();
    Statement.Block block = new Statement.Block(List.of(), List.of(done), span, span);
    return new StatementValue(block, Optional.of(value), value.type(), span);
  }
}
