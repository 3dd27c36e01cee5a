package cloister.cc.check.constant;

import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.AddressOf;
import cloister.cc.tree.Expression.Binary;
import cloister.cc.tree.Expression.BinaryOperator;
import cloister.cc.tree.Expression.Conditional;
import cloister.cc.tree.Expression.Constant;
import cloister.cc.tree.Expression.Convert;
import cloister.cc.tree.Expression.FunctionAddress;
import cloister.cc.tree.Expression.Indirect;
import cloister.cc.tree.Expression.LabelAddress;
import cloister.cc.tree.Expression.Logical;
import cloister.cc.tree.Expression.MemberPlace;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.PointerAdd;
import cloister.cc.tree.Expression.PointerDifference;
import cloister.cc.tree.Expression.RealConstant;
import cloister.cc.tree.Expression.Unary;
import cloister.cc.tree.Expression.UnaryOperator;
import cloister.cc.tree.Expression.VariablePlace;
import cloister.cc.tree.Real;
import cloister.cc.tree.Symbol.Storage;
import cloister.cc.tree.Symbol.Variable;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.Optional;

/** Evaluates what can initialise a static object. */
public final class StaticEvaluator {
  private StaticEvaluator() {}

  public static Optional<StaticValue> value(Expression expression) {
    return switch (expression) {
      case Constant constant -> Optional.of(new StaticValue.Whole(constant.value()));
      case RealConstant constant -> Optional.of(new StaticValue.Floating(constant.value()));
      case AddressOf address -> place(address.place());
      case FunctionAddress address ->
          Optional.of(new StaticValue.Address(address.function().assemblerName(), 0));
      case LabelAddress address ->
          Optional.of(new StaticValue.Address(address.label().assemblerName(), 0));
      case Convert convert -> converted(convert);
      case PointerAdd add -> sum(add);
      case PointerDifference difference -> difference(difference);
      case Binary binary when binary.operator().isComparison() -> comparison(binary);
      case Binary binary -> binary(binary);
      case Logical logical -> logical(logical).map(StaticEvaluator::whole);
      case Unary unary when unary.operator() == UnaryOperator.NOT ->
          truth(unary.operand()).map(truth -> whole(!truth));
      case Conditional choice ->
          truth(choice.condition())
              .flatMap(truth -> value(truth ? choice.then() : choice.otherwise()));
      default -> Optional.empty();
    };
  }

  private static StaticValue whole(boolean truth) {
    return new StaticValue.Whole(truth ? 1 : 0);
  }

  private static Optional<Boolean> truth(Expression expression) {
    return value(expression).flatMap(value -> truth(expression, value));
  }

  /** Whether it is other than zero; an object's address always is. */
  private static Optional<Boolean> truth(Expression expression, StaticValue value) {
    if (expression instanceof FunctionAddress address && address.function().traits().weak()) {
      return Optional.empty();
    }
    return switch (value) {
      case StaticValue.Whole(long number) -> Optional.of(number != 0);
      case StaticValue.Floating(Real number) -> Optional.of(!RealMath.isZero(number));
      case StaticValue.Address(String symbol, int addend) ->
          addend >= 0 ? Optional.of(true) : Optional.empty();
      case StaticValue.Distance distance -> Optional.empty();
    };
  }

  private static Optional<Boolean> logical(Logical logical) {
    Optional<Boolean> left = truth(logical.left());
    return left.isPresent() && left.get() == logical.and() ? truth(logical.right()) : left;
  }

  /** An address is equal to itself and not to zero; places in one object have an order. */
  private static Optional<StaticValue> comparison(Binary binary) {
    Optional<StaticValue> left = value(binary.left());
    Optional<StaticValue> right = value(binary.right());
    if (left.isPresent()
        && right.isPresent()
        && left.get() instanceof StaticValue.Address(String a, int x)
        && right.get() instanceof StaticValue.Address(String b, int y)
        && a.equals(b)) {
      return IntegerMath.binary(binary.operator(), x, y, IntegerType.INT)
          .map(outcome -> new StaticValue.Whole(outcome.value()));
    }
    boolean equal = binary.operator() == BinaryOperator.EQUAL;
    if (!equal && binary.operator() != BinaryOperator.NOT_EQUAL) {
      return Optional.empty();
    }
    Optional<Boolean> differ = Optional.empty();
    if (right.filter(StaticEvaluator::isZero).isPresent()) {
      differ = left.flatMap(value -> truth(binary.left(), value));
    } else if (left.filter(StaticEvaluator::isZero).isPresent()) {
      differ = right.flatMap(value -> truth(binary.right(), value));
    }
    return differ.map(found -> whole(found != equal));
  }

  private static boolean isZero(StaticValue value) {
    return value instanceof StaticValue.Whole(long number) && number == 0;
  }

  private static Optional<StaticValue> place(Place place) {
    return switch (place) {
      case VariablePlace variable when isStatic(variable.variable()) ->
          Optional.of(new StaticValue.Address(variable.variable().assemblerName(), 0));
      case MemberPlace member -> add(place(member.base()), member.field().offset());
      case Indirect indirect -> value(indirect.pointer());
      default -> Optional.empty();
    };
  }

  private static boolean isStatic(Variable variable) {
    return variable.storage() == Storage.STATIC || variable.storage() == Storage.EXTERNAL;
  }

  private static Optional<StaticValue> add(Optional<StaticValue> base, long distance) {
    if (base.isEmpty()) {
      return base;
    }
    return switch (base.get()) {
      case StaticValue.Address(String symbol, int addend) ->
          Optional.of(new StaticValue.Address(symbol, (int) (addend + distance)));
      case StaticValue.Whole(long value) ->
          Optional.of(new StaticValue.Whole(value + distance & 0xFFFF_FFFFL));
      case StaticValue.Distance(String symbol, String minus, int addend) ->
          Optional.of(new StaticValue.Distance(symbol, minus, (int) (addend + distance)));
      case StaticValue.Floating floating -> Optional.empty();
    };
  }

  /** An address stays one in every type of four bytes; numbers fit into other types too. */
  private static Optional<StaticValue> converted(Convert convert) {
    Type to = convert.type();
    if (to instanceof IntegerType integer && integer.isBool()) {
      return truth(convert.operand()).map(StaticEvaluator::whole);
    }
    boolean keeps = (to.isPointer() || to.isInteger()) && to.isComplete() && to.size() == 4;
    Optional<StaticValue> value = value(convert.operand());
    if (value.isPresent()
        && value.get() instanceof StaticValue.Whole(long number)
        && to instanceof IntegerType integer) {
      long extended = convert.operand().type().isPointer() ? (int) number : number;
      return Optional.of(new StaticValue.Whole(IntegerMath.wrap(extended, integer)));
    }
    return keeps
        ? value.filter(found -> !(found instanceof StaticValue.Floating))
        : Optional.empty();
  }

  private static Optional<StaticValue> sum(PointerAdd add) {
    if (add.index() instanceof Constant index && add.size() instanceof Constant size) {
      return add(value(add.pointer()), index.value() * size.value());
    }
    return Optional.empty();
  }

  private static Optional<StaticValue> difference(PointerDifference difference) {
    Optional<StaticValue> bytes = distance(difference.left(), difference.right());
    long size = difference.size() instanceof Constant constant ? constant.value() : 0;
    if (bytes.isPresent() && bytes.get() instanceof StaticValue.Whole(long number) && size > 0) {
      return Optional.of(new StaticValue.Whole(number / size));
    }
    return size == 1 ? bytes : Optional.empty();
  }

  private static Optional<StaticValue> distance(Expression left, Expression right) {
    Optional<StaticValue> from = value(right);
    Optional<StaticValue> to = value(left);
    if (from.isPresent()
        && to.isPresent()
        && from.get() instanceof StaticValue.Address(String a, int x)
        && to.get() instanceof StaticValue.Address(String b, int y)) {
      if (a.equals(b)) {
        return Optional.of(new StaticValue.Whole(y - x));
      }
      if (isLabel(left) && isLabel(right)) {
        return Optional.of(new StaticValue.Distance(b, a, y - x));
      }
    }
    if (from.isPresent() && from.get() instanceof StaticValue.Whole(long number)) {
      return add(to, -number);
    }
    return Optional.empty();
  }

  private static boolean isLabel(Expression expression) {
    return switch (expression) {
      case LabelAddress label -> true;
      case Convert convert -> isLabel(convert.operand());
      default -> false;
    };
  }

  /** An address as an integer, plus or minus a number. */
  private static Optional<StaticValue> binary(Binary binary) {
    boolean plus = binary.operator() == BinaryOperator.ADD;
    boolean minus = binary.operator() == BinaryOperator.SUBTRACT;
    if (plus && binary.left() instanceof Constant number) {
      return add(value(binary.right()), number.value());
    }
    if ((plus || minus) && binary.right() instanceof Constant number) {
      return add(value(binary.left()), plus ? number.value() : -number.value());
    }
    if (minus) {
      return distance(binary.left(), binary.right());
    }
    return Optional.empty();
  }
}
