package cloister.cpu.vmx;

import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Virtualization;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;
import cloister.cpu.insn.Group;
import cloister.event.Rule;

/** The instructions of VT-x (SDM 3, chapter 30). */
final class VmxInstructions implements Group {
  /** VM-instruction errors (table 30-1). */
  private static final int CALL_IN_ROOT = 1;

  private static final int CLEAR_ADDRESS = 2;
  private static final int CLEAR_REGION = 3;
  private static final int NOT_CLEAR = 4;
  private static final int NOT_LAUNCHED = 5;
  private static final int LOAD_ADDRESS = 9;
  private static final int LOAD_REGION = 10;
  private static final int LOAD_REVISION = 11;
  private static final int NO_FIELD = 12;
  private static final int READ_ONLY = 13;
  private static final int ALREADY_ON = 15;
  private static final int BLOCKED = 26;
  private static final int BAD_INVALIDATION = 28;

  private static final int MEMORY32 = Slot.operand(Slot.MEMORY32, 0);
  private static final int IN_PAGE = Vmcs.BYTES - 1;

  private final Core core;
  private final Operands operands;
  private final Vmx vmx;
  private final Invalidations invalidations;

  /** The address that the current instruction was given. */
  private int address;

  VmxInstructions(Core core, Operands operands, Vmx vmx) {
    this.core = core;
    this.operands = operands;
    this.vmx = vmx;
    invalidations = new Invalidations(operands);
  }

  @Override
  public void execute(int[] code, int at) {
    int op = Slot.op(code[at]);
    boolean known = op == Op.VMXON ? (core.cr4 & Controls.CR4_VMXE) != 0 : vmx.isOn();
    boolean anywhere = op == Op.VMCALL && core.nonRoot;
    if (!known || core.usesParagraphs() && !anywhere) {
      throw core.undefined(Rule.NOT_SUPPORTED);
    }
    if (core.nonRoot) {
      throw vmx.exitFor(reason(op), code, at);
    }
    core.requireRing0();
    switch (op) {
      case Op.VMXON -> turnOn(code, at);
      case Op.VMXOFF -> {
        vmx.turnOff();
        succeed();
      }
      case Op.VMCALL -> fail(CALL_IN_ROOT);
      case Op.VMCLEAR -> clear(code, at);
      case Op.VMPTRLD -> load(code, at);
      case Op.VMPTRST -> store(code, at);
      case Op.VMREAD -> read(code, at);
      case Op.VMWRITE -> write(code, at);
      case Op.VMLAUNCH, Op.VMRESUME -> enter(op == Op.VMLAUNCH);
      case Op.INVEPT, Op.INVVPID -> {
        if (invalidations.passes(op == Op.INVEPT, code, at)) {
          succeed();
        } else {
          fail(BAD_INVALIDATION);
        }
      }
      default -> throw new IllegalStateException("vmx " + code[at]);
    }
  }

  private static int reason(int op) {
    return switch (op) {
      case Op.VMCLEAR -> 19;
      case Op.VMLAUNCH -> 20;
      case Op.VMPTRLD -> 21;
      case Op.VMPTRST -> 22;
      case Op.VMREAD -> 23;
      case Op.VMRESUME -> 24;
      case Op.VMWRITE -> 25;
      case Op.VMXOFF -> 26;
      case Op.VMXON -> 27;
      case Op.INVEPT -> Virtualization.INVEPT;
      case Op.INVVPID -> Virtualization.INVVPID;
      default -> 18;
    };
  }

  /** CF and ZF tell of failures; a success clears them and the other status flags. */
  private void succeed() {
    status(0);
  }

  private void fail(int error) {
    if (vmx.current() == Vmcs.NONE) {
      failInvalid();
    } else {
      vmx.vmcs().set(VmcsField.INSTRUCTION_ERROR, error);
      status(Eflags.ZF);
    }
  }

  private void failInvalid() {
    status(Eflags.CF);
  }

  private void status(int flags) {
    core.flags.setEflags(core.flags.eflags() & ~Eflags.STATUS | flags);
  }

  /** Reads the operand; false when it is no address of a region. */
  private boolean takeAddress(int[] code, int at) {
    address = operands.read(code, at, MEMORY32);
    int high = operands.readBehind(code, at, 4);
    return (address & IN_PAGE) == 0 && high == 0;
  }

  private void turnOn(int[] code, int at) {
    if (vmx.isOn()) {
      fail(ALREADY_ON);
      return;
    }
    if (!vmx.mayTurnOn()) {
      throw core.generalProtection(0, Rule.NOT_SUPPORTED, 0, 0, 0);
    }
    if (takeAddress(code, at) && vmx.vmcs(address).revision() == Vmcs.REVISION) {
      vmx.turnOn(address);
      succeed();
    } else {
      failInvalid();
    }
  }

  private void clear(int[] code, int at) {
    if (!takeAddress(code, at)) {
      fail(CLEAR_ADDRESS);
    } else if (address == vmx.region()) {
      fail(CLEAR_REGION);
    } else {
      vmx.vmcs(address).setLaunched(false);
      if (address == vmx.current()) {
        vmx.setCurrent(Vmcs.NONE);
      }
      succeed();
    }
  }

  private void load(int[] code, int at) {
    if (!takeAddress(code, at)) {
      fail(LOAD_ADDRESS);
    } else if (address == vmx.region()) {
      fail(LOAD_REGION);
    } else if (vmx.vmcs(address).revision() != Vmcs.REVISION) {
      fail(LOAD_REVISION);
    } else {
      vmx.setCurrent(address);
      succeed();
    }
  }

  private void store(int[] code, int at) {
    int high = vmx.current() == Vmcs.NONE ? -1 : 0;
    operands.writeLong(code, at, vmx.current(), high);
    succeed();
  }

  private void read(int[] code, int at) {
    int encoding = operands.read(code, at, code[at + Slot.B]);
    VmcsField field = VmcsField.of(encoding);
    if (vmx.current() == Vmcs.NONE) {
      failInvalid();
    } else if (field == null) {
      fail(NO_FIELD);
    } else {
      boolean high = (encoding & 1) != 0;
      int value = high ? vmx.vmcs().high(field) : vmx.vmcs().get(field);
      operands.write(code, at, code[at + Slot.A], value);
      succeed();
    }
  }

  private void write(int[] code, int at) {
    int value = operands.read(code, at, code[at + Slot.B]);
    int encoding = operands.read(code, at, code[at + Slot.A]);
    VmcsField field = VmcsField.of(encoding);
    if (vmx.current() == Vmcs.NONE) {
      failInvalid();
    } else if (field == null) {
      fail(NO_FIELD);
    } else if (field.isReadOnly()) {
      fail(READ_ONLY);
    } else if ((encoding & 1) != 0) {
      vmx.vmcs().setHigh(field, value);
      succeed();
    } else {
      vmx.vmcs().set(field, value);
      if (field.bits() == 64) {
        vmx.vmcs().setHigh(field, 0);
      }
      succeed();
    }
  }

  private void enter(boolean launches) {
    if (vmx.current() == Vmcs.NONE) {
      failInvalid();
    } else if (core.shadowed && core.shadowOfStack) {
      fail(BLOCKED);
    } else if (launches == vmx.vmcs().launched()) {
      fail(launches ? NOT_CLEAR : NOT_LAUNCHED);
    } else {
      int error = vmx.enter(launches);
      if (error != EntryChecks.GOOD) {
        fail(error);
      }
    }
  }
}
