package cloister.cc.generate.select;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.Assembly;
import cloister.cc.ir.Operation.BinaryOperator;
import cloister.cc.ir.Terminator;
import java.util.List;

/** Visits the registers that operations and terminators read and write. */
abstract class Operands {
  /** How a register is read. */
  enum Use {
    VALUE,
    /** As part of an address, or of a sum that can be one. */
    ADDRESS,
    /** Compared with zero. */
    TEST,
    /** Written to memory. */
    STORED,
    /** One side of a disjunction, which may be a rotation. */
    COMBINED
  }

  abstract void read(Register register, Use use);

  abstract void write(Register register);

  final void visit(Operation operation) {
    switch (operation) {
      case Operation.Copy o -> values(o.to(), o.from());
      case Operation.Binary o -> binary(o);
      case Operation.Unary o -> values(o.to(), o.operand());
      case Operation.Compare o -> comparison(o);
      case Operation.Extend o -> values(o.to(), o.from());
      case Operation.MultiplyLong o -> {
        values(o.toLow(), o.left(), o.right());
        write(o.toHigh());
      }
      case Operation.WideBinary o -> {
        values(o.toLow(), o.leftLow(), o.leftHigh(), o.rightLow(), o.rightHigh());
        write(o.toHigh());
      }
      case Operation.WideNegate o -> {
        values(o.toLow(), o.low(), o.high());
        write(o.toHigh());
      }
      case Operation.WideCompare o ->
          values(o.to(), o.leftLow(), o.leftHigh(), o.rightLow(), o.rightHigh());
      case Operation.Bits o -> values(o.to(), o.operand());
      case Operation.Call o -> call(o);
      case Operation.Assembly o -> assembly(o);
      default -> {
        memory(operation);
        real(operation);
      }
    }
  }

  private void memory(Operation operation) {
    switch (operation) {
      case Operation.Load o -> {
        address(o.from());
        write(o.to());
      }
      case Operation.Store o -> {
        address(o.to());
        value(o.value(), Use.STORED);
      }
      case Operation.AddressOf o -> {
        address(o.address());
        write(o.to());
      }
      case Operation.CopyBlock o -> {
        address(o.to());
        address(o.from());
      }
      case Operation.ClearBlock o -> address(o.to());
      case Operation.Allocate o -> values(o.to(), o.bytes());
      case Operation.SaveStack o -> write(o.to());
      case Operation.RestoreStack o -> value(o.from(), Use.VALUE);
      case Operation.FrameValue o -> write(o.to());
      case Operation.Incoming o -> write(o.to());
      case Operation.BlockAddress o -> write(o.to());
      default -> {}
    }
  }

  private void real(Operation operation) {
    switch (operation) {
      case Operation.RealLoad o -> {
        address(o.from());
        write(o.to());
      }
      case Operation.RealStore o -> {
        address(o.to());
        value(o.value(), Use.STORED);
      }
      case Operation.RealBinary o -> values(o.to(), o.left(), o.right());
      case Operation.RealUnary o -> values(o.to(), o.operand());
      case Operation.RealRound o -> values(o.to(), o.operand());
      case Operation.RealCompare o -> values(o.to(), o.left(), o.right());
      case Operation.RealFromInteger o -> {
        o.high().ifPresent(high -> value(high, Use.VALUE));
        values(o.to(), o.low());
      }
      case Operation.RealToInteger o -> {
        values(o.toLow(), o.operand());
        o.toHigh().ifPresent(this::write);
      }
      default -> {}
    }
  }

  private void binary(Operation.Binary o) {
    boolean or = o.operator() == BinaryOperator.OR;
    Use use = isSum(o) ? Use.ADDRESS : or ? Use.COMBINED : Use.VALUE;
    value(o.left(), use);
    value(o.right(), use);
    write(o.to());
  }

  static boolean isSum(Operation.Binary o) {
    return o.operator() == BinaryOperator.ADD
        || o.operator() == BinaryOperator.SUBTRACT && o.right() instanceof Operand.Literal;
  }

  private void comparison(Operation.Compare o) {
    compared(o.left(), o.right());
    write(o.to());
  }

  private void compared(Operand left, Operand right) {
    boolean zero = right instanceof Operand.Literal literal && literal.value() == 0;
    value(left, zero ? Use.TEST : Use.VALUE);
    value(right, Use.VALUE);
  }

  private void call(Operation.Call o) {
    value(o.callee(), Use.VALUE);
    for (Argument argument : o.arguments()) {
      switch (argument) {
        case Argument.Word word -> value(word.value(), Use.VALUE);
        case Argument.InRegister word -> value(word.value(), Use.VALUE);
        case Argument.InFormat real -> value(real.value(), Use.VALUE);
        case Argument.Block block -> address(block.from());
      }
    }
    o.results().forEach(this::write);
  }

  private void assembly(Assembly o) {
    for (Operation.AssemblyInput input : o.inputs()) {
      input.value().forEach(value -> value(value, Use.VALUE));
      input.address().ifPresent(this::address);
    }
    for (Operation.AssemblyOutput output : o.outputs()) {
      if (output.constraint().readsToo()) {
        output.register().forEach(register -> read(register, Use.VALUE));
      }
      output.address().ifPresent(this::address);
      output.register().forEach(this::write);
    }
  }

  final void visit(Terminator terminator) {
    switch (terminator) {
      case Terminator.Branch t -> compared(t.left(), t.right());
      case Terminator.WideBranch t -> {
        values(List.of(t.leftLow(), t.leftHigh()));
        values(List.of(t.rightLow(), t.rightHigh()));
      }
      case Terminator.RealBranch t -> values(List.of(t.left(), t.right()));
      case Terminator.Switch t -> value(t.value(), Use.VALUE);
      case Terminator.JumpComputed t -> value(t.address(), Use.VALUE);
      case Terminator.AssemblyGoto t -> visit(t.assembly());
      case Terminator.Return t -> values(t.values());
      case Terminator.Jump t -> {}
      case Terminator.Unreachable t -> {}
    }
  }

  private void address(Address address) {
    value(address.base(), Use.ADDRESS);
    address.index().ifPresent(index -> read(index, Use.ADDRESS));
  }

  private void values(Register to, Operand... from) {
    for (Operand operand : from) {
      value(operand, Use.VALUE);
    }
    write(to);
  }

  private void values(List<Operand> from) {
    for (Operand operand : from) {
      value(operand, Use.VALUE);
    }
  }

  private void value(Operand operand, Use use) {
    if (operand instanceof Register register) {
      read(register, use);
    }
  }
}
