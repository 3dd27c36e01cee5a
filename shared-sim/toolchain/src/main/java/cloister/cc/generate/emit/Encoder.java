package cloister.cc.generate.emit;

import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns machine instructions with real registers and a laid out frame into items. */
final class Encoder {
  private final Frame frame;
  private int pushed;

  Encoder(Frame frame) {
    this.frame = frame;
  }

  /** Bytes that are pushed beside the frame. */
  int pushed() {
    return pushed;
  }

  Item.Instruction instruction(MachineInstruction instruction) {
    List<CodeOperand> operands = new ArrayList<>();
    for (int i = 0; i < instruction.count(); i++) {
      operands.add(operand(instruction.operand(i)));
    }
    track(instruction);
    List<String> prefixes =
        instruction.prefix().isEmpty() ? List.of() : List.of(instruction.prefix());
    return new Item.Instruction(prefixes, instruction.mnemonic(), operands);
  }

  /** Where ESP is between the pushes of a call's arguments. */
  private void track(MachineInstruction instruction) {
    pushed -= instruction.popped();
    if (instruction.is("push")) {
      pushed += 4;
    } else if (instruction.count() == 2
        && instruction.operand(0) instanceof Reg register
        && register.number() == Registers.ESP
        && instruction.operand(1) instanceof MachineOperand.Number number) {
      pushed += instruction.is("sub") ? number.value() : -number.value();
    }
  }

  private CodeOperand operand(MachineOperand operand) {
    return switch (operand) {
      case Reg register -> new CodeOperand.InRegister(register(register));
      case MachineOperand.Number number -> new CodeOperand.Immediate(number.value());
      case MachineOperand.SymbolValue value ->
          new CodeOperand.SymbolImmediate(value.symbol(), value.addend());
      case MachineOperand.Goal goal -> new CodeOperand.Target(goal.label(), 0);
      case MachineOperand.Stack stack ->
          new CodeOperand.InRegister(Register.of(Register.Kind.STACK, stack.number()));
      case Memory memory -> memory(memory);
    };
  }

  static Register register(Reg register) {
    return switch (register.bits()) {
      case 8 -> Register.of(Register.Kind.BYTE, register.number() + (register.high() ? 4 : 0));
      case 16 -> Register.of(Register.Kind.WORD, register.number());
      default -> Register.of(Register.Kind.DWORD, register.number());
    };
  }

  CodeOperand.Memory memory(Memory memory) {
    int base = memory.base();
    int displacement = memory.displacement();
    if (memory.slot().isPresent()) {
      base = frame.isBased() ? Registers.EBP : Registers.ESP;
      displacement +=
          frame.isBased()
              ? frame.fromBase(memory.slot().get())
              : frame.fromTop(memory.slot().get(), pushed);
    }
    return new CodeOperand.Memory(
        memory.bits(),
        whole(base),
        whole(memory.index()),
        memory.scale(),
        displacement,
        memory.symbol(),
        Optional.empty());
  }

  private static Optional<Register> whole(int number) {
    return number < 0 ? Optional.empty() : Optional.of(Register.of(Register.Kind.DWORD, number));
  }
}
