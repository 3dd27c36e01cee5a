package cloister.cc.optimize;

import cloister.cc.ir.Evaluation;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;

/** One operation in the light of what its operands are. */
final class Simplifier {
  private final KnownBits bits;
  private final WordRules words;
  private final CompareRules compares;

  Simplifier(Definitions definitions) {
    bits = new KnownBits(definitions);
    words = new WordRules(definitions, bits);
    compares = new CompareRules(definitions, bits);
  }

  /** An operation that writes the same registers; a copy when there is nothing to do. */
  Operation operation(Operation operation) {
    return switch (operation) {
      case Operation.Binary binary -> words.simplify(binary);
      case Operation.Unary unary when unary.operand() instanceof Literal(int value) ->
          new Operation.Copy(unary.to(), new Literal(Evaluation.unary(unary.operator(), value)));
      case Operation.Compare compare -> compares.simplify(compare);
      case Operation.WideCompare compare -> WideRules.simplify(compare);
      case Operation.WideBinary binary -> WideRules.simplify(binary);
      case Operation.Extend extend -> extend(extend);
      case Operation.Bits count
          when count.operand() instanceof Literal(int value)
              && (value != 0 || count.operator() == Operation.BitOperator.SWAP_BYTES) ->
          new Operation.Copy(count.to(), new Literal(Evaluation.bits(count.operator(), value)));
      case Operation.AddressOf of ->
          of.address()
              .asOperand()
              .<Operation>map(operand -> new Operation.Copy(of.to(), operand))
              .orElseGet(() -> sum(of));
      case Operation.Store store when store.bits() < 32 ->
          new Operation.Store(
              store.to(),
              words.stripped(store.value(), store.bits()),
              store.bits(),
              store.isVolatile());
      default -> operation;
    };
  }

  /** A sum of two is an addition, which more rules know. */
  private static Operation sum(Operation.AddressOf of) {
    var address = of.address();
    if (address.index().isEmpty() && address.base() instanceof Operand.Register) {
      return add(of, address.base(), new Literal(address.offset()));
    }
    return address.offset() == 0
            && address.scale() == 1
            && address.base() instanceof Operand.Register
        ? add(of, address.base(), address.index().orElseThrow())
        : of;
  }

  private static Operation add(Operation.AddressOf of, Operand left, Operand right) {
    return new Operation.Binary(Operation.BinaryOperator.ADD, of.to(), left, right);
  }

  private Operation extend(Operation.Extend extend) {
    if (extend.from() instanceof Literal(int value)) {
      int extended = Evaluation.extend(value, extend.bits(), extend.signed());
      return new Operation.Copy(extend.to(), new Literal(extended));
    }
    if (bits.isExtended(extend.from(), extend.bits(), extend.signed())) {
      return new Operation.Copy(extend.to(), extend.from());
    }
    Operand from = words.stripped(extend.from(), extend.bits());
    return new Operation.Extend(extend.to(), from, extend.bits(), extend.signed());
  }

  Terminator terminator(Terminator terminator) {
    Terminator simple =
        terminator instanceof Terminator.Branch branch ? compares.simplify(branch) : terminator;
    if (simple instanceof Terminator.WideBranch wide) {
      var left = WideRules.known(wide.leftLow(), wide.leftHigh());
      var right = WideRules.known(wide.rightLow(), wide.rightHigh());
      if (left.isPresent() && right.isPresent()) {
        boolean holds = Evaluation.holdsWide(wide.condition(), left.get(), right.get());
        return new Terminator.Jump(holds ? wide.then() : wide.otherwise());
      }
    }
    return ControlFlow.decided(simple);
  }
}
