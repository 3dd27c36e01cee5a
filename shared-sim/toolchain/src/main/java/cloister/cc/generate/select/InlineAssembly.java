package cloister.cc.generate.select;

import cloister.asm.value.Register;
import cloister.cc.generate.machine.InlineText;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.MachineOperand.Stack;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Roles;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.AssemblyInput;
import cloister.cc.ir.Operation.AssemblyOutput;
import cloister.cc.tree.Constraint;
import cloister.cc.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** Inline assembly: brings operands to where their constraints ask for them. */
final class InlineAssembly {
  private final Selection selection;
  private final Reals reals;

  InlineAssembly(Selection selection, Reals reals) {
    this.selection = selection;
    this.reals = reals;
  }

  /** One piece of inline assembly while its operands are gathered. */
  private final class Piece {
    private final List<MachineOperand> operands = new ArrayList<>();
    private final List<Integer> roles = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();
    private final List<Operand.Register> popped = new ArrayList<>();
    private int left;

    int add(MachineOperand operand, int role) {
      operands.add(operand);
      roles.add(role);
      return operands.size() - 1;
    }

    void output(AssemblyOutput output) {
      Constraint constraint = output.constraint();
      if (output.address().isPresent()) {
        numbers.add(add(selection.memory(output.address().get(), output.bits()), Roles.USE));
      } else if (!constraint.condition().isEmpty()) {
        numbers.add(add(new Number(0), Roles.USE));
        Reg to = selection.reg(output.register().getFirst());
        after.add(() -> new Comparisons(selection).set(constraint.condition(), to));
      } else if (output.register().getFirst().kind() == Operand.Kind.REAL) {
        numbers.add(add(new Stack(constraint.isSecond() ? 1 : 0), 0));
        if (constraint.readsToo()) {
          reals.bring(output.register().getFirst());
        }
        popped.add(output.register().getFirst());
      } else {
        registers(output, constraint);
      }
    }

    private void registers(AssemblyOutput output, Constraint constraint) {
      numbers.add(operands.size());
      int role = constraint.readsToo() ? Roles.BOTH : Roles.DEFINE;
      int fixed = fixed(constraint);
      for (int i = 0; i < output.register().size(); i++) {
        Reg variable = selection.reg(output.register().get(i));
        Reg place = place(constraint, fixed, i);
        if (constraint.readsToo()) {
          before.add(() -> selection.move(place, variable));
        }
        add(sized(place, output.bits()), role | (constraint.early() ? Roles.EARLY : 0));
        after.add(() -> selection.move(variable, place));
      }
    }

    /** The first register that is asked for by name, or none. */
    private static int fixed(Constraint constraint) {
      int set = constraint.registers();
      return set == 0 ? MachineOperand.NO_REGISTER : Integer.numberOfTrailingZeros(set);
    }

    private Reg place(Constraint constraint, int fixed, int index) {
      if (fixed < 0) {
        Reg any = selection.newRegister();
        if (constraint.needsByte()) {
          selection.byteOf(any);
        }
        return any;
      }
      return Selection.real(index == 0 ? fixed : Registers.EDX);
    }

    private Reg sized(Reg register, int bits) {
      return bits == 8 ? selection.byteOf(register) : register.withBits(Math.min(bits, 32));
    }

    void input(AssemblyInput input) {
      Constraint constraint = input.constraint();
      if (input.address().isPresent()) {
        numbers.add(add(selection.memory(input.address().get(), input.bits()), Roles.USE));
      } else if (constraint.isMemory()) {
        Address place = Address.of(input.value().getFirst(), 0);
        numbers.add(add(selection.memory(place, input.bits()), Roles.USE));
      } else if (isReal(input.value().getFirst())) {
        real(input, constraint);
      } else if (constraint.tied() >= 0) {
        tied(input, numbers.get(constraint.tied()));
      } else {
        word(input, constraint);
      }
    }

    private void real(AssemblyInput input, Constraint constraint) {
      int tied = constraint.tied();
      boolean second =
          tied >= 0
              ? operands.get(numbers.get(tied)) instanceof Stack stack && stack.number() == 1
              : constraint.isSecond();
      numbers.add(add(new Stack(second ? 1 : 0), 0));
      before.add(second ? 0 : before.size(), () -> reals.bring(input.value().getFirst()));
    }

    private void tied(AssemblyInput input, int first) {
      numbers.add(first);
      for (int i = 0; i < input.value().size(); i++) {
        MachineOperand value = selection.value(input.value().get(i));
        Reg place = ((Reg) operands.get(first + i)).withBits(32);
        roles.set(first + i, roles.get(first + i) | Roles.USE);
        before.add(() -> selection.move(place, value));
      }
    }

    private void word(AssemblyInput input, Constraint constraint) {
      numbers.add(operands.size());
      int fixed = fixed(constraint);
      for (int i = 0; i < input.value().size(); i++) {
        MachineOperand value = selection.value(input.value().get(i));
        if (fixed >= 0) {
          Reg place = place(constraint, fixed, i);
          before.add(() -> selection.move(place, value));
          add(sized(place, input.bits()), Roles.USE);
        } else if (mayStand(value, constraint)) {
          add(value, Roles.USE);
        } else {
          add(general(selection.inRegister(value), input.bits(), constraint), Roles.USE);
        }
      }
    }

    /** True for a constant that the instruction may have within it. */
    private static boolean mayStand(MachineOperand value, Constraint constraint) {
      return switch (value) {
        case Number number -> constraint.allows(number.value());
        case MachineOperand.SymbolValue _ -> constraint.allowsAddress();
        default -> false;
      };
    }

    private Reg general(Reg register, int bits, Constraint constraint) {
      if (bits == 8 || constraint.needsByte()) {
        return sized(selection.lowByte(register).withBits(32), bits);
      }
      return sized(register, bits);
    }

    void clobber(String name) {
      String plain = name.startsWith("%") ? name.substring(1) : name;
      Register.named(plain)
          .filter(Register::isGeneral)
          .ifPresent(register -> clobber(whole(register)));
      if (plain.startsWith("st")) {
        left--;
      }
    }

    private void clobber(int register) {
      if (register != Registers.ESP && register != Registers.EBP) {
        add(Reg.of(register), Roles.DEFINE | Roles.EARLY);
      }
    }
  }

  private static int whole(Register register) {
    return register.kind() == Register.Kind.BYTE ? register.number() & 3 : register.number();
  }

  private static boolean isReal(Operand value) {
    return value instanceof Operand.RealLiteral
        || value instanceof Operand.Register register && register.kind() == Operand.Kind.REAL;
  }

  void select(Operation.Assembly o, List<BasicBlock> labels) {
    reals.flush();
    Piece piece = new Piece();
    o.outputs().forEach(piece::output);
    o.inputs().forEach(piece::input);
    Statement.Assembly source = o.source();
    source.clobbers().forEach(piece::clobber);
    piece.before.forEach(Runnable::run);
    int depth = reals.stack().depth();
    List<String> names = new ArrayList<>();
    for (BasicBlock label : labels) {
      MachineBlock goal = selection.blockOf(label);
      names.add(goal.label());
      selection.block().goesTo(goal);
    }
    int[] roles = piece.roles.stream().mapToInt(Integer::intValue).toArray();
    selection
        .emit("asm", piece.operands.toArray(MachineOperand[]::new), roles)
        .with(new InlineText(source, piece.numbers, names));
    finishReals(piece, o, depth);
    piece.after.forEach(Runnable::run);
    if (depth > 0 || !piece.popped.isEmpty()) {
      reals.flush();
    }
  }

  /** What inputs the assembly left on the x87's stack is dropped behind its outputs. */
  private void finishReals(Piece piece, Operation.Assembly o, int depth) {
    int tied = 0;
    for (AssemblyInput input : o.inputs()) {
      boolean real = input.value().size() == 1 && isReal(input.value().getFirst());
      tied += real && input.constraint().tied() >= 0 ? 1 : 0;
    }
    for (AssemblyOutput output : o.outputs()) {
      boolean real = piece.popped.containsAll(output.register()) && !output.register().isEmpty();
      tied += real && output.constraint().readsToo() ? 1 : 0;
    }
    int remaining = Math.max(0, depth - tied + Math.min(piece.left, 0));
    reals.stack().abandon();
    for (int i = 0; i < remaining + piece.popped.size(); i++) {
      reals.stack().pushed();
    }
    for (int i = 0; i < piece.popped.size(); i++) {
      reals.defineAt(piece.popped.get(i), i);
    }
    while (reals.stack().depth() > piece.popped.size()) {
      reals.stack().drop(reals.stack().depth() - 1);
    }
  }
}
