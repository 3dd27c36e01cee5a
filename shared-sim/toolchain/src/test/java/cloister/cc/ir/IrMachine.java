package cloister.cc.ir;

import cloister.cc.ir.IrLibrary.Exit;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a module, so that its meaning can be compared before and after a pass. */
public final class IrMachine {
  private static final int CODE = 0x0800_0000;
  private static final long LIMIT = 200_000_000;

  private final IrMemory memory = new IrMemory();
  private final StringBuilder out = new StringBuilder();
  private final IrLibrary library = new IrLibrary(memory, out);
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final List<Object> code = new ArrayList<>();
  private final Map<BasicBlock, Integer> blockAddresses = new LinkedHashMap<>();
  private final Map<String, Integer> unknown = new LinkedHashMap<>();
  private final int[] incoming = new int[Operation.ArgumentRegister.values().length];
  private int stack = IrMemory.SIZE - 64;
  private long steps;

  /** What a program wrote, with which status it ended and how many operations that took. */
  public record Outcome(String output, int status, long steps) {}

  public static Outcome run(IrModule module) {
    return DeepStack.on(() -> new IrMachine(module).run());
  }

  private IrMachine(IrModule module) {
    for (IrFunction function : module.functions()) {
      symbols.put(function.symbol().assemblerName(), address(function));
      for (BasicBlock block : function.blocks()) {
        block.symbol().ifPresent(name -> symbols.put(name, address(block)));
      }
    }
    int at = 0x1_0000;
    for (Program.StaticObject object : module.objects()) {
      at = at + 31 & -32;
      symbols.put(object.variable().assemblerName(), at);
      at += Math.max(1, object.sizeBytes());
    }
    for (Program.Alias alias : module.aliases()) {
      if (alias.symbol() instanceof Symbol.Variable variable) {
        symbols.put(variable.assemblerName(), symbol(alias.target()));
      }
    }
    module.weak().forEach(name -> symbols.putIfAbsent(name, 0));
    for (Program.StaticObject object : module.objects()) {
      int start = symbols.get(object.variable().assemblerName());
      memory.put(start, object.bytes());
      for (Program.Reference reference : object.references()) {
        memory.store(
            start + reference.offset(), symbol(reference.symbol()) + reference.addend(), 32);
      }
    }
  }

  private int address(Object piece) {
    code.add(piece);
    int address = CODE + 16 * (code.size() - 1);
    if (piece instanceof BasicBlock block) {
      blockAddresses.put(block, address);
    }
    return address;
  }

  private int symbol(String name) {
    Integer known = symbols.get(name);
    return known != null ? known : unknown.computeIfAbsent(name, this::address);
  }

  private Outcome run() {
    int status;
    try {
      int arguments = stack - 64;
      memory.put(arguments - 16, "test".getBytes(StandardCharsets.US_ASCII));
      memory.store(arguments + 8, arguments - 16, 32);
      memory.store(arguments, 1, 32);
      memory.store(arguments + 4, arguments + 8, 32);
      stack = arguments - 32;
      status = (int) call(code(symbol("main")), arguments)[0];
    } catch (Exit exit) {
      status = exit.status;
    }
    return new Outcome(out.toString(), status & 0xFF, steps);
  }

  private Object code(int address) {
    int index = (address - CODE) / 16;
    if (index < 0 || index >= code.size()) {
      throw new IllegalStateException("call of " + Integer.toHexString(address));
    }
    return code.get(index);
  }

  /** EAX and EDX, or ST0's bits. */
  private long[] call(Object callee, int arguments) {
    if (callee instanceof String name) {
      long both = library.call(name, arguments);
      return new long[] {(int) both, (int) (both >> 32)};
    }
    int before = stack;
    stack = Math.min(stack, arguments) - 64;
    try {
      return new Frame((IrFunction) callee, arguments).run();
    } finally {
      stack = before;
    }
  }

  /** One activation of a function. */
  private final class Frame {
    private final IrFunction function;
    private final int arguments;
    private final Map<FrameObject, Integer> objects = new LinkedHashMap<>();
    private final int[] words;
    private final double[] reals;
    private BasicBlock block;
    private BasicBlock came;

    Frame(IrFunction function, int arguments) {
      this.function = function;
      this.arguments = arguments;
      words = new int[function.registerCount()];
      reals = new double[function.registerCount()];
      java.util.Arrays.fill(words, 0x5EED_0BAD);
      block = function.blocks().getFirst();
      came = block;
    }

    long[] run() {
      for (FrameObject object : function.objects()) {
        place(object);
      }
      while (true) {
        phis();
        for (BasicBlock.Instruction instruction : block.instructions()) {
          if (++steps > LIMIT) {
            throw new IllegalStateException("endless");
          }
          try {
            operation(instruction.operation());
          } catch (IllegalStateException wrong) {
            throw new IllegalStateException(
                function.symbol().name() + ": " + IrText.of(instruction.operation()), wrong);
          }
        }
        steps++;
        if (block.terminator() instanceof Terminator.Return(List<Operand> values)) {
          return results(values);
        }
        BasicBlock next = next(block.terminator());
        came = block;
        block = next;
      }
    }

    private void place(FrameObject object) {
      int address = arguments + object.argumentOffset();
      if (!object.isArgument()) {
        int alignment = Math.max(4, object.alignment());
        stack = (stack - object.sizeBytes()) & -alignment;
        address = stack;
      }
      objects.put(object, address);
    }

    private void phis() {
      long[] values = new long[block.phis().size()];
      for (int i = 0; i < values.length; i++) {
        BasicBlock.Phi phi = block.phis().get(i);
        Operand from = phi.values().get(came);
        if (from == null) {
          throw new IllegalStateException("no value for " + came.number() + " in " + phi);
        }
        values[i] =
            phi.to().kind() == Operand.Kind.REAL
                ? Double.doubleToRawLongBits(real(from))
                : word(from);
      }
      for (int i = 0; i < values.length; i++) {
        Register to = block.phis().get(i).to();
        if (to.kind() == Operand.Kind.REAL) {
          reals[to.number()] = Double.longBitsToDouble(values[i]);
        } else {
          words[to.number()] = (int) values[i];
        }
      }
    }

    private long[] results(List<Operand> values) {
      if (values.isEmpty()) {
        return new long[] {0, 0};
      }
      if (isReal(values.getFirst())) {
        return new long[] {Double.doubleToRawLongBits(real(values.getFirst())), 0};
      }
      return new long[] {word(values.getFirst()), word(values.getLast())};
    }

    private static boolean isReal(Operand operand) {
      return operand instanceof Operand.RealLiteral
          || operand instanceof Register register && register.kind() == Operand.Kind.REAL;
    }

    private int word(Operand operand) {
      return switch (operand) {
        case Register register -> words[register.number()];
        case Operand.Literal literal -> literal.value();
        case Operand.SymbolAddress symbol -> symbol(symbol.symbol()) + symbol.offset();
        case Operand.FrameAddress frame -> {
          Integer place = objects.get(frame.object());
          if (place == null) {
            throw new IllegalStateException("object without a place: " + frame.object().name());
          }
          yield place + frame.offset();
        }
        case Operand.RealLiteral real -> throw new IllegalStateException("real " + real);
      };
    }

    private double real(Operand operand) {
      return switch (operand) {
        case Register register -> {
          if (register.kind() != Operand.Kind.REAL) {
            throw new IllegalStateException("no real " + register);
          }
          yield reals[register.number()];
        }
        case Operand.RealLiteral literal -> IrMemory.real(literal.value());
        default -> throw new IllegalStateException("no real " + operand);
      };
    }

    private long wide(Operand low, Operand high) {
      return (long) word(high) << 32 | word(low) & 0xFFFF_FFFFL;
    }

    private void set(Register to, int value) {
      words[to.number()] = value;
    }

    private void set(Register low, Register high, long value) {
      set(low, (int) value);
      set(high, (int) (value >> 32));
    }

    private int at(Address address) {
      int index = address.index().map(this::word).orElse(0) * address.scale();
      return word(address.base()) + index + address.offset();
    }

    private BasicBlock next(Terminator end) {
      return switch (end) {
        case Terminator.Jump jump -> jump.to();
        case Terminator.Branch branch ->
            Evaluation.holds(branch.condition(), word(branch.left()), word(branch.right()))
                ? branch.then()
                : branch.otherwise();
        case Terminator.WideBranch branch -> {
          long left = wide(branch.leftLow(), branch.leftHigh());
          long right = wide(branch.rightLow(), branch.rightHigh());
          yield Evaluation.holdsWide(branch.condition(), left, right)
              ? branch.then()
              : branch.otherwise();
        }
        case Terminator.RealBranch branch ->
            holds(branch.condition(), real(branch.left()), real(branch.right()))
                ? branch.then()
                : branch.otherwise();
        case Terminator.Switch choice -> chosen(choice);
        case Terminator.JumpComputed jump -> (BasicBlock) code(word(jump.address()));
        case Terminator.AssemblyGoto jump -> throw new UnsupportedOperationException("assembly");
        case Terminator.Return _ -> throw new IllegalStateException("return");
        case Terminator.Unreachable _ -> throw new IllegalStateException("unreachable");
      };
    }

    private BasicBlock chosen(Terminator.Switch choice) {
      int value = word(choice.value());
      for (Terminator.Case one : choice.cases()) {
        boolean in =
            choice.signed()
                ? one.first() <= value && value <= one.last()
                : Integer.compareUnsigned(one.first(), value) <= 0
                    && Integer.compareUnsigned(value, one.last()) <= 0;
        if (in) {
          return one.to();
        }
      }
      return choice.otherwise();
    }

    private static boolean holds(Operation.RealCondition condition, double left, double right) {
      return switch (condition) {
        case EQUAL -> left == right;
        case NOT_EQUAL -> left != right;
        case LESS -> left < right;
        case LESS_EQUAL -> left <= right;
        case GREATER -> left > right;
        case GREATER_EQUAL -> left >= right;
        case UNORDERED -> Double.isNaN(left) || Double.isNaN(right);
        case ORDERED -> !Double.isNaN(left) && !Double.isNaN(right);
      };
    }

    private void operation(Operation operation) {
      switch (operation) {
        case Operation.Copy(Register to, Operand from) -> {
          if (to.kind() == Operand.Kind.REAL) {
            reals[to.number()] = real(from);
          } else {
            set(to, word(from));
          }
        }
        case Operation.Binary binary ->
            set(
                binary.to(),
                Evaluation.binary(binary.operator(), word(binary.left()), word(binary.right()))
                    .orElseThrow(() -> new IllegalStateException("division")));
        case Operation.Unary unary ->
            set(unary.to(), Evaluation.unary(unary.operator(), word(unary.operand())));
        case Operation.Compare compare ->
            set(
                compare.to(),
                Evaluation.holds(compare.condition(), word(compare.left()), word(compare.right()))
                    ? 1
                    : 0);
        case Operation.Extend(Register to, Operand from, int bits, boolean signed) ->
            set(to, Evaluation.extend(word(from), bits, signed));
        case Operation.Bits bits ->
            set(bits.to(), Evaluation.bits(bits.operator(), word(bits.operand())));
        case Operation.AddressOf of -> set(of.to(), at(of.address()));
        case Operation.Allocate allocate -> {
          stack = (stack - word(allocate.bytes())) & -16;
          set(allocate.to(), stack);
        }
        case Operation.SaveStack save -> set(save.to(), stack);
        case Operation.RestoreStack restore -> stack = word(restore.from());
        case Operation.Incoming(Register to, var from) -> set(to, incoming[from.ordinal()]);
        case Operation.FrameValue frame -> set(frame.to(), arguments - 8);
        case Operation.BlockAddress of -> {
          Integer known = blockAddresses.get(of.block());
          set(of.to(), known != null ? known : address(of.block()));
        }
        case Operation.Call call -> call(call);
        case Operation.Assembly assembly -> assembly(assembly);
        case Operation.Load(Register to, Address from, int bits, boolean signed, boolean _) ->
            set(to, memory.load(at(from), bits, signed));
        case Operation.Store(Address to, Operand value, int bits, boolean _) ->
            memory.store(at(to), word(value), bits);
        case Operation.RealLoad load ->
            reals[load.to().number()] = memory.real(at(load.from()), load.format());
        case Operation.RealStore store ->
            memory.storeReal(at(store.to()), real(store.value()), store.format());
        case Operation.CopyBlock copy -> memory.copy(at(copy.to()), at(copy.from()), copy.bytes());
        case Operation.ClearBlock clear -> memory.fill(at(clear.to()), 0, clear.bytes());
        default -> arithmetic(operation);
      }
    }

    private void arithmetic(Operation operation) {
      switch (operation) {
        case Operation.MultiplyLong multiply -> {
          long left = word(multiply.left());
          long right = word(multiply.right());
          long product =
              multiply.signed() ? left * right : (left & 0xFFFF_FFFFL) * (right & 0xFFFF_FFFFL);
          set(multiply.toLow(), multiply.toHigh(), product);
        }
        case Operation.WideBinary wide -> set(wide.toLow(), wide.toHigh(), wideBinary(wide));
        case Operation.WideNegate wide ->
            set(wide.toLow(), wide.toHigh(), -wide(wide.low(), wide.high()));
        case Operation.WideCompare wide ->
            set(
                wide.to(),
                Evaluation.holdsWide(
                        wide.condition(),
                        wide(wide.leftLow(), wide.leftHigh()),
                        wide(wide.rightLow(), wide.rightHigh()))
                    ? 1
                    : 0);
        case Operation.RealBinary binary ->
            reals[binary.to().number()] =
                binary(binary.operator(), real(binary.left()), real(binary.right()));
        case Operation.RealUnary unary ->
            reals[unary.to().number()] =
                switch (unary.operator()) {
                  case NEGATE -> -real(unary.operand());
                  case ABSOLUTE -> Math.abs(real(unary.operand()));
                  case SQUARE_ROOT -> Math.sqrt(real(unary.operand()));
                };
        case Operation.RealRound round ->
            reals[round.to().number()] =
                round.format() == Operation.RealFormat.SINGLE
                    ? (float) real(round.operand())
                    : real(round.operand());
        case Operation.RealCompare compare ->
            set(
                compare.to(),
                holds(compare.condition(), real(compare.left()), real(compare.right())) ? 1 : 0);
        case Operation.RealFromInteger from ->
            reals[from.to().number()] =
                from.high().isPresent() ? wide(from.low(), from.high().get()) : word(from.low());
        case Operation.RealToInteger to -> {
          double value = real(to.operand());
          if (to.toHigh().isPresent()) {
            set(to.toLow(), to.toHigh().get(), (long) value);
          } else {
            set(to.toLow(), (int) value);
          }
        }
        default -> throw new UnsupportedOperationException(IrText.of(operation));
      }
    }

    private long wideBinary(Operation.WideBinary wide) {
      long left = wide(wide.leftLow(), wide.leftHigh());
      long right = wide(wide.rightLow(), wide.rightHigh());
      return switch (wide.operator()) {
        case ADD -> left + right;
        case SUBTRACT -> left - right;
        case MULTIPLY -> left * right;
        case SHIFT_LEFT -> left << right;
        case SHIFT_RIGHT -> left >>> right;
        case SHIFT_RIGHT_SIGNED -> left >> right;
        default -> throw new IllegalStateException("wide " + wide.operator());
      };
    }

    private static double binary(Operation.RealOperator operator, double left, double right) {
      return switch (operator) {
        case ADD -> left + right;
        case SUBTRACT -> left - right;
        case MULTIPLY -> left * right;
        case DIVIDE -> left / right;
      };
    }

    private void assembly(Operation.Assembly assembly) {
      if (!assembly.source().template().isBlank()) {
        throw new UnsupportedOperationException(IrText.of(assembly));
      }
      for (Operation.AssemblyInput input : assembly.inputs()) {
        int number = input.constraint().tied();
        if (number >= 0 && input.value().size() == 1) {
          set(assembly.outputs().get(number).register().getFirst(), word(input.value().getFirst()));
        }
      }
    }

    private void call(Operation.Call call) {
      int before = stack;
      int size = Argument.bytes(call.arguments());
      int start = stack - size & -16;
      int at = start;
      for (Argument argument : call.arguments()) {
        switch (argument) {
          case Argument.Word word -> memory.store(at, word(word.value()), 32);
          case Argument.InFormat real -> memory.storeReal(at, real(real.value()), real.format());
          case Argument.Block block -> memory.copy(at, at(block.from()), block.size());
          case Argument.InRegister word -> incoming[word.register().ordinal()] = word(word.value());
        }
        at += argument.bytes();
      }
      stack = start;
      long[] results = IrMachine.this.call(code(word(call.callee())), start);
      stack = before;
      for (int i = 0; i < call.results().size(); i++) {
        Register to = call.results().get(i);
        if (to.kind() == Operand.Kind.REAL) {
          reals[to.number()] = Double.longBitsToDouble(results[0]);
        } else {
          set(to, (int) results[i]);
        }
      }
    }
  }
}
