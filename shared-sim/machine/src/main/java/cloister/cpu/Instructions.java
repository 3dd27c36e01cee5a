package cloister.cpu;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.access.Operands;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.access.PortAccess;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.insn.Arithmetic;
import cloister.cpu.insn.BitTests;
import cloister.cpu.insn.Branches;
import cloister.cpu.insn.FlagInstructions;
import cloister.cpu.insn.Group;
import cloister.cpu.insn.Moves;
import cloister.cpu.insn.Multiplication;
import cloister.cpu.insn.PortInstructions;
import cloister.cpu.insn.SegmentInstructions;
import cloister.cpu.insn.Shifts;
import cloister.cpu.insn.StackInstructions;
import cloister.cpu.insn.Strings;
import cloister.cpu.insn.SystemInstructions;
import cloister.cpu.insn.Transfers;
import cloister.cpu.paging.Paging;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.translate.Gates;
import cloister.cpu.trap.Delivery;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.cpu.trap.FarReturn;
import cloister.cpu.trap.FarTransfer;
import cloister.cpu.trap.TaskSwitch;

/** The groups of instructions, each by the upper bits of its operations' numbers. */
final class Instructions implements Group {
  private final Arithmetic arithmetic;
  private final Moves moves;
  private final Branches branches;
  private final StackInstructions stack;
  private final Transfers transfers;
  private final Group[] groups = new Group[Op.COUNT >>> Op.GROUP_BITS];

  Instructions(
      Core core,
      DataPath data,
      PlainAccess plain,
      Operands operands,
      LinearMemory linear,
      DescriptorTables tables,
      SegmentLoader loader,
      TaskSwitch taskSwitch,
      Delivery delivery,
      Paging paging,
      ExceptionDelivery exceptions,
      Coprocessor coprocessor,
      HardwareVirtualization virtualization) {
    PortAccess portAccess = new PortAccess(core, linear);
    arithmetic = new Arithmetic(core, operands);
    moves = new Moves(core, data, operands);
    branches = new Branches(core, data, operands);
    stack = new StackInstructions(core, data, operands);
    groups[Op.ARITHMETIC] = arithmetic;
    groups[Op.SHIFT] = new Shifts(core, operands);
    groups[Op.MULTIPLY] = new Multiplication(core, operands);
    groups[Op.BIT] = new BitTests(core, data, operands);
    groups[Op.MOVE] = moves;
    groups[Op.STACK] = stack;
    groups[Op.BRANCH] = branches;
    groups[Op.FLAG] = new FlagInstructions(core, operands);
    groups[Op.STRING] = new Strings(core, data, plain, operands, portAccess);
    groups[Op.SEGMENT] = new SegmentInstructions(core, data, operands, tables, loader);
    transfers =
        new Transfers(
            core,
            data,
            operands,
            new FarTransfer(core, data, linear, tables, loader, taskSwitch),
            new FarReturn(core, data, tables, loader, taskSwitch, plain),
            delivery);
    groups[Op.TRANSFER] = transfers;
    groups[Op.SYSTEM] = new SystemInstructions(core, data, operands, tables, paging);
    groups[Op.PORT] = new PortInstructions(operands, portAccess);
    coprocessor.join(groups, core, data, operands);
    virtualization.join(groups, core, operands, paging, exceptions);
  }

  Gates gates() {
    return transfers;
  }

  /** The groups of most instructions are called without the table. */
  @Override
  public void execute(int[] code, int at) {
    int group = Slot.op(code[at]) >>> Op.GROUP_BITS;
    switch (group) {
      case Op.MOVE -> moves.execute(code, at);
      case Op.ARITHMETIC -> arithmetic.execute(code, at);
      case Op.BRANCH -> branches.execute(code, at);
      case Op.STACK -> stack.execute(code, at);
      default -> groups[group].execute(code, at);
    }
  }
}
