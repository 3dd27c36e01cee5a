package cloister.cc.ir;

import cloister.cc.ir.Operand.Literal;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.AssemblyInput;
import cloister.cc.ir.Operation.AssemblyOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same operation with other operands. */
public final class Rewriter {
  private final Substitution other;

  public Rewriter(Substitution other) {
    this.other = other;
  }

  private Operand read(Operand operand) {
    return other.read(operand);
  }

  /** The register that takes another's place where that is written. */
  public Register written(Register register) {
    return other.written(register);
  }

  public Operation operation(Operation operation) {
    return switch (operation) {
      case Operation.Copy(Register to, Operand from) -> new Operation.Copy(written(to), read(from));
      case Operation.Binary(
              Operation.BinaryOperator operator,
              Register to,
              Operand left,
              Operand right) ->
          new Operation.Binary(operator, written(to), read(left), read(right));
      case Operation.Unary unary ->
          new Operation.Unary(unary.operator(), written(unary.to()), read(unary.operand()));
      case Operation.Compare compare ->
          new Operation.Compare(
              compare.condition(),
              written(compare.to()),
              read(compare.left()),
              read(compare.right()));
      case Operation.Extend(Register to, Operand from, int bits, boolean signed) ->
          new Operation.Extend(written(to), read(from), bits, signed);
      case Operation.Bits bits ->
          new Operation.Bits(bits.operator(), written(bits.to()), read(bits.operand()));
      case Operation.AddressOf of ->
          new Operation.AddressOf(written(of.to()), address(of.address()));
      case Operation.Allocate allocate ->
          new Operation.Allocate(written(allocate.to()), read(allocate.bytes()));
      case Operation.SaveStack save -> new Operation.SaveStack(written(save.to()));
      case Operation.RestoreStack restore -> new Operation.RestoreStack(read(restore.from()));
      case Operation.FrameValue frame ->
          new Operation.FrameValue(written(frame.to()), frame.returnAddress());
      case Operation.BlockAddress block ->
          new Operation.BlockAddress(written(block.to()), block.block());
      case Operation.Incoming incoming ->
          new Operation.Incoming(written(incoming.to()), incoming.from());
      case Operation.Call call -> call(call);
      case Operation.Assembly assembly -> assembly(assembly);
      case Operation.MultiplyLong _,
          Operation.WideBinary _,
          Operation.WideNegate _,
          Operation.WideCompare _ ->
          wide(operation);
      case Operation.Load _,
          Operation.Store _,
          Operation.RealLoad _,
          Operation.RealStore _,
          Operation.CopyBlock _,
          Operation.ClearBlock _ ->
          memory(operation);
      case Operation.RealBinary _,
          Operation.RealUnary _,
          Operation.RealRound _,
          Operation.RealCompare _,
          Operation.RealFromInteger _,
          Operation.RealToInteger _ ->
          real(operation);
    };
  }

  private Operation wide(Operation operation) {
    return switch (operation) {
      case Operation.MultiplyLong multiply ->
          new Operation.MultiplyLong(
              multiply.signed(),
              written(multiply.toLow()),
              written(multiply.toHigh()),
              read(multiply.left()),
              read(multiply.right()));
      case Operation.WideBinary binary ->
          new Operation.WideBinary(
              binary.operator(),
              written(binary.toLow()),
              written(binary.toHigh()),
              read(binary.leftLow()),
              read(binary.leftHigh()),
              read(binary.rightLow()),
              read(binary.rightHigh()));
      case Operation.WideNegate negate ->
          new Operation.WideNegate(
              written(negate.toLow()),
              written(negate.toHigh()),
              read(negate.low()),
              read(negate.high()));
      case Operation.WideCompare compare ->
          new Operation.WideCompare(
              compare.condition(),
              written(compare.to()),
              read(compare.leftLow()),
              read(compare.leftHigh()),
              read(compare.rightLow()),
              read(compare.rightHigh()));
      default -> throw new IllegalStateException("not wide: " + operation);
    };
  }

  private Operation memory(Operation operation) {
    return switch (operation) {
      case Operation.Load(
              Register to,
              Address from,
              int bits,
              boolean signed,
              boolean isVolatile) ->
          new Operation.Load(written(to), address(from), bits, signed, isVolatile);
      case Operation.Store(Address to, Operand value, int bits, boolean isVolatile) ->
          new Operation.Store(address(to), read(value), bits, isVolatile);
      case Operation.RealLoad load ->
          new Operation.RealLoad(
              written(load.to()), address(load.from()), load.format(), load.isVolatile());
      case Operation.RealStore store ->
          new Operation.RealStore(
              address(store.to()), read(store.value()), store.format(), store.isVolatile());
      case Operation.CopyBlock copy ->
          new Operation.CopyBlock(
              address(copy.to()), address(copy.from()), copy.bytes(), copy.isVolatile());
      case Operation.ClearBlock clear ->
          new Operation.ClearBlock(address(clear.to()), clear.bytes(), clear.isVolatile());
      default -> throw new IllegalStateException("not of memory: " + operation);
    };
  }

  private Operation real(Operation operation) {
    return switch (operation) {
      case Operation.RealBinary binary ->
          new Operation.RealBinary(
              binary.operator(), written(binary.to()), read(binary.left()), read(binary.right()));
      case Operation.RealUnary unary ->
          new Operation.RealUnary(unary.operator(), written(unary.to()), read(unary.operand()));
      case Operation.RealRound round ->
          new Operation.RealRound(written(round.to()), read(round.operand()), round.format());
      case Operation.RealCompare compare ->
          new Operation.RealCompare(
              compare.condition(),
              written(compare.to()),
              read(compare.left()),
              read(compare.right()));
      case Operation.RealFromInteger from ->
          new Operation.RealFromInteger(
              written(from.to()), read(from.low()), from.high().map(this::read), from.signed());
      case Operation.RealToInteger to ->
          new Operation.RealToInteger(
              written(to.toLow()), to.toHigh().map(this::written), read(to.operand()), to.signed());
      default -> throw new IllegalStateException("not real: " + operation);
    };
  }

  private Operation.Call call(Operation.Call call) {
    List<Argument> arguments = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      arguments.add(
          switch (argument) {
            case Argument.Word(Operand value) -> new Argument.Word(read(value));
            case Argument.InFormat real -> new Argument.InFormat(read(real.value()), real.format());
            case Argument.InRegister word ->
                new Argument.InRegister(read(word.value()), word.register());
            case Argument.Block block -> new Argument.Block(address(block.from()), block.size());
          });
    }
    return new Operation.Call(
        read(call.callee()),
        List.copyOf(arguments),
        registers(call.results()),
        call.popped(),
        call.returns());
  }

  private List<Register> registers(List<Register> registers) {
    List<Register> others = new ArrayList<>();
    registers.forEach(register -> others.add(written(register)));
    return List.copyOf(others);
  }

  public List<Operand> operands(List<Operand> operands) {
    List<Operand> others = new ArrayList<>();
    operands.forEach(operand -> others.add(read(operand)));
    return List.copyOf(others);
  }

  private Operation.Assembly assembly(Operation.Assembly assembly) {
    List<AssemblyInput> inputs = new ArrayList<>();
    for (AssemblyInput input : assembly.inputs()) {
      inputs.add(
          new AssemblyInput(
              input.constraint(),
              operands(input.value()),
              input.address().map(this::address),
              input.bits()));
    }
    List<AssemblyOutput> outputs = new ArrayList<>();
    for (AssemblyOutput output : assembly.outputs()) {
      outputs.add(
          new AssemblyOutput(
              output.constraint(),
              registers(output.register()),
              output.address().map(this::address),
              output.bits()));
    }
    return new Operation.Assembly(assembly.source(), outputs, inputs);
  }

  /** An index that became a constant goes into the offset. */
  public Address address(Address address) {
    Operand base = read(address.base());
    Address plain = Address.of(base, address.offset());
    if (address.index().isEmpty()) {
      return plain;
    }
    Register old = address.index().get();
    return switch (read(old)) {
      case Literal(int value) -> plain.plus(value * address.scale());
      case Register register -> indexed(plain, register, address.scale());
      case Operand.RealLiteral real -> throw new IllegalStateException("real index " + real);
      case Operand symbol -> {
        if (address.scale() == 1 && base instanceof Register register) {
          yield indexed(Address.of(symbol, address.offset()), register, 1);
        }
        yield address.scale() == 1 && base instanceof Literal(int value)
            ? Address.of(symbol, value + address.offset())
            : indexed(plain, old, address.scale());
      }
    };
  }

  private static Address indexed(Address base, Register index, int scale) {
    return scale == 1 && base.base() instanceof Literal
        ? new Address(index, Optional.empty(), 1, base.offset())
        : base.indexed(index, scale);
  }

  public Terminator terminator(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump _, Terminator.Unreachable _ -> terminator;
      case Terminator.Branch branch ->
          new Terminator.Branch(
              branch.condition(),
              read(branch.left()),
              read(branch.right()),
              branch.then(),
              branch.otherwise());
      case Terminator.WideBranch branch ->
          new Terminator.WideBranch(
              branch.condition(),
              read(branch.leftLow()),
              read(branch.leftHigh()),
              read(branch.rightLow()),
              read(branch.rightHigh()),
              branch.then(),
              branch.otherwise());
      case Terminator.RealBranch branch ->
          new Terminator.RealBranch(
              branch.condition(),
              read(branch.left()),
              read(branch.right()),
              branch.then(),
              branch.otherwise());
      case Terminator.Switch choice ->
          new Terminator.Switch(
              read(choice.value()), choice.signed(), choice.cases(), choice.otherwise());
      case Terminator.JumpComputed jump ->
          new Terminator.JumpComputed(read(jump.address()), jump.targets());
      case Terminator.AssemblyGoto jump ->
          new Terminator.AssemblyGoto(assembly(jump.assembly()), jump.labels(), jump.next());
      case Terminator.Return back -> new Terminator.Return(operands(back.values()));
    };
  }
}
