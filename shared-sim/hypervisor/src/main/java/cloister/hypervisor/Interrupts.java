package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;

/** Lets a guest's own handlers have its exceptions and interrupts (SDM 3, 6.12). */
final class Interrupts {
  private static final int GATE_386 = 0xE;
  private static final int GATE_286 = 6;
  private static final int TASK_GATE = 5;
  private static final int RESUME = 1 << 16;
  private static final int TRAP_BIT = 1;
  private static final int PRESENT = 0x80;
  static final int CARRY_TO_DIRECTION = 0xCD5;

  /** TF, AC and ID, which IRET takes from the stack whatever the ring. */
  static final int KEPT_BY_RETURN = 1 << 8 | 1 << 18 | 1 << 21;

  static final int INTERRUPT = 1 << 9;
  static final int IOPL_SHIFT = 12;
  static final int RESERVED = 2;
  private static final int NESTED_TO_VIRTUAL = 1 << 14 | 1 << 16 | 1 << 17;
  static final int TRAP_FLAG = 1 << 8;
  private static final int SS0 = 8;
  private static final int ESP0 = 4;

  private static final int DOUBLE_FAULT = 8;

  private Interrupts() {}

  /** Who asks for a handler. */
  enum By {
    /** INT n, INT3 and INTO. */
    PROGRAM,
    EXCEPTION,
    DEVICE,
    /** An event channel: there is a callback, and no gate. */
    EVENT
  }

  /**
   * Enters the guest's handler.
   *
   * @param by INT n alone is compared with the gate's DPL, and exceptions alone are restarted
   */
  static void deliver(VirtualMachine guest, Frame frame, int vector, int errorCode, By by)
      throws GuestFault {
    VirtualCpu cpu = guest.cpu();
    if (by == By.EVENT) {
      EventChannels channels = guest.channels();
      int flags = saved(cpu, frame, vector, by);
      enter(guest, frame, channels.callbackSelector(), channels.callback(), flags, errorCode);
      channels.called();
      cpu.interruptFlag = false;
      return;
    }
    GuestLinear memory = guest.linear();
    int code = 8 * vector + 2;
    if (8 * vector + 7 > cpu.idtLimit) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, code);
    }
    int low = memory.read32(cpu.idtBase + 8 * vector);
    int high = memory.read32(cpu.idtBase + 8 * vector + 4);
    int kind = high >>> 8 & 0x1F;
    if (kind == TASK_GATE || (kind & ~TRAP_BIT) == GATE_286) {
      guest.stop(VirtualMachine.End.UNKNOWN);
      return;
    }
    if ((kind & ~TRAP_BIT) != GATE_386) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, code);
    }
    int from = VirtualMachine.believedRing(frame.ring());
    if (by == By.PROGRAM && from > (high >>> 13 & 3)) {
      throw GuestFault.of(GuestFault.GENERAL_PROTECTION, code);
    }
    if ((high >>> 8 & PRESENT) == 0) {
      throw GuestFault.of(GuestFault.SEGMENT_NOT_PRESENT, code);
    }
    int flags = saved(cpu, frame, vector, by);
    enter(guest, frame, low >>> 16, low & 0xFFFF | high & 0xFFFF0000, flags, errorCode);
    if ((kind & TRAP_BIT) == 0) {
      cpu.interruptFlag = false;
    }
  }

  /** The frame for the way back, on the stack of ring 0, and then the handler. */
  private static void enter(
      VirtualMachine guest, Frame frame, int selector, int eip, int flags, int errorCode)
      throws GuestFault {
    GuestLinear memory = guest.linear();
    boolean inner = VirtualMachine.believedRing(frame.ring()) != 0;
    int oldStack = frame.get(Word.SS);
    int oldTop = frame.get(Word.ESP);
    int top = oldTop;
    int stack = oldStack;
    if (inner) {
      int task = guest.descriptors().base(guest.cpu().taskSelector, GuestFault.INVALID_TASK);
      top = memory.read32(task + ESP0);
      stack = memory.read16(task + SS0);
    }
    int bottom = guest.descriptors().base(stack, GuestFault.STACK_FAULT);
    if (inner) {
      top = push(memory, bottom, top, VirtualMachine.believed(oldStack));
      top = push(memory, bottom, top, oldTop);
    }
    top = push(memory, bottom, top, flags);
    top = push(memory, bottom, top, VirtualMachine.believed(frame.get(Word.CS)));
    top = push(memory, bottom, top, frame.get(Word.EIP));
    if (errorCode != GuestFault.NO_ERROR_CODE) {
      top = push(memory, bottom, top, errorCode);
    }
    frame.set(Word.ESP, top);
    frame.set(Word.SS, stack & ~3 | 1);
    frame.set(Word.CS, selector & ~3 | 1);
    frame.set(Word.EIP, eip);
    frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) & ~(TRAP_FLAG | NESTED_TO_VIRTUAL));
    guest.cpu().halted = false;
    guest.cpu().shadowed = false;
  }

  /** The flags that a handler finds on its stack, RF as the processor saves it. */
  private static int saved(VirtualCpu cpu, Frame frame, int vector, By by) {
    int flags = flags(cpu, frame);
    // Between two iterations of a string instruction the processor has set it (SDM 3, 19.3.1.1),
    // or whoever has done one of them in its place.
    boolean comes = by == By.DEVICE || by == By.EVENT;
    int left = frame.get(Word.VECTOR);
    if (comes && (left == HostLayout.TIMER_VECTOR || left == HostLayout.CALL_OUT_VECTOR)) {
      return flags;
    }
    // Of #DB a guest knows the single step alone, which is a trap (SDM 3, 19.3.1).
    boolean restarts = by == By.EXCEPTION && vector != GuestFault.DEBUG;
    return restarts ? flags | RESUME : flags & ~RESUME;
  }

  /** Two exceptions in a row become a double fault where the manual says so (SDM 3, 6.15). */
  static void handOn(VirtualMachine guest, Frame frame, GuestFault first, By asker) {
    GuestFault fault = first;
    By by = asker;
    while (guest.runs()) {
      try {
        if (fault.vector() == GuestFault.PAGE_FAULT) {
          guest.cpu().cr2 = fault.address();
        }
        deliver(guest, frame, fault.vector(), fault.errorCode(), by);
        return;
      } catch (GuestFault second) {
        if (fault.vector() == DOUBLE_FAULT) {
          guest.stop(VirtualMachine.End.TRIPLE_FAULT);
        }
        by = By.EXCEPTION;
        fault = isDouble(fault, second) ? GuestFault.of(DOUBLE_FAULT, 0) : second;
      }
    }
  }

  /** True when the second one, met on the way to the handler of the first, makes it #DF. */
  static boolean isDouble(GuestFault first, GuestFault second) {
    boolean page = first.vector() == GuestFault.PAGE_FAULT;
    boolean pageAgain = page && second.vector() == GuestFault.PAGE_FAULT;
    return pageAgain || (page || contributes(first)) && contributes(second);
  }

  private static boolean contributes(GuestFault fault) {
    int vector = fault.vector();
    return vector == 0 || vector >= GuestFault.INVALID_TASK && vector < GuestFault.PAGE_FAULT;
  }

  /** The flags as the guest would find them on a machine of its own. */
  static int flags(VirtualCpu cpu, Frame frame) {
    int real = frame.get(Word.EFLAGS) & ~(INTERRUPT | 3 << IOPL_SHIFT);
    return real | (cpu.interruptFlag ? INTERRUPT : 0) | cpu.ioPrivilege << IOPL_SHIFT;
  }

  private static int push(GuestLinear memory, int bottom, int top, int value) throws GuestFault {
    memory.write32(bottom + top - 4, value);
    return top - 4;
  }
}
