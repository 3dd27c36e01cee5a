package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Goal;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.Argument;
import cloister.cc.ir.Operation.ArgumentRegister;
import cloister.cc.ir.Operation.RealFormat;
import java.util.ArrayList;
import java.util.List;

/** Calls and returns (i386 ABI, 3-9 to 3-15). */
final class Calls {
  /** Structures up to here are pushed word by word. */
  private static final int PUSHED_BYTES = 32;

  private final Selection selection;
  private final Reals reals;

  Calls(Selection selection, Reals reals) {
    this.selection = selection;
    this.reals = reals;
  }

  void call(Operation.Call o) {
    selection.function.makeCalls();
    int bytes = Argument.bytes(o.arguments());
    int padding = selection.function.rest() - bytes & Slot.STACK_ALIGNMENT - 1;
    adjust("sub", padding);
    for (int i = o.arguments().size() - 1; i >= 0; i--) {
      push(o.arguments().get(i));
    }
    MachineOperand callee = callee(o);
    int read = inRegisters(o.arguments());
    MachineInstruction call =
        selection.emit("call", callee).implicitly(read, Registers.CALLER_SAVED);
    call.popping(o.popped());
    if (!o.returns()) {
      call.implicitly(read, 0);
    }
    adjust("add", bytes + padding - o.popped());
    results(o.results());
  }

  private void adjust(String mnemonic, int bytes) {
    if (bytes > 0) {
      selection.emit(mnemonic, Selection.real(Registers.ESP), new Number(bytes));
    }
  }

  /** ESP modulo 16 between the calls of a function with which most of them need no padding. */
  static int rest(Graph graph) {
    int[] counts = new int[Slot.STACK_ALIGNMENT];
    for (BasicBlock block : graph.blocks()) {
      for (BasicBlock.Instruction instruction : block.instructions()) {
        switch (instruction.operation()) {
          case Operation.Call call ->
              counts[Argument.bytes(call.arguments()) & Slot.STACK_ALIGNMENT - 1]++;
          case Operation.Allocate o -> {
            return 0;
          }
          default -> {}
        }
      }
    }
    int best = 0;
    for (int rest = 0; rest < counts.length; rest += 4) {
      best = counts[rest] > counts[best] ? rest : best;
    }
    return best;
  }

  /** One register is enough to ask for where arguments take others. */
  private MachineOperand callee(Operation.Call o) {
    if (o.callee() instanceof Operand.SymbolAddress symbol && symbol.offset() == 0) {
      return new Goal(symbol.symbol());
    }
    boolean registers = o.arguments().stream().anyMatch(each -> each.bytes() == 0);
    return registers ? selection.register(o.callee()) : selection.place(o.callee());
  }

  static Reg place(ArgumentRegister register) {
    return Selection.real(register.ordinal());
  }

  /** All are computed before the first goes to its place; gives the set of those places. */
  private int inRegisters(List<Argument> arguments) {
    List<Reg> places = new ArrayList<>();
    List<MachineOperand> sources = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument instanceof Argument.InRegister(Operand value, ArgumentRegister register)) {
        places.add(place(register));
        sources.add(selection.source(value));
      }
    }
    reals.flush();
    int read = 0;
    for (int i = 0; i < places.size(); i++) {
      selection.move(places.get(i), sources.get(i));
      read |= 1 << places.get(i).number();
    }
    return read;
  }

  private void push(Argument argument) {
    switch (argument) {
      case Argument.Word word -> selection.emit("push", selection.source(word.value()));
      case Argument.InFormat real -> push(real);
      case Argument.InRegister word -> {}
      case Argument.Block block -> push(block.from(), block.size());
    }
  }

  private void push(Argument.InFormat real) {
    RealFormat format = real.format();
    if (real.value() instanceof Operand.RealLiteral literal
        && format != RealFormat.EXTENDED
        && RealFormats.shortest(literal.value()).compareTo(format) <= 0) {
      long image = RealFormats.image(literal.value(), format);
      for (int word = format.bytes() / 4 - 1; word >= 0; word--) {
        selection.emit("push", new Number((int) (image >> 32 * word)));
      }
      return;
    }
    if (selection.folding.waiting(real.value()) instanceof Operation.RealLoad load
        && load.format() == format
        && format != RealFormat.EXTENDED) {
      push(load.from(), format.bytes());
      return;
    }
    reals.bring(real.value());
    adjust("sub", format.bytes());
    Memory top = Memory.based(RealFormats.bits(format), Registers.ESP, 0);
    selection.emit("fstp", top);
    reals.stack().popped();
  }

  /** The last word first. Nothing behind the structure is read: memory may end there. */
  private void push(Address from, int bytes) {
    int words = bytes / 4;
    if (bytes <= PUSHED_BYTES) {
      Memory memory = selection.memory(from, 32);
      pushRest(memory.plus(4 * words), bytes & 3);
      for (int word = words - 1; word >= 0; word--) {
        selection.emit("push", memory.plus(4 * word));
      }
      return;
    }
    Reg source = selection.newRegister();
    selection.emit("lea", source, selection.memory(from, 0));
    pushRest(Memory.based(32, source.number(), 4 * words), bytes & 3);
    adjust("sub", 4 * words);
    selection.emit("mov", Selection.real(Registers.ESI), source);
    selection.emit("mov", Selection.real(Registers.EDI), Selection.real(Registers.ESP));
    selection.emit("mov", Selection.real(Registers.ECX), new Number(words));
    int moving = 1 << Registers.ESI | 1 << Registers.EDI | 1 << Registers.ECX;
    selection.emit("rep movsd").implicitly(moving, moving);
  }

  /** The one to three bytes behind the last whole word, as a word. */
  private void pushRest(Memory from, int bytes) {
    if (bytes == 0) {
      return;
    }
    Reg word = selection.newRegister();
    selection.emit("movzx", word, from.withBits(bytes == 1 ? 8 : 16));
    if (bytes == 3) {
      Reg last = selection.newRegister();
      selection.emit("movzx", last, from.plus(2).withBits(8));
      selection.emit("shl", last, new Number(16));
      selection.emit("or", word, last);
    }
    selection.emit("push", word);
  }

  private void results(List<Register> results) {
    if (results.size() == 1 && results.getFirst().kind() == Operand.Kind.REAL) {
      reals.stack().pushed();
      reals.define(results.getFirst());
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      Reg from = Selection.real(i == 0 ? Registers.EAX : Registers.EDX);
      selection.move(selection.reg(results.get(i)), from);
    }
  }

  void ret(List<Operand> values, int popped) {
    int read = 0;
    if (values.size() == 1 && isReal(values.getFirst())) {
      reals.bring(values.getFirst());
      reals.stack().keepTop();
    } else {
      read = words(values);
      reals.flush();
    }
    if (popped > 0) {
      selection.emit("ret", new Number(popped)).implicitly(read, 0);
    } else {
      selection.emit("ret").implicitly(read, 0);
    }
  }

  private static boolean isReal(Operand value) {
    return value instanceof Operand.RealLiteral
        || value instanceof Register register && register.kind() == Operand.Kind.REAL;
  }

  private int words(List<Operand> values) {
    List<MachineOperand> sources = values.stream().map(selection::source).toList();
    int read = 0;
    for (int i = 0; i < sources.size(); i++) {
      int register = i == 0 ? Registers.EAX : Registers.EDX;
      selection.move(Selection.real(register), sources.get(i));
      read |= 1 << register;
    }
    return read;
  }
}
