package cloister.cpu.core;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * What a hypervisor may intercept in a processor with VT-x, and how the processor asks. As it
 * stands here it is that of a processor without. Nobody asks outside of VMX non-root operation
 * ({@link Core#nonRoot}).
 *
 * <p>Whatever is intercepted is thrown as the processor's {@code Fault} with {@link #EXIT} in place
 * of a vector, before anything has changed; {@link #takes} then leaves the guest.
 */
public interface Virtualization extends Saveable {
  /** In place of a vector: the hypervisor gets what was refused. */
  int EXIT = 256;

  /** Basic exit reasons (SDM 3, appendix C). */
  int EXCEPTION = 0;

  int EXTERNAL_INTERRUPT = 1;
  int TRIPLE_FAULT = 2;
  int INTERRUPT_WINDOW = 7;
  int TASK_SWITCH = 9;
  int CPUID = 10;
  int HLT = 12;
  int INVD = 13;
  int INVLPG = 14;
  int RDPMC = 15;
  int RDTSC = 16;
  int VMCALL = 18;
  int CONTROL_REGISTER = 28;
  int DEBUG_REGISTER = 29;
  int PORT = 30;
  int RDMSR = 31;
  int WRMSR = 32;
  int BAD_GUEST_STATE = 33;
  int BAD_GUEST_REGISTERS = 34;
  int GDTR_IDTR = 46;
  int LDTR_TR = 47;
  int EPT_VIOLATION = 48;
  int EPT_MISCONFIGURATION = 49;
  int INVEPT = 50;
  int INVVPID = 53;
  int WBINVD = 54;

  /** How a control register is reached, in the qualification of {@link #CONTROL_REGISTER}. */
  int MOV_TO = 0;

  int MOV_FROM = 1;
  int CLTS = 2;
  int LMSW = 3;

  /** What a port's qualification says beside number, size and direction. */
  int PORT_IN = 1 << 3;

  int PORT_STRING = 1 << 4;
  int PORT_REPEATED = 1 << 5;
  int PORT_IMMEDIATE = 1 << 6;

  Virtualization NONE = new None();

  /** ECX of CPUID's leaf 1. */
  default int cpuidBits() {
    return 0;
  }

  /** The bits of CR4 that can be set because of it. */
  default int control4() {
    return 0;
  }

  /** Whether CR0 or CR4 may have a value: VMX operation fixes some bits (SDM 3, 23.8). */
  default boolean allowsControl(int register, int value) {
    return true;
  }

  /**
   * RDMSR of a register that nothing else knows: into EAX and EDX.
   *
   * @return false when it is unknown here, too
   */
  default boolean readsRegister(int number) {
    return false;
  }

  default boolean writesRegister(int number, int low, int high) {
    return false;
  }

  /** Refuses an intercepted instruction; see {@link Core#ask}. */
  default void ask(int reason, int qualification) {}

  /** The same for LGDT, SGDT and their like, whose operand is told, too. */
  default void askTable(int reason, int[] code, int at) {}

  /**
   * A control register is about to be read or written.
   *
   * @param how {@link #MOV_TO} and its like
   * @param general the general register; for LMSW 1 for a memory operand
   * @param value to be written
   * @return what to write, or what is read
   */
  default int control(int how, int register, int general, int value) {
    return value;
  }

  /** LMSW, INS and OUTS: the linear address of their operand in memory. */
  default void operandAt(int linear) {}

  /** What SMSW stores. */
  default int seenControl0() {
    return 0;
  }

  /** A port is about to be used, with the flags of its qualification. */
  default void askPort(int port, int bytes, int form) {}

  /** The time-stamp counter in EAX and EDX becomes the guest's. */
  default void shiftTime() {}

  /** The delivery of an event begins; a refusal on the way belongs to it. */
  default void delivers(int vector, boolean external, boolean software, int errorCode) {}

  /** The delivery is over. */
  default void delivered() {}

  /** True when the guest is left instead of a page fault, so that CR2 keeps its value. */
  default boolean takesPageFault(int errorCode, int linear) {
    return false;
  }

  /** True when the guest is left instead of a debug exception, so that DR6 keeps its value. */
  default boolean takesDebug(int reasons) {
    return false;
  }

  /** True when the guest has been left because of a refusal. */
  default boolean takes(Fault refused) {
    return false;
  }

  /** True when the guest has been left instead of the shutdown that a triple fault is. */
  default boolean takesTripleFault() {
    return false;
  }

  /** True when something came before the next instruction and the guest has been left. */
  default boolean arrives() {
    return false;
  }

  /**
   * A guest's physical address on its way to memory (SDM 3, 28.2).
   *
   * @param access bits 0 to 2 of an EPT violation's qualification: read, write, fetch
   * @param linear what it comes from
   * @param walking true for an entry of the guest's page tables
   */
  default int physical(int guestPhysical, int access, int linear, boolean walking) {
    return guestPhysical;
  }

  /** What EPT allows where {@link #physical} has looked last: read, write, fetch. */
  default int allowed() {
    return -1;
  }

  /** The same without a trace, for those who look from outside; -1 where there is nothing. */
  default int peek(int guestPhysical) {
    return guestPhysical;
  }

  default void reset() {}

  @Override
  default void save(StateWriter out) {}

  @Override
  default void load(StateReader in) {}

  /** The processors before VT-x. */
  final class None implements Virtualization {
    private None() {}
  }
}
