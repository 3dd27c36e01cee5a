package cloister.cc.optimize;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Evaluation;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Binary;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Compare;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Terminator;
import java.util.Optional;

/** Comparisons of comparisons, and branches on them. */
final class CompareRules {
  private final Definitions definitions;
  private final KnownBits bits;

  CompareRules(Definitions definitions, KnownBits bits) {
    this.definitions = definitions;
    this.bits = bits;
  }

  Operation simplify(Compare compare) {
    Compare ordered = reduced(ordered(compare));
    Optional<Boolean> known = known(ordered.condition(), ordered.left(), ordered.right());
    if (known.isPresent()) {
      return new Operation.Copy(ordered.to(), new Literal(known.get() ? 1 : 0));
    }
    if (!isZeroTest(ordered.condition(), ordered.left(), ordered.right())) {
      return ordered;
    }
    boolean negated = ordered.condition() == Condition.EQUAL;
    if (!negated && (bits.possible(ordered.left()) & ~1) == 0) {
      return new Operation.Copy(ordered.to(), ordered.left());
    }
    return definitions
        .of(ordered.left())
        .flatMap(tested -> again(tested, ordered.to(), negated))
        .orElse(ordered);
  }

  private static Compare ordered(Compare compare) {
    boolean swap = !(compare.left() instanceof Register) && compare.right() instanceof Register;
    return swap
        ? new Compare(compare.condition().swapped(), compare.to(), compare.right(), compare.left())
        : compare;
  }

  private Compare reduced(Compare compare) {
    if (compare.condition() != Condition.EQUAL && compare.condition() != Condition.NOT_EQUAL) {
      return compare;
    }
    Optional<Operation> left = definitions.of(compare.left());
    if (left.isPresent()
        && left.get() instanceof Binary binary
        && compare.right() instanceof Literal(int right)
        && definitions.isValue(binary.left())
        && definitions.isValue(binary.right())) {
      boolean difference =
          binary.operator() == BinaryOperator.SUBTRACT || binary.operator() == BinaryOperator.XOR;
      if (difference && right == 0) {
        return new Compare(compare.condition(), compare.to(), binary.left(), binary.right());
      }
    }
    return compare;
  }

  private Optional<Boolean> known(Condition condition, Operand left, Operand right) {
    if (left instanceof Literal(int a) && right instanceof Literal(int b)) {
      return Optional.of(Evaluation.holds(condition, a, b));
    }
    if (left.equals(right) && definitions.isValue(left)) {
      return Optional.of(Evaluation.holds(condition, 0, 0));
    }
    if (right instanceof Literal(int zero) && zero == 0) {
      if (condition == Condition.BELOW) {
        return Optional.of(false);
      }
      if (condition == Condition.ABOVE_EQUAL) {
        return Optional.of(true);
      }
      boolean object = left instanceof Operand.FrameAddress;
      if (object && (condition == Condition.EQUAL || condition == Condition.NOT_EQUAL)) {
        return Optional.of(condition == Condition.NOT_EQUAL);
      }
    }
    return Optional.empty();
  }

  private static boolean isZeroTest(Condition condition, Operand left, Operand right) {
    return (condition == Condition.EQUAL || condition == Condition.NOT_EQUAL)
        && right instanceof Literal(int zero)
        && zero == 0
        && left instanceof Register;
  }

  /** The comparison once more, or its opposite; reals have no opposite for all operands. */
  private Optional<Operation> again(Operation tested, Register to, boolean negated) {
    return switch (tested) {
      case Compare inner when isValue(inner.left(), inner.right()) -> {
        Condition condition = negated ? inner.condition().negated() : inner.condition();
        yield Optional.of(new Compare(condition, to, inner.left(), inner.right()));
      }
      case Operation.WideCompare wide
          when isValue(wide.leftLow(), wide.leftHigh())
              && isValue(wide.rightLow(), wide.rightHigh()) -> {
        Condition condition = negated ? wide.condition().negated() : wide.condition();
        yield Optional.of(
            new Operation.WideCompare(
                condition, to, wide.leftLow(), wide.leftHigh(), wide.rightLow(), wide.rightHigh()));
      }
      default -> Optional.empty();
    };
  }

  private boolean isValue(Operand left, Operand right) {
    return definitions.isValue(left) && definitions.isValue(right);
  }

  Terminator simplify(Terminator.Branch branch) {
    Register nobody = new Register(-1, Operand.Kind.WORD);
    Compare asked = new Compare(branch.condition(), nobody, branch.left(), branch.right());
    Operation answer = simplify(asked);
    return switch (answer) {
      case Operation.Copy(Register _, Literal(int value)) ->
          new Terminator.Jump(value != 0 ? branch.then() : branch.otherwise());
      case Operation.Copy(Register _, Operand truth) -> onTruth(branch, truth, false);
      case Compare compare
          when compare.condition() == Condition.EQUAL
              && compare.right() instanceof Literal(int zero)
              && zero == 0 ->
          onTruth(branch, compare.left(), true);
      case Compare compare -> branch(compare, branch.then(), branch.otherwise());
      case Operation.WideCompare wide ->
          new Terminator.WideBranch(
              wide.condition(),
              wide.leftLow(),
              wide.leftHigh(),
              wide.rightLow(),
              wide.rightHigh(),
              branch.then(),
              branch.otherwise());
      default -> branch;
    };
  }

  private static Terminator branch(Compare compare, BasicBlock then, BasicBlock otherwise) {
    return new Terminator.Branch(
        compare.condition(), compare.left(), compare.right(), then, otherwise);
  }

  private Terminator onTruth(Terminator.Branch branch, Operand truth, boolean negated) {
    var then = negated ? branch.otherwise() : branch.then();
    var otherwise = negated ? branch.then() : branch.otherwise();
    Optional<Operation> tested = definitions.of(truth);
    if (tested.isPresent()) {
      switch (tested.get()) {
        case Operation.RealCompare real when isValue(real.left(), real.right()) -> {
          return new Terminator.RealBranch(
              real.condition(), real.left(), real.right(), then, otherwise);
        }
        case Compare inner when isValue(inner.left(), inner.right()) -> {
          return branch(inner, then, otherwise);
        }
        case Operation.WideCompare wide
            when isValue(wide.leftLow(), wide.leftHigh())
                && isValue(wide.rightLow(), wide.rightHigh()) -> {
          return new Terminator.WideBranch(
              wide.condition(),
              wide.leftLow(),
              wide.leftHigh(),
              wide.rightLow(),
              wide.rightHigh(),
              then,
              otherwise);
        }
        default -> {}
      }
    }
    return new Terminator.Branch(Condition.NOT_EQUAL, truth, new Literal(0), then, otherwise);
  }
}
