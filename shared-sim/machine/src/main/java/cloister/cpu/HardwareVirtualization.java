package cloister.cpu;

import cloister.cpu.access.Operands;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Op;
import cloister.cpu.insn.Group;
import cloister.cpu.paging.Paging;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.cpu.vmx.Vmx;
import cloister.event.Rule;

/** VT-x, or its absence. A simulator whose boards have none carries none of its code. */
public interface HardwareVirtualization {
  /** Puts what executes the instructions of VT-x into the table of groups. */
  void join(
      Group[] groups, Core core, Operands operands, Paging paging, ExceptionDelivery exceptions);

  /** VT-x as {@code cpu.vmx} has it. */
  final class VtX implements HardwareVirtualization {
    /** Of the processor that it was joined to last. */
    private Vmx vmx;

    /** See {@link Vmx#current}. */
    public int current() {
      return vmx.current();
    }

    public boolean isOn() {
      return vmx.isOn();
    }

    @Override
    public void join(
        Group[] groups, Core core, Operands operands, Paging paging, ExceptionDelivery exceptions) {
      vmx = new Vmx(core, paging, exceptions);
      core.virtualizeWith(vmx);
      groups[Op.VMX] = vmx.instructions(operands);
    }
  }

  /** A processor from before: every instruction of VT-x is #UD. */
  final class None implements HardwareVirtualization {
    @Override
    public void join(
        Group[] groups, Core core, Operands operands, Paging paging, ExceptionDelivery exceptions) {
      groups[Op.VMX] =
          (code, at) -> {
            throw core.undefined(Rule.NOT_SUPPORTED);
          };
    }
  }
}
