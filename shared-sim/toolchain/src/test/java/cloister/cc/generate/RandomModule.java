package cloister.cc.generate;

import cloister.asm.report.Span;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Operation.Condition;
import cloister.cc.ir.Operation.RealCondition;
import cloister.cc.ir.Operation.RealOperator;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Symbol;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A program whose {@code main} does random things and prints what comes of them. */
final class RandomModule {
  private static final Span SPAN = new Span("random", 1, 1, 1);
  private static final int WORDS = 14;
  private static final int REALS = 4;
  private static final int OBJECT_BYTES = 64;

  private final Random random;
  private final IrFunction function = new IrFunction(named("main"), SPAN, SPAN);
  private final List<Register> words = new ArrayList<>();
  private final List<Register> reals = new ArrayList<>();
  private final FrameObject object = function.newObject("object", OBJECT_BYTES, 4);
  private BasicBlock block;

  RandomModule(long seed) {
    random = new Random(seed);
    block = function.newBlock();
    function.blocks().add(block);
  }

  private static Symbol.Function named(String name) {
    IntegerType integer = IntegerType.of(IntegerType.Kind.INT);
    return new Symbol.Function(name, new Type.Function(integer, List.of(), false, true), SPAN);
  }

  IrModule make() {
    for (int i = 0; i < WORDS; i++) {
      words.add(word());
      add(new Operation.Copy(words.get(i), new Literal(random.nextInt())));
    }
    for (int i = 0; i < REALS; i++) {
      reals.add(function.newRegister(Kind.REAL));
      add(new Operation.RealFromInteger(reals.get(i), new Literal(i), Optional.empty(), true));
    }
    add(new Operation.ClearBlock(Address.of(frame(0), 0), OBJECT_BYTES, false));
    for (int i = 0; i < 12; i++) {
      piece();
    }
    finish();
    return new IrModule("random", List.of(function), List.of(), List.of());
  }

  private Register word() {
    return function.newRegister(Kind.WORD);
  }

  private void add(Operation operation) {
    block.add(operation, SPAN);
  }

  private Operand.FrameAddress frame(int offset) {
    return new Operand.FrameAddress(object, offset);
  }

  private Register any() {
    return words.get(random.nextInt(WORDS));
  }

  private Operand operand() {
    return random.nextInt(4) == 0 ? new Literal(random.nextInt(2000) - 1000) : any();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Straight code, a fork that joins again, or a loop that counts. */
  private void piece() {
    switch (random.nextInt(4)) {
      case 0 -> fork();
      case 1 -> loop();
      default -> straight(15);
    }
  }

  private void straight(int count) {
    for (int i = 0; i < count; i++) {
      operation();
    }
  }

  private BasicBlock enterNew() {
    BasicBlock next = function.newBlock();
    function.blocks().add(next);
    return next;
  }

  private void fork() {
    BasicBlock then = enterNew();
    BasicBlock otherwise = enterNew();
    BasicBlock join = enterNew();
    block.end(branch(then, otherwise), SPAN);
    block = then;
    straight(6);
    block.end(new Terminator.Jump(join), SPAN);
    block = otherwise;
    straight(6);
    block.end(new Terminator.Jump(join), SPAN);
    block = join;
  }

  private Terminator branch(BasicBlock then, BasicBlock otherwise) {
    return switch (random.nextInt(4)) {
      case 0 ->
          new Terminator.WideBranch(
              one(Condition.values()), any(), any(), operand(), operand(), then, otherwise);
      case 1 ->
          new Terminator.RealBranch(one(RealCondition.values()), real(), real(), then, otherwise);
      case 2 -> {
        Terminator.Case few = new Terminator.Case(-20, 3, then);
        Terminator.Case more = new Terminator.Case(5, 5, then);
        yield new Terminator.Switch(any(), true, List.of(few, more), otherwise);
      }
      default -> new Terminator.Branch(one(Condition.values()), any(), operand(), then, otherwise);
    };
  }

  private void loop() {
    Register counter = word();
    add(new Operation.Copy(counter, new Literal(1 + random.nextInt(5))));
    BasicBlock body = enterNew();
    BasicBlock after = enterNew();
    block.end(new Terminator.Jump(body), SPAN);
    block = body;
    straight(8);
    add(new Operation.Binary(BinaryOperator.SUBTRACT, counter, counter, new Literal(1)));
    block.end(
        new Terminator.Branch(Condition.NOT_EQUAL, counter, new Literal(0), body, after), SPAN);
    block = after;
  }

  private void operation() {
    switch (random.nextInt(12)) {
      case 0 -> memory();
      case 1 -> wide();
      case 2 -> division();
      case 3 -> arithmeticOnReals();
      case 4 -> add(new Operation.Compare(one(Condition.values()), any(), operand(), operand()));
      case 5 -> {
        int bits = random.nextBoolean() ? 8 : 16;
        add(new Operation.Extend(any(), any(), bits, random.nextBoolean()));
      }
      case 6 -> shift();
      case 7 -> print();
      case 8 -> add(new Operation.Unary(one(Operation.UnaryOperator.values()), any(), any()));
      case 9 -> add(new Operation.Copy(any(), operand()));
      default -> binary();
    }
  }

  private void binary() {
    BinaryOperator[] plain = {
      BinaryOperator.ADD,
      BinaryOperator.SUBTRACT,
      BinaryOperator.MULTIPLY,
      BinaryOperator.AND,
      BinaryOperator.OR,
      BinaryOperator.XOR
    };
    add(new Operation.Binary(one(plain), any(), operand(), operand()));
  }

  private void shift() {
    BinaryOperator[] shifts = {
      BinaryOperator.SHIFT_LEFT, BinaryOperator.SHIFT_RIGHT, BinaryOperator.SHIFT_RIGHT_SIGNED
    };
    Operand count = new Literal(random.nextInt(32));
    if (random.nextBoolean()) {
      Register masked = word();
      add(new Operation.Binary(BinaryOperator.AND, masked, any(), new Literal(31)));
      count = masked;
    }
    add(new Operation.Binary(one(shifts), any(), any(), count));
  }

  /** By something from 1 to 255. */
  private void division() {
    BinaryOperator[] divisions = {
      BinaryOperator.DIVIDE,
      BinaryOperator.REMAINDER,
      BinaryOperator.DIVIDE_UNSIGNED,
      BinaryOperator.REMAINDER_UNSIGNED
    };
    Operand divisor =
        new Literal(random.nextBoolean() ? 1 << random.nextInt(8) : 1 + random.nextInt(255));
    if (random.nextBoolean()) {
      Register masked = word();
      add(new Operation.Binary(BinaryOperator.AND, masked, any(), new Literal(0xFE)));
      add(new Operation.Binary(BinaryOperator.OR, masked, masked, new Literal(1)));
      divisor = masked;
    }
    add(new Operation.Binary(one(divisions), any(), any(), divisor));
  }

  private void memory() {
    Register index = word();
    add(new Operation.Binary(BinaryOperator.AND, index, any(), new Literal(15)));
    Address place = new Address(frame(0), Optional.of(index), 4, 0);
    int bits = 8 << random.nextInt(3);
    if (random.nextBoolean()) {
      Register old = word();
      Register sum = word();
      add(new Operation.Load(old, place, bits, random.nextBoolean(), false));
      add(new Operation.Binary(BinaryOperator.ADD, sum, old, operand()));
      add(new Operation.Store(place, sum, bits, false));
    } else {
      add(new Operation.Store(place, operand(), bits, false));
      add(
          new Operation.Load(
              any(), Address.of(frame(4 * random.nextInt(16)), 0), 32, false, false));
    }
  }

  private void wide() {
    BinaryOperator[] plain = {BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY};
    BinaryOperator[] shifts = {
      BinaryOperator.SHIFT_LEFT, BinaryOperator.SHIFT_RIGHT, BinaryOperator.SHIFT_RIGHT_SIGNED
    };
    Register low = words.get(random.nextInt(WORDS / 2));
    Register high = words.get(WORDS / 2 + random.nextInt(WORDS / 2));
    switch (random.nextInt(4)) {
      case 0 -> {
        Register count = word();
        add(new Operation.Binary(BinaryOperator.AND, count, any(), new Literal(63)));
        add(new Operation.WideBinary(one(shifts), low, high, any(), any(), count, new Literal(0)));
      }
      case 1 -> {
        Register top = any();
        Operand other = random.nextBoolean() ? top : operand();
        add(
            new Operation.WideCompare(
                one(Condition.values()), any(), any(), top, operand(), other));
      }
      case 2 -> add(new Operation.MultiplyLong(random.nextBoolean(), low, high, any(), any()));
      default ->
          add(new Operation.WideBinary(one(plain), low, high, any(), operand(), any(), operand()));
    }
  }

  private Register real() {
    return reals.get(random.nextInt(REALS));
  }

  /** Small integers, so that no format rounds them. */
  private Register smallReal() {
    Register small = word();
    Register real = function.newRegister(Kind.REAL);
    add(new Operation.Binary(BinaryOperator.AND, small, any(), new Literal(1023)));
    add(new Operation.RealFromInteger(real, small, Optional.empty(), true));
    return real;
  }

  private void arithmeticOnReals() {
    RealOperator[] exact = {RealOperator.ADD, RealOperator.SUBTRACT, RealOperator.MULTIPLY};
    switch (random.nextInt(3)) {
      case 0 -> {
        RealOperator[] sums = {RealOperator.ADD, RealOperator.SUBTRACT};
        Register to = real();
        add(new Operation.RealBinary(one(sums), to, to, smallReal()));
      }
      case 1 -> add(new Operation.RealCompare(one(RealCondition.values()), any(), real(), real()));
      default -> {
        Register product = function.newRegister(Kind.REAL);
        add(new Operation.RealBinary(one(exact), product, smallReal(), smallReal()));
        Register to = real();
        add(
            new Operation.RealBinary(
                one(new RealOperator[] {RealOperator.ADD}), to, product, smallReal()));
        add(new Operation.RealToInteger(any(), Optional.empty(), to, true));
      }
    }
  }

  private void print() {
    Register letter = word();
    add(new Operation.Binary(BinaryOperator.AND, letter, any(), new Literal(63)));
    Register shown = word();
    add(new Operation.Binary(BinaryOperator.ADD, shown, letter, new Literal(48)));
    Operation.Argument argument = new Operation.Argument.Word(shown);
    Operand callee = new Operand.SymbolAddress("putchar", 0);
    add(new Operation.Call(callee, List.of(argument), List.of(any()), 0, true));
  }

  /** All that is left goes into what is printed. */
  private void finish() {
    for (Register real : reals) {
      add(
          new Operation.RealToInteger(
              words.get(reals.indexOf(real)), Optional.empty(), real, true));
    }
    for (int i = 1; i < WORDS; i++) {
      Register turned = word();
      add(new Operation.Binary(BinaryOperator.MULTIPLY, turned, words.get(0), new Literal(31)));
      add(new Operation.Binary(BinaryOperator.XOR, words.get(0), turned, words.get(i)));
    }
    for (int i = 0; i < 6; i++) {
      Register shifted = word();
      add(
          new Operation.Binary(
              BinaryOperator.SHIFT_RIGHT, shifted, words.get(0), new Literal(5 * i)));
      words.set(1, shifted);
      Register letter = word();
      add(new Operation.Binary(BinaryOperator.AND, letter, shifted, new Literal(63)));
      add(new Operation.Binary(BinaryOperator.ADD, letter, letter, new Literal(48)));
      add(
          new Operation.Call(
              new Operand.SymbolAddress("putchar", 0),
              List.of(new Operation.Argument.Word(letter)),
              List.of(),
              0,
              true));
    }
    block.end(new Terminator.Return(List.of(new Literal(0))), SPAN);
  }
}
