package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.AssemblyInput;
import cloister.cc.ir.Operation.AssemblyOutput;
import cloister.cc.ir.Terminator;
import cloister.cc.tree.Constraint;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Statement;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operands of inline assembly (GCC's manual, Extended Asm). An operand with {@code +} in a register
 * becomes an output and an input that shares its place, so that every register here is either read
 * or written.
 */
final class AssemblyOperands {
  private final FunctionLowering parts;
  private final Emitter emit;

  AssemblyOperands(FunctionLowering parts) {
    this.parts = parts;
    emit = parts.emit;
  }

  /** An output in a register, to be stored where it belongs afterwards. */
  private record Pending(List<Register> registers, Location location, Type type) {}

  void statement(Statement.Assembly source) {
    List<AssemblyOutput> outputs = new ArrayList<>();
    List<AssemblyInput> inputs = new ArrayList<>();
    List<AssemblyInput> old = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    for (Statement.Output output : source.outputs()) {
      outputs.add(output(output, outputs.size(), pending, old));
    }
    for (Statement.Input input : source.inputs()) {
      inputs.add(input(input));
    }
    inputs.addAll(old);
    emit.at(source.span());
    Operation.Assembly assembly = new Operation.Assembly(source, outputs, inputs);
    if (source.gotoLabels().isEmpty()) {
      emit.add(assembly);
    } else {
      List<BasicBlock> labels = source.gotoLabels().stream().map(parts.labels::block).toList();
      BasicBlock next = emit.newBlock();
      emit.end(new Terminator.AssemblyGoto(assembly, labels, next));
      emit.start(next);
    }
    pending.forEach(this::finish);
  }

  private AssemblyOutput output(
      Statement.Output output, int number, List<Pending> pending, List<AssemblyInput> old) {
    Type type = output.place().type().type();
    Location location = parts.places.location(output.place());
    Constraint constraint = output.constraint();
    if (location instanceof Location.InMemory memory && constraint.takesMemory()) {
      return new AssemblyOutput(constraint, List.of(), Optional.of(memory.address()), bits(type));
    }
    List<Register> registers = emit.registers(Shape.of(type));
    pending.add(new Pending(registers, location, type));
    if (constraint.readsToo()) {
      Value value = parts.places.load(location, type);
      Constraint tied = Constraint.of(Integer.toString(number));
      old.add(new AssemblyInput(tied, value.parts(), Optional.empty(), bits(type)));
      constraint = constraint.written();
    }
    return new AssemblyOutput(constraint, registers, Optional.empty(), bits(type));
  }

  private AssemblyInput input(Statement.Input input) {
    Type type = input.value().type();
    if (input.memory() && input.value() instanceof Expression.AddressOf of) {
      Type object = of.place().type().type();
      Address address = parts.expressions.address(of);
      return new AssemblyInput(input.constraint(), List.of(), Optional.of(address), bits(object));
    }
    Value value = parts.expressions.value(input.value());
    return new AssemblyInput(input.constraint(), value.parts(), Optional.empty(), bits(type));
  }

  private static int bits(Type type) {
    return switch (Shape.of(type)) {
      case WORD -> Shape.bits(type);
      case WIDE -> 64;
      case REAL -> type.size() == 12 ? 80 : type.size() * 8;
      case NOTHING, MEMORY -> 32;
    };
  }

  /** The bits above a narrow output are whatever the assembly left there. */
  private void finish(Pending output) {
    Type type = output.type();
    Value value = new Value(List.copyOf(output.registers()));
    Value stored =
        switch (Shape.of(type)) {
          case WORD -> {
            boolean signed = Shape.isSigned(type);
            yield Value.of(emit.extend(value.low(), Shape.bits(type), signed));
          }
          case REAL -> parts.conversions.round(value.low(), Shape.format(type));
          default -> value;
        };
    parts.places.store(output.location(), type, stored);
  }
}
