package cloister.cpu.insn;

import cloister.cpu.access.DataPath;
import cloister.cpu.access.Operands;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.access.PortAccess;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Flags;
import cloister.cpu.core.Segments;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/**
 * String instructions. With a repeat prefix each iteration is a step of its own, after which the
 * instruction pointer still names the instruction, so that it can be interrupted (SDM 1, 7.3.9.1).
 * Between two of them RF counts as set (SDM 3, 19.3.1.1).
 */
public final class Strings implements Group {
  private final Core core;
  private final DataPath data;
  private final Operands operands;
  private final PortAccess ports;
  private final Flags flags;
  private final StringSweep sweep;

  public Strings(Core core, DataPath data, PlainAccess plain, Operands operands, PortAccess ports) {
    this.core = core;
    this.data = data;
    this.operands = operands;
    this.ports = ports;
    sweep = new StringSweep(core, plain, operands);
    flags = core.flags;
  }

  /** Iterations follow each other here as long as nobody would look in between. */
  @Override
  public void execute(int[] code, int at) {
    if (Slot.repeat(code[at]) == Slot.REPEAT_NONE) {
      checkPort(code[at]);
      iterate(code, at);
    } else {
      boolean again = repeat(code, at);
      while (again && core.retired + 1 < core.mostRetired && !core.leaveBlock) {
        sweep.advance(code, at);
        core.retired++;
        again = repeat(code, at);
      }
      if (again) {
        core.nextEip = core.eip;
      }
      flags.setSystem(Eflags.RF, again && core.mayBeLookedInto());
    }
  }

  private void checkPort(int header) {
    if (Slot.op(header) == Op.INS || Slot.op(header) == Op.OUTS) {
      ports.check(port(), Alu.bytes(Slot.size(header)));
    }
  }

  /** One iteration; whether there is another one. */
  private boolean repeat(int[] code, int at) {
    int header = code[at];
    boolean address32 = Slot.address32(header);
    checkPort(header);
    int count = operands.addressRegister(Core.ECX, address32);
    if (count == 0) {
      return false;
    }
    iterate(code, at);
    operands.setAddressRegister(Core.ECX, address32, count - 1);
    return count != 1 && goesOn(Slot.op(header), Slot.repeat(header));
  }

  private boolean goesOn(int op, int repeat) {
    boolean compares = op == Op.CMPS || op == Op.SCAS;
    return !compares || flags.zero() == (repeat == Slot.REPEAT_EQUAL);
  }

  private void iterate(int[] code, int at) {
    int header = code[at];
    int size = Slot.size(header);
    int bytes = Alu.bytes(size);
    boolean address32 = Slot.address32(header);
    int segment = Slot.eaSegment(code[at + Slot.EA]);
    int from = operands.addressRegister(Core.ESI, address32);
    int to = operands.addressRegister(Core.EDI, address32);
    switch (Slot.op(header)) {
      case Op.MOVS -> data.write(Segments.ES, to, bytes, data.read(segment, from, bytes));
      case Op.CMPS -> {
        int a = data.read(segment, from, bytes);
        compare(a, data.read(Segments.ES, to, bytes), size);
      }
      case Op.STOS -> data.write(Segments.ES, to, bytes, operands.register(Core.EAX, size));
      case Op.LODS -> operands.setRegister(Core.EAX, size, data.read(segment, from, bytes));
      case Op.SCAS ->
          compare(operands.register(Core.EAX, size), data.read(Segments.ES, to, bytes), size);
      case Op.INS -> {
        int form = form(header);
        ask(Segments.ES, to, bytes, form | Virtualization.PORT_IN);
        data.checkWrite(Segments.ES, to, bytes);
        data.write(Segments.ES, to, bytes, ports.read(port(), bytes, form));
      }
      case Op.OUTS -> {
        int form = form(header);
        ask(segment, from, bytes, form);
        ports.write(port(), bytes, form, data.read(segment, from, bytes));
      }
      default -> throw new IllegalStateException("string " + header);
    }
    advance(Slot.op(header), bytes, address32, from, to);
  }

  private void compare(int a, int b, int size) {
    int difference = a - b;
    int borrows = Alu.subtractCarries(a, b, difference, size);
    flags.setStatus(Alu.signExtend(difference, size), borrows);
  }

  private void advance(int op, int bytes, boolean address32, int from, int to) {
    int step = flags.direction() ? -bytes : bytes;
    boolean usesSource = op != Op.STOS && op != Op.SCAS && op != Op.INS;
    boolean usesDestination = op != Op.LODS && op != Op.OUTS;
    if (usesSource) {
      operands.setAddressRegister(Core.ESI, address32, from + step);
    }
    if (usesDestination) {
      operands.setAddressRegister(Core.EDI, address32, to + step);
    }
  }

  private void ask(int segment, int offset, int bytes, int form) {
    if (core.nonRoot) {
      core.virtualization.operandAt(core.segments.base[segment] + offset);
      ports.ask(port(), bytes, form);
    }
  }

  private static int form(int header) {
    boolean repeated = Slot.repeat(header) != Slot.REPEAT_NONE;
    return Virtualization.PORT_STRING | (repeated ? Virtualization.PORT_REPEATED : 0);
  }

  private int port() {
    return core.general[Core.EDX] & 0xffff;
  }
}
