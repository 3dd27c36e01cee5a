package cloister.analysis;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Operand;
import java.util.ArrayList;
import java.util.List;

/**
 * Operands with which an instruction means something: selectors that the guest's kernel and its
 * programs use, values that a register takes. They are chosen by what an instruction operates on;
 * what comes of them is observed.
 */
final class Choices {
  private static final int SYSENTER_CS = 0x174;
  private static final int OTHER_FLAGS = Eflags.RESERVED_ONE | Eflags.CF;

  private Choices() {}

  /**
   * @param unit the operand size in bytes, 2 or 4
   * @param regField of ModR/M, where it names a register of its own
   */
  static List<Operands> of(Encoding row, int unit, int regField) {
    return switch (row.op()) {
      case Op.LAR, Op.LSL, Op.VERR, Op.VERW -> probes();
      case Op.MOV_TO_SEGMENT -> segments(regField == 2);
      case Op.POP_SEGMENT -> popped(row.operands().getFirst() == Operand.SS, unit);
      case Op.LOAD_FAR_POINTER -> pointers(row, unit);
      case Op.CALL_FAR, Op.JMP_FAR -> targets(row, unit);
      case Op.RET_FAR -> farReturns(row, unit);
      case Op.IRET -> interruptReturns(unit);
      case Op.POPF -> flagImages(unit);
      case Op.INT ->
          List.of(
              new Operands().immediate(Layout.CLOSED_VECTOR),
              new Operands().immediate(Layout.SYSTEM_CALL));
      case Op.INTO -> List.of(new Operands().flags(Eflags.OF));
      case Op.MOV_TO_CR -> List.of(new Operands().value(controlValue(regField)));
      case Op.MOV_TO_DR -> List.of(new Operands().value(regField < 4 ? Layout.DATA : 0x700));
      default -> List.of(single(row, unit));
    };
  }

  private static Operands single(Encoding row, int unit) {
    Operands usual = new Operands();
    return switch (row.op()) {
      case Op.JMP, Op.CALL -> usual.value(Layout.HANDLER);
      case Op.RET -> usual.frame(unit, Layout.HANDLER);
      case Op.BOUND -> unit == 2 ? usual.value(0x1000000) : usual.value(0).at(Layout.DATA + 4, 256);
      case Op.ARPL -> usual.value(Layout.KERNEL_DATA).register(Core.EAX, Layout.USER_CODE);
      case Op.LLDT -> usual.value(0);
      case Op.LTR -> usual.value(Layout.OTHER_TASK);
      case Op.LMSW -> usual.value(Core.CR0_PE | Core.CR0_TS);
      case Op.LGDT -> usual.value(Layout.GDT << 16 | 0x4F).at16(Layout.DATA + 4, 0);
      case Op.LIDT -> usual.value(Layout.IDT << 16 | 0x3FF).at16(Layout.DATA + 4, 0);
      case Op.RDMSR, Op.WRMSR -> usual.register(Core.ECX, SYSENTER_CS);
      case Op.SYSEXIT -> usual.register(Core.ECX, Layout.STACK).register(Core.EDX, Layout.HANDLER);
      case Op.CPUID -> usual.register(Core.EAX, 1);
      case Op.AAM, Op.AAD -> usual.immediate(10);
      case Op.ENTER -> usual.immediate(0);
      default -> usual;
    };
  }

  private static int controlValue(int register) {
    return switch (register) {
      case 0 -> Machine.CR0 | Core.CR0_TS;
      case 3 -> Layout.PAGES;
      case 4 -> Machine.CR4 | Core.CR4_DE;
      default -> 0x1234;
    };
  }

  private static List<Operands> probes() {
    List<Operands> all = new ArrayList<>();
    int[] selectors = {
      Layout.KERNEL_CODE, Layout.KERNEL_DATA, Layout.USER_CODE, Layout.USER_DATA, Layout.TASK_STATE
    };
    for (int selector : selectors) {
      all.add(new Operands().value(selector));
    }
    return all;
  }

  /** What is loaded into a segment register for data, or into SS. */
  private static int[] loadable(boolean stack) {
    return stack
        ? new int[] {Layout.KERNEL_DATA, Form.OWN_STACK, Layout.USER_DATA}
        : new int[] {Layout.KERNEL_DATA, Layout.USER_DATA, 0};
  }

  private static List<Operands> segments(boolean stack) {
    List<Operands> all = new ArrayList<>();
    for (int selector : loadable(stack)) {
      all.add(new Operands().value(selector));
    }
    return all;
  }

  private static List<Operands> popped(boolean stack, int unit) {
    List<Operands> all = new ArrayList<>();
    for (int selector : loadable(stack)) {
      all.add(new Operands().frame(unit, selector));
    }
    return all;
  }

  private static List<Operands> pointers(Encoding row, int unit) {
    List<Operands> all = new ArrayList<>();
    for (int selector : loadable(row.names().at32().equals("lss"))) {
      all.add(new Operands().pointer(unit, Layout.STACK, selector));
    }
    return all;
  }

  private static List<Operands> targets(Encoding row, int unit) {
    List<Operands> all = new ArrayList<>();
    for (int target : new int[] {Layout.KERNEL_CODE, Layout.USER_CODE, Layout.GATE}) {
      all.add(new Operands().pointer(unit, Layout.HANDLER, target).selector(target));
    }
    if (row.op() == Op.JMP_FAR) {
      all.add(new Operands().pointer(unit, Layout.HANDLER, Form.OWN_CODE));
    }
    return all;
  }

  private static List<Operands> farReturns(Encoding row, int unit) {
    int dropped = row.operands().isEmpty() ? 0 : 4;
    List<Operands> all = new ArrayList<>();
    all.add(new Operands().frame(unit, Layout.HANDLER, Layout.KERNEL_CODE));
    all.add(new Operands().frame(unit, Layout.HANDLER, Form.OWN_CODE));
    Operands outwards = new Operands().frame(unit, Layout.HANDLER, Layout.USER_CODE);
    int stack = Layout.STACK + 2 * unit + dropped;
    if (unit == 2) {
      outwards.at16(stack, Layout.STACK).at16(stack + 2, Layout.USER_DATA);
    } else {
      outwards.at(stack, Layout.STACK).at(stack + 4, Layout.USER_DATA);
    }
    all.add(outwards);
    for (Operands each : all) {
      each.immediate(4);
    }
    return all;
  }

  /** With interrupts on, off, and for all rings to change. */
  private static int[] images() {
    return new int[] {OTHER_FLAGS | Eflags.IF, OTHER_FLAGS, OTHER_FLAGS | Eflags.IOPL};
  }

  private static List<Operands> flagImages(int unit) {
    List<Operands> all = new ArrayList<>();
    for (int image : images()) {
      all.add(new Operands().frame(unit, image));
    }
    return all;
  }

  private static List<Operands> interruptReturns(int unit) {
    List<Operands> all = new ArrayList<>();
    for (int image : images()) {
      all.add(new Operands().frame(unit, Layout.HANDLER, Layout.KERNEL_CODE, image));
      all.add(new Operands().frame(unit, Layout.HANDLER, Form.OWN_CODE, image));
    }
    int open = OTHER_FLAGS | Eflags.IF;
    all.add(
        new Operands()
            .frame(unit, Layout.HANDLER, Layout.USER_CODE, open, Layout.STACK, Layout.USER_DATA));
    return all;
  }
}
