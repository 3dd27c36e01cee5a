package cloister.cc.generate.allocate;

import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Roles;

/**
 * The registers that one instruction reads and writes; those that are not allocated do not count.
 */
final class Effects {
  private final int allocatable;
  final IntList uses = new IntList();
  final IntList definitions = new IntList();
  final IntList early = new IntList();

  Effects(int allocatable) {
    this.allocatable = allocatable;
  }

  Effects of(MachineInstruction instruction) {
    uses.clear();
    definitions.clear();
    early.clear();
    for (int i = 0; i < instruction.count(); i++) {
      MachineOperand operand = instruction.operand(i);
      if (operand instanceof Reg register) {
        register(register.number(), instruction.role(i));
      } else if (operand instanceof Memory memory) {
        register(memory.base(), Roles.USE);
        register(memory.index(), Roles.USE);
      }
    }
    implicit(instruction.implicitUses(), uses);
    implicit(instruction.implicitDefinitions(), definitions);
    return this;
  }

  private void register(int number, int role) {
    if (number < 0 || number < Registers.FIRST_VIRTUAL && (allocatable >> number & 1) == 0) {
      return;
    }
    if ((role & Roles.USE) != 0) {
      uses.add(number);
    }
    if ((role & Roles.DEFINE) != 0) {
      definitions.add(number);
    }
    if ((role & Roles.EARLY) != 0) {
      early.add(number);
    }
  }

  private void implicit(int mask, IntList list) {
    for (int rest = mask & allocatable; rest != 0; rest &= rest - 1) {
      list.add(Integer.numberOfTrailingZeros(rest));
    }
  }
}
