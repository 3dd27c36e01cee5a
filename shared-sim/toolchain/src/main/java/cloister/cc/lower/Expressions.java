package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Expression.UnaryOperator;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.List;

/** Values of expressions. */
final class Expressions {
  private final FunctionLowering parts;
  private final Emitter emit;

  Expressions(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  /** A scalar's value; of a structure, its address. */
  Value value(Expression expression) {
    if (Shape.of(expression.type()) == Shape.MEMORY) {
      return Value.of(emit.addressOf(parts.structures.address(expression)));
    }
    return switch (expression) {
      case Expression.Constant constant -> constant(constant);
      case Expression.RealConstant constant -> Value.of(new Operand.RealLiteral(constant.value()));
      case Expression.Read read -> parts.places.read(read.place(), read.type());
      case Expression.AddressOf _, Expression.PointerAdd _, Expression.FunctionAddress _ ->
          Value.of(emit.addressOf(address(expression)));
      case Expression.LabelAddress label -> labelAddress(label);
      case Expression.Convert convert -> convert(convert);
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Logical logical -> Value.of(parts.conditions.value(logical));
      case Expression.PointerDifference difference -> difference(difference);
      case Expression.Assign assign -> parts.updates.assign(assign, true);
      case Expression.Update update -> parts.updates.update(update);
      case Expression.Conditional conditional -> conditional(conditional);
      case Expression.Elvis elvis -> elvis(elvis);
      case Expression.Comma comma -> {
        effect(comma.left());
        yield value(comma.right());
      }
      case Expression.Call call -> parts.calls.call(call);
      case Expression.StatementValue body -> statementValue(body);
      case Expression.VariableStart start -> parts.variableArguments.start(start);
      case Expression.VariableArgument argument -> parts.variableArguments.next(argument);
      case Expression.Builtin builtin -> parts.builtins.call(builtin);
    };
  }

  /** The one operand of a scalar that is not wide. */
  Operand operand(Expression expression) {
    return value(expression).low();
  }

  /** Evaluates for the effects. */
  void effect(Expression expression) {
    switch (expression) {
      case Expression.Convert convert when convert.type() instanceof Type.Void ->
          effect(convert.operand());
      case Expression.Comma comma -> {
        effect(comma.left());
        effect(comma.right());
      }
      case Expression.Assign assign -> parts.updates.assign(assign, false);
      case Expression.Update update -> parts.updates.effect(update);
      case Expression.Conditional conditional -> choose(conditional);
      case Expression.Read read when Shape.of(read.type()) == Shape.MEMORY ->
          parts.places.location(read.place());
      case Expression.Logical logical -> {
        BasicBlock end = emit.newBlock();
        BasicBlock right = emit.newBlock();
        parts.conditions.branch(
            logical.left(), logical.and() ? right : end, logical.and() ? end : right);
        emit.start(right);
        effect(logical.right());
        emit.start(end);
      }
      default -> value(expression);
    }
  }

  private void choose(Expression.Conditional conditional) {
    BasicBlock then = emit.newBlock();
    BasicBlock otherwise = emit.newBlock();
    BasicBlock end = emit.newBlock();
    parts.conditions.branch(conditional.condition(), then, otherwise);
    emit.start(then);
    effect(conditional.then());
    emit.jump(end);
    emit.start(otherwise);
    effect(conditional.otherwise());
    emit.start(end);
  }

  private Value constant(Expression.Constant constant) {
    return Shape.of(constant.type()) == Shape.WIDE
        ? Value.wide(constant.value())
        : Value.of(new Literal((int) constant.value()));
  }

  private Value labelAddress(Expression.LabelAddress label) {
    Register to = emit.word();
    emit.add(new Operation.BlockAddress(to, parts.labels.block(label.label())));
    return Value.of(to);
  }

  private Value convert(Expression.Convert convert) {
    Expression operand = convert.operand();
    if (convert.type() instanceof Type.Void) {
      effect(operand);
      return Value.NONE;
    }
    if (Shape.isBool(convert.type()) && !Shape.isBool(operand.type())) {
      return Value.of(parts.conditions.truth(operand));
    }
    Value value = value(operand);
    return operand.type().equals(convert.type()) && isExact(operand)
        ? value
        : parts.conversions.convert(value, operand.type(), convert.type());
  }

  private Value unary(Expression.Unary unary) {
    return switch (unary.operator()) {
      case NEGATE -> parts.arithmetic.negate(value(unary.operand()), unary.type());
      case COMPLEMENT -> parts.arithmetic.complement(value(unary.operand()), unary.type());
      case NOT -> Value.of(parts.conditions.value(unary));
    };
  }

  private Value binary(Expression.Binary binary) {
    if (binary.operator().isComparison()) {
      Value left = value(binary.left());
      Value right = value(binary.right());
      return Value.of(
          parts.arithmetic.compare(binary.operator(), left, right, binary.left().type()));
    }
    if (isSignedProduct(binary)) {
      Operand left = operand(((Expression.Convert) binary.left()).operand());
      Operand right = operand(((Expression.Convert) binary.right()).operand());
      return parts.arithmetic.product(left, right, true);
    }
    Value left = value(binary.left());
    Value right = value(binary.right());
    return parts.arithmetic.binary(binary.operator(), left, right, binary.type());
  }

  /** Two words widened with their signs have a product that one instruction makes. */
  private static boolean isSignedProduct(Expression.Binary binary) {
    return binary.operator() == Expression.BinaryOperator.MULTIPLY
        && Shape.of(binary.type()) == Shape.WIDE
        && isWidenedSigned(binary.left())
        && isWidenedSigned(binary.right());
  }

  private static boolean isWidenedSigned(Expression expression) {
    return expression instanceof Expression.Convert convert
        && Shape.of(convert.operand().type()) == Shape.WORD
        && Shape.isSigned(convert.operand().type());
  }

  /** The memory that a pointer's value leads to, as the machine can form it. */
  Address address(Expression pointer) {
    return switch (pointer) {
      case Expression.AddressOf address -> parts.places.address(address.place());
      case Expression.FunctionAddress function ->
          Address.of(new Operand.SymbolAddress(function.function().assemblerName(), 0), 0);
      case Expression.PointerAdd add -> sum(add);
      case Expression.Convert convert
          when convert.type().isPointer() && convert.operand().type().isPointer() ->
          address(convert.operand());
      default -> Address.of(operand(pointer), 0);
    };
  }

  private Address sum(Expression.PointerAdd add) {
    Address base = address(add.pointer());
    if (!(add.size() instanceof Expression.Constant constant)) {
      Operand index = operand(add.index());
      Operand bytes = emit.binary(BinaryOperator.MULTIPLY, index, operand(add.size()));
      return parts.places.element(base, bytes, 1);
    }
    int size = (int) constant.value();
    if (add.index() instanceof Expression.Binary sum
        && sum.operator() == Expression.BinaryOperator.ADD
        && sum.right() instanceof Expression.Constant distance) {
      Address near = base.plus((int) distance.value() * size);
      return parts.places.element(near, operand(sum.left()), size);
    }
    return parts.places.element(base, operand(add.index()), size);
  }

  private Value difference(Expression.PointerDifference difference) {
    Operand left = operand(difference.left());
    Operand right = operand(difference.right());
    Operand bytes = emit.binary(BinaryOperator.SUBTRACT, left, right);
    Operand size = operand(difference.size());
    if (size instanceof Literal(int known) && known > 0) {
      int shift = Integer.numberOfTrailingZeros(known);
      Operand odd = emit.binary(BinaryOperator.SHIFT_RIGHT_SIGNED, bytes, shift);
      return Value.of(emit.binary(BinaryOperator.MULTIPLY, odd, inverse(known >> shift)));
    }
    return Value.of(emit.binary(BinaryOperator.DIVIDE, bytes, size));
  }

  /** Modulo 2 to the 32 by Newton's method: an exact division is a product with it. */
  private static int inverse(int odd) {
    int inverse = odd;
    for (int bits = 3; bits < 32; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private Value conditional(Expression.Conditional conditional) {
    Shape shape = Shape.of(conditional.type());
    if (shape == Shape.NOTHING) {
      choose(conditional);
      return Value.NONE;
    }
    List<Register> result = emit.registers(shape);
    BasicBlock then = emit.newBlock();
    BasicBlock otherwise = emit.newBlock();
    BasicBlock end = emit.newBlock();
    parts.conditions.branch(conditional.condition(), then, otherwise);
    emit.start(then);
    arm(result, conditional.then());
    emit.jump(end);
    emit.start(otherwise);
    arm(result, conditional.otherwise());
    emit.start(end);
    return new Value(List.copyOf(result));
  }

  /** An arm that does not come back has no value. */
  private void arm(List<Register> result, Expression expression) {
    Value value = value(expression);
    if (value.parts().size() == result.size()) {
      emit.copy(result, value);
    }
  }

  private Value elvis(Expression.Elvis elvis) {
    List<Register> result = emit.registers(Shape.of(elvis.type()));
    BasicBlock otherwise = emit.newBlock();
    BasicBlock then = emit.newBlock();
    BasicBlock end = emit.newBlock();
    Value value = value(elvis.condition());
    parts.conditions.branchOn(value, elvis.condition().type(), then, otherwise);
    emit.start(then);
    Type from = elvis.condition().type();
    boolean same = from.equals(elvis.type());
    emit.copy(result, same ? value : parts.conversions.convert(value, from, elvis.type()));
    emit.jump(end);
    emit.start(otherwise);
    arm(result, elvis.otherwise());
    emit.start(end);
    return new Value(List.copyOf(result));
  }

  private Value statementValue(Expression.StatementValue body) {
    parts.statements.openValue(body.body());
    Value value = Value.NONE;
    if (body.value().isPresent()) {
      value = rounded(body.value().get());
    }
    parts.statements.close(body.body());
    return value;
  }

  /** True when a real value has no more precision than its type (C11 5.2.4.2.2). */
  static boolean isExact(Expression expression) {
    return switch (expression) {
      case Expression.Read _,
          Expression.RealConstant _,
          Expression.Assign _,
          Expression.Call _,
          Expression.Update _,
          Expression.StatementValue _,
          Expression.VariableArgument _ ->
          true;
      case Expression.Builtin builtin -> builtin.type().isFloating();
      case Expression.Convert convert when convert.operand().type() instanceof IntegerType from ->
          fits(from, convert.type());
      case Expression.Convert convert -> !widens(convert) || isExact(convert.operand());
      case Expression.Unary unary ->
          unary.operator() == UnaryOperator.NEGATE && isExact(unary.operand());
      case Expression.Conditional conditional ->
          isExact(conditional.then()) && isExact(conditional.otherwise());
      case Expression.Comma comma -> isExact(comma.right());
      default -> !expression.type().isFloating();
    };
  }

  private static boolean fits(IntegerType from, Type to) {
    return !(to instanceof Type.Floating format)
        || switch (format) {
          case FLOAT -> from.size() < 4;
          case DOUBLE -> from.size() < 8;
          case LONG_DOUBLE -> true;
        };
  }

  private static boolean widens(Expression.Convert convert) {
    return convert.type() instanceof Type.Floating to
        && convert.operand().type() instanceof Type.Floating from
        && to.compareTo(from) > 0;
  }

  /** The value as an assignment to its type makes it: rounded. */
  Value rounded(Expression expression) {
    Value value = value(expression);
    return Shape.of(expression.type()) == Shape.REAL && !isExact(expression)
        ? parts.conversions.round(value.low(), Shape.format(expression.type()))
        : value;
  }

  /** Whether evaluating the place does anything that can be noticed. */
  static boolean hasEffect(Place place) {
    return new TreeSearch(
            expression ->
                switch (expression) {
                  case Expression.Call _,
                      Expression.Assign _,
                      Expression.Update _,
                      Expression.StatementValue _,
                      Expression.VariableArgument _,
                      Expression.Builtin _ ->
                      true;
                  default -> false;
                })
        .place(place);
  }
}
