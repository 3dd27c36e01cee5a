package cloister.kernel.task;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.signal.SignalAction;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Registers.Word;

/**
 * What a handler finds on its stack, and sigreturn(2) takes from there: Linux's sigframe and
 * rt_sigframe of i386.
 */
final class SignalFrame {
  private static final int CONTEXT_BYTES = 88;
  private static final int INFO_BYTES = 128;

  /** Offsets in struct sigframe. */
  private static final int CONTEXT = 8;

  private static final int SECOND_MASK = CONTEXT + CONTEXT_BYTES + 624;
  private static final int RETURN_CODE = SECOND_MASK + 4;
  private static final int FRAME_BYTES = RETURN_CODE + 8;

  /** Offsets in struct rt_sigframe. */
  private static final int RT_INFO = 16;

  private static final int RT_USER_CONTEXT = RT_INFO + INFO_BYTES;
  private static final int RT_STACK = RT_USER_CONTEXT + 8;
  private static final int RT_CONTEXT = RT_STACK + 12;
  private static final int RT_MASK = RT_CONTEXT + CONTEXT_BYTES;
  private static final int RT_RETURN_CODE = RT_MASK + 8;
  private static final int RT_FRAME_BYTES = RT_RETURN_CODE + 8;

  /** The registers of struct sigcontext, in its order, up to the trap's number. */
  private static final Word[] BEFORE_TRAP = {
    Word.GS, Word.FS, Word.ES, Word.DS, Word.EDI, Word.ESI, Word.EBP, Word.ESP, Word.EBX, Word.EDX,
    Word.ECX, Word.EAX
  };

  private static final int IP = 56;
  private static final int FLOATING_POINT = 76;
  private static final int OLD_MASK = 80;

  private final UserMemory memory;
  private final FloatingPoint floatingPoint;

  SignalFrame(UserMemory memory, FloatingPoint floatingPoint) {
    this.memory = memory;
    this.floatingPoint = floatingPoint;
  }

  /**
   * Makes the frame and sends the task to its handler.
   *
   * @param mask that it returns to
   */
  void build(Task task, SignalInfo info, SignalAction action, long mask) throws KernelError {
    Registers registers = task.registers();
    boolean withInfo = action.is(SignalAction.WITH_INFO);
    int stack = registers.get(Word.ESP);
    if (action.is(SignalAction.ON_STACK)
        && !task.alternateStack().isNone()
        && !task.alternateStack().has(stack)) {
      stack = task.alternateStack().end();
    }
    int numbers = stack - FloatingPoint.BYTES - 4 & ~15;
    int bytes = withInfo ? RT_FRAME_BYTES : FRAME_BYTES;
    int frame = (numbers - bytes + 4 & ~15) - 4;
    memory.write32(frame + 4, info.signal());
    if (withInfo) {
      buildWithInfo(task, info, mask, frame, numbers);
    } else {
      writeContext(registers, frame + CONTEXT, numbers, (int) mask);
      memory.write32(frame + SECOND_MASK, (int) (mask >>> 32));
      memory.write32(frame + RETURN_CODE, 0x0077B858);
      memory.write32(frame + RETURN_CODE + 4, 0x80CD0000);
    }
    int code = frame + (withInfo ? RT_RETURN_CODE : RETURN_CODE);
    memory.write32(frame, action.is(SignalAction.HAS_RESTORER) ? action.restorer() : code);
    memory.write32(numbers + FloatingPoint.BYTES, 0xffff0000);
    floatingPoint.saveForHandler(task, memory, numbers);
    enter(registers, action.handler(), frame, info.signal());
    registers.set(Word.EDX, withInfo ? frame + RT_INFO : 0);
    registers.set(Word.ECX, withInfo ? frame + RT_USER_CONTEXT : 0);
  }

  private void buildWithInfo(Task task, SignalInfo info, long mask, int frame, int numbers)
      throws KernelError {
    memory.write32(frame + 8, frame + RT_INFO);
    memory.write32(frame + 12, frame + RT_USER_CONTEXT);
    writeInfo(info, frame + RT_INFO);
    memory.write64(frame + RT_USER_CONTEXT, 0);
    AlternateStack other = task.alternateStack();
    memory.write32(frame + RT_STACK, other.address());
    boolean on = other.has(task.registers().get(Word.ESP));
    memory.write32(frame + RT_STACK + 4, other.isNone() ? 2 : on ? 1 : 0);
    memory.write32(frame + RT_STACK + 8, other.bytes());
    writeContext(task.registers(), frame + RT_CONTEXT, numbers, (int) mask);
    memory.write64(frame + RT_MASK, mask);
    memory.write32(frame + RT_RETURN_CODE, 0x0000ADB8);
    memory.write32(frame + RT_RETURN_CODE + 4, 0x0080CD00);
  }

  /** struct siginfo (sigaction(2)). */
  void writeInfo(SignalInfo info, int address) throws KernelError {
    memory.write(address, new byte[INFO_BYTES], 0, INFO_BYTES);
    memory.write32(address, info.signal());
    memory.write32(address + 4, info.error());
    memory.write32(address + 8, info.code());
    memory.write32(address + 12, info.sender());
    memory.write32(address + 16, info.user());
    memory.write32(address + 20, info.value());
  }

  private void writeContext(Registers registers, int at, int numbers, int mask) throws KernelError {
    for (int i = 0; i < BEFORE_TRAP.length; i++) {
      int value = registers.get(BEFORE_TRAP[i]);
      memory.write32(at + 4 * i, i < 4 ? value & 0xffff : value);
    }
    memory.write64(at + IP - 8, 0);
    memory.write32(at + IP, registers.get(Word.EIP));
    memory.write32(at + IP + 4, registers.get(Word.CS) & 0xffff);
    memory.write32(at + IP + 8, registers.get(Word.EFLAGS));
    memory.write32(at + IP + 12, registers.get(Word.ESP));
    memory.write32(at + IP + 16, registers.get(Word.SS) & 0xffff);
    memory.write32(at + FLOATING_POINT, numbers);
    memory.write32(at + OLD_MASK, mask);
    memory.write32(at + OLD_MASK + 4, 0);
  }

  private static void enter(Registers registers, int handler, int frame, int signal) {
    int trapDirectionAndResume = 0x10500;
    registers.set(Word.ESP, frame);
    registers.set(Word.EIP, handler);
    registers.set(Word.EAX, signal);
    registers.set(Word.EFLAGS, registers.get(Word.EFLAGS) & ~trapDirectionAndResume);
    registers.set(Word.CS, Registers.USER_CODE);
    registers.set(Word.DS, Registers.USER_DATA);
    registers.set(Word.ES, Registers.USER_DATA);
    registers.set(Word.SS, Registers.USER_DATA);
  }

  /** sigreturn(2): the registers are those of the frame that the stack points behind. */
  void leave(Task task) throws KernelError {
    int frame = task.registers().get(Word.ESP) - 8;
    long low = memory.read32(frame + CONTEXT + OLD_MASK) & 0xffff_ffffL;
    task.setBlocked((long) memory.read32(frame + SECOND_MASK) << 32 | low);
    readContext(task, frame + CONTEXT);
  }

  void leaveWithInfo(Task task) throws KernelError {
    int frame = task.registers().get(Word.ESP) - 4;
    task.setBlocked(memory.read64(frame + RT_MASK));
    int other = memory.read32(frame + RT_STACK);
    task.setAlternateStack(new AlternateStack(other, memory.read32(frame + RT_STACK + 8)));
    readContext(task, frame + RT_CONTEXT);
  }

  private void readContext(Task task, int at) throws KernelError {
    Registers registers = task.registers();
    int numbers = memory.read32(at + FLOATING_POINT);
    if (numbers != 0) {
      floatingPoint.restoreFrom(task, memory, numbers);
    }
    for (int i = 0; i < BEFORE_TRAP.length; i++) {
      registers.set(BEFORE_TRAP[i], memory.read32(at + 4 * i));
    }
    int code = memory.read32(at + IP + 4) & 0xffff;
    int stack = memory.read32(at + IP + 16) & 0xffff;
    if (code != Registers.USER_CODE || stack != Registers.USER_DATA) {
      throw Errno.EFAULT.error();
    }
    int flags = memory.read32(at + IP + 8) & Registers.USER_FLAGS;
    registers.set(Word.EIP, memory.read32(at + IP));
    registers.set(Word.CS, code);
    registers.set(Word.SS, stack);
    registers.set(Word.EFLAGS, flags | Registers.INTERRUPT_FLAG | Registers.FIXED_FLAG);
    registers.set(Word.ORIGINAL_EAX, -1);
  }

  /** The mask of a set that a signal's own bit is added to, unless it may come again. */
  static long maskDuring(SignalInfo info, SignalAction action) {
    return action.mask() | (action.is(SignalAction.NO_DEFER) ? 0 : Signal.bit(info.signal()));
  }
}
