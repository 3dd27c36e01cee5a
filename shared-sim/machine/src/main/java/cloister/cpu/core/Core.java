package cloister.cpu.core;

import cloister.bits.Bits;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.fpu.FpuRegisters;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.event.Witness;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The registers of the processor and its connections to the board; all that the instruction groups
 * share. Public fields on purpose: these are registers.
 */
public final class Core implements Saveable {
  public static final int EAX = 0;
  public static final int ECX = 1;
  public static final int EDX = 2;
  public static final int EBX = 3;
  public static final int ESP = 4;
  public static final int EBP = 5;
  public static final int ESI = 6;
  public static final int EDI = 7;

  public static final int CR0_PE = 1;
  public static final int CR0_MP = 1 << 1;
  public static final int CR0_EM = 1 << 2;
  public static final int CR0_TS = 1 << 3;
  public static final int CR0_ET = 1 << 4;
  public static final int CR0_NE = 1 << 5;
  public static final int CR0_AM = 1 << 18;
  public static final int CR0_WP = 1 << 16;
  public static final int CR0_PG = 1 << 31;

  public static final int CR4_TSD = 1 << 2;
  public static final int CR4_DE = 1 << 3;
  public static final int CR4_PSE = 1 << 4;
  public static final int CR4_PAE = 1 << 5;
  public static final int CR4_PGE = 1 << 7;
  public static final int CR4_PCE = 1 << 8;
  public static final int CR4_OSFXSR = 1 << 9;
  public static final int CR4_UMIP = 1 << 11;

  public final Features features;
  public final Memory memory;
  public final Ports ports;
  public final InterruptLine interrupts;

  /** EAX ECX EDX EBX ESP EBP ESI EDI, as instructions number them, and one that is always 0. */
  public final int[] general = new int[9];

  public final Flags flags = new Flags();
  public final Segments segments = new Segments();
  public final FpuRegisters fpu = new FpuRegisters();

  /** Offset of the current instruction in CS. */
  public int eip;

  /** Where the current instruction will go on; branches change it. Not state between steps. */
  public int nextEip;

  /** Changed through {@link #setCpl} alone. */
  public int cpl;

  public int gdtBase;
  public int gdtLimit;
  public int idtBase;
  public int idtLimit;
  public int cr0;
  public int cr2;
  public int cr3;
  public int cr4;

  public final ModelRegisters model = new ModelRegisters();
  public final DebugRegisters debug = new DebugRegisters();

  /** HLT was executed and no interrupt has come. */
  public boolean halted;

  /** A fault during a double fault: only a reset helps. */
  public boolean shutDown;

  /** They did so before the current instruction, which is alone then. Not state between steps. */
  public boolean shadowed;

  /** STI, MOV SS and POP SS hold interrupts off for one more instruction. */
  public boolean interruptShadow;

  /** It was MOV SS or POP SS that did so last. State where VT-x tells it. */
  public boolean shadowOfStack;

  public static final int NOTHING_PENDING = -1;

  /** The exception to be delivered by the next step, or {@link #NOTHING_PENDING}. */
  public int pendingVector = NOTHING_PENDING;

  public int pendingErrorCode = Fault.NO_ERROR_CODE;

  /** Instructions retired, low and high word. */
  public int instructionsLow;

  public int instructionsHigh;

  /** Instructions done since {@link #retire}. Not state between steps. */
  public int retired;

  /** Refusals and deliveries since then, which are steps as well. Not state between steps. */
  private int otherSteps;

  /** Up to where {@link #retired} may go before somebody looks. Not state between steps. */
  public int mostRetired;

  /** Set when the current block of decoded instructions must not go on. Not state between steps. */
  public boolean leaveBlock;

  public final Tally tally = new Tally();

  /** An NMI has come and waits for its turn. */
  public boolean nmiPending;

  /** From the delivery of an NMI to the next IRET no other is delivered (SDM 3, 7.7.1). */
  public boolean nmiBlocked;

  /** Ticks that the time-stamp counter is ahead of the retired instructions. */
  public int timeAheadLow;

  public int timeAheadHigh;

  /**
   * Data accesses want a second look: at their alignment, for breakpoints, or because a hypervisor
   * may intercept what they do. Derived.
   */
  public boolean vigilant;

  /** Behind MOV SS, POP SS and INT n there is no single-step trap. Not state between steps. */
  public boolean noSingleStep;

  /** Who watches the handing over of control; changed by {@link #setWitness}. Not state. */
  public Witness witness = Witness.NONE;

  private boolean witnessed;

  public final FaultChain faults = new FaultChain();

  /** Hardware virtualization; changed by {@link #virtualizeWith} alone. */
  public Virtualization virtualization = Virtualization.NONE;

  /**
   * In VMX non-root operation, where a hypervisor may intercept: the one question that everything
   * asks which it may want to know of. Changed by {@link #setNonRoot} alone.
   */
  public boolean nonRoot;

  /** Physical addresses are a guest's own, and are looked up once more: EPT. */
  public boolean nested;

  private final CoreState state = new CoreState(this);

  private final Fault fault = new Fault();
  private EventSink sink = EventSink.NONE;
  private boolean hasSink;

  public Core(Features features, Memory memory, Ports ports, InterruptLine interrupts) {
    this.features = features;
    this.memory = memory;
    this.ports = ports;
    this.interrupts = interrupts;
  }

  public boolean protectedMode() {
    return (cr0 & CR0_PE) != 0;
  }

  public boolean paging() {
    return cr0 < 0;
  }

  /** CR4.PAE: entries of 64 bits, and a pointer table above the directories. */
  public boolean wideEntries() {
    return (cr4 & CR4_PAE) != 0;
  }

  /** CR0.WP: read-only pages bind the supervisor, too. */
  public boolean writeProtect() {
    return (cr0 & CR0_WP) != 0;
  }

  /** EFER.NXE: bit 63 of a PAE entry forbids execution. */
  public boolean noExecuteEnabled() {
    return (model.efer & ModelRegisters.EFER_NXE) != 0;
  }

  /** Real-address and virtual-8086 mode: a selector is a paragraph number. */
  public boolean usesParagraphs() {
    return (cr0 & CR0_PE) == 0 || (flags.system() & Eflags.VM) != 0;
  }

  public boolean virtual8086() {
    return (flags.system() & Eflags.VM) != 0 && (cr0 & CR0_PE) != 0;
  }

  /** Linear addresses are not physical ones: by page tables, or by a hypervisor's. */
  public boolean translates() {
    return cr0 < 0 || nested;
  }

  public int linearEip() {
    return segments.base[Segments.CS] + eip;
  }

  /** The processor has VT-x. */
  public void virtualizeWith(Virtualization with) {
    virtualization = with;
  }

  /** Enters or leaves non-root operation; nothing decoded goes on behind it. */
  public void setNonRoot(boolean value, boolean withNested) {
    nonRoot = value;
    nested = withNested;
    leaveBlock = true;
    derive();
  }

  /**
   * Asks whether the current instruction, which nothing else refuses, is intercepted.
   *
   * @param reason one of {@link Virtualization}
   * @param qualification what the hypervisor will be told of it
   */
  public void ask(int reason, int qualification) {
    if (nonRoot) {
      virtualization.ask(reason, qualification);
    }
  }

  public void setCpl(int value) {
    cpl = value;
    derive();
  }

  /** Ring 3 asks for aligned data (SDM 3, 7.15, #AC). */
  public boolean checksAlignment() {
    return cpl == 3 && (cr0 & CR0_AM) != 0 && (flags.system() & Eflags.AC) != 0;
  }

  /** Computes what CPL, CR0.AM, EFLAGS.AC and DR7 decide together. */
  void derive() {
    vigilant = nonRoot || debug.watchesData() || checksAlignment();
  }

  /**
   * Something may come between two iterations of a repeated instruction that reads or saves RF.
   * Where nothing can, RF stays clear, so that the state is as it always was.
   */
  public boolean mayBeLookedInto() {
    return debug.watchesCode()
        || debug.watchesData()
        || checksAlignment()
        || flags.trap()
        || flags.interrupt() && interrupts != InterruptLine.NONE;
  }

  /** Breakpoints that the current instruction has met: the trap comes right after it. */
  public void meet(int breakpoints) {
    if (breakpoints != 0) {
      debug.meet(breakpoints);
      leaveBlock = true;
    }
  }

  public void setDebugRegister(int register, int value) {
    debug.write(register, value);
    derive();
  }

  /** After a task switch the breakpoints of the old task are off. */
  public void clearLocalBreakpoints() {
    debug.clearLocalEnables();
    derive();
  }

  /** A debug exception, with its reasons in DR6. */
  public Fault debugException(int reasons, Rule rule, int first, int second) {
    if (!nonRoot || !virtualization.takesDebug(reasons)) {
      debug.report(reasons);
    }
    return fault.set(Exceptions.DB, Fault.NO_ERROR_CODE, rule, first, second, 0);
  }

  /** Makes a refusal the exception that the next step delivers. */
  public void raise(Fault raised) {
    if (nonRoot && virtualization.takes(raised)) {
      return;
    }
    pendingVector = raised.vector();
    pendingErrorCode = raised.errorCode();
    faults.raised(raised.vector());
    if (tracing(Families.FAULTS)) {
      emit(raised.raisedAt(eip));
    }
  }

  public boolean faultPending() {
    return pendingVector != NOTHING_PENDING;
  }

  /** IRET lets the next NMI in, which may have waited. */
  public void unblockNmi() {
    nmiBlocked = false;
    leaveBlock |= nmiPending;
  }

  /**
   * After an instruction: false when the next one needs a step of its own, or something comes
   * before it.
   */
  public boolean mayGoOn() {
    return !leaveBlock
        && !interruptShadow
        && !flags.trap()
        && !debug.watchesCode()
        && !nonRoot
        && !interruptArrives();
  }

  /** An external interrupt is there and let in. */
  public boolean interruptArrives() {
    return letsInterruptsIn() && interrupts.raised();
  }

  public boolean letsInterruptsIn() {
    return flags.interrupt() && !interruptShadow;
  }

  public boolean code32() {
    return Rights.isBig(segments.rights[Segments.CS]);
  }

  /** Mask of the stack pointer: SP or ESP by the B bit of SS. */
  public int stackMask() {
    return Rights.isBig(segments.rights[Segments.SS]) ? -1 : 0xffff;
  }

  /** Sets the bits of ESP that the stack segment uses. */
  public void setStackPointer(int value) {
    int mask = stackMask();
    general[ESP] = general[ESP] & ~mask | value & mask;
  }

  public int stackPointer() {
    return general[ESP] & stackMask();
  }

  public void setSink(EventSink sink) {
    this.sink = sink;
    hasSink = sink != EventSink.NONE;
  }

  public void setWitness(Witness witness) {
    this.witness = witness;
    witnessed = witness != Witness.NONE;
  }

  /** True when events of any family are made. */
  public boolean tracing() {
    return hasSink && sink.listening();
  }

  /** True when events of these {@link Families} should be made; ask before making one. */
  public boolean tracing(int families) {
    return hasSink && sink.listens(families);
  }

  /** Nobody would notice how control is handed over, nor which data are accessed on the way. */
  public boolean unnoticed() {
    return !vigilant && !witnessed && !tracing(~Families.FAULTS);
  }

  public void emit(Event event) {
    sink.accept(event);
  }

  /** The exception of a refused instruction, to be thrown by the caller. */
  public Fault fault(int vector, int errorCode, Rule rule, int first, int second, int third) {
    return fault.set(vector, errorCode, rule, first, second, third);
  }

  /** A check on the way of control, which the witness sees and which refuses when it fails. */
  public void require(
      boolean passed, int vector, int errorCode, Rule rule, int first, int second, int third) {
    witness.checked(rule, first, second, third, passed);
    if (!passed) {
      throw fault.set(vector, errorCode, rule, first, second, third);
    }
  }

  public Fault fault(int vector, int errorCode, Rule rule) {
    return fault.set(vector, errorCode, rule, 0, 0, 0);
  }

  public Fault generalProtection(int errorCode, Rule rule, int first, int second, int third) {
    return fault.set(Exceptions.GP, errorCode, rule, first, second, third);
  }

  public Fault undefined(Rule rule) {
    return fault.set(Exceptions.UD, Fault.NO_ERROR_CODE, rule, 0, 0, 0);
  }

  /** Privileged instructions: CPL must be 0. */
  public void requireRing0() {
    if (cpl != 0) {
      throw generalProtection(0, Rule.RING_0_ONLY, cpl, 0, 0);
    }
  }

  /** Replaces EFLAGS and reports when IF or IOPL changed. */
  public void setEflags(int value) {
    int old = tracing(Families.FLAGS) ? flags.eflags() : value;
    flags.setEflags(value);
    derive();
    if (((old ^ value) & (Eflags.IF | Eflags.IOPL)) != 0) {
      emit(new Event.SystemFlagsChanged(old, flags.eflags()));
    }
  }

  /** Steps that retire nothing were done in passing. */
  public void passSteps(int count) {
    otherSteps += count;
    mostRetired -= count;
  }

  /** Steps done since {@link #retire}. */
  public int steps() {
    return retired + otherSteps;
  }

  /**
   * Adds the instructions done since the last time to the counters.
   *
   * @return steps done
   */
  public int retire() {
    int steps = steps();
    instructionsHigh = retiredHigh();
    instructionsLow += retired;
    retired = 0;
    otherSteps = 0;
    return steps;
  }

  /** Low word of the number of retired instructions, up to the current one. */
  public int retiredLow() {
    return instructionsLow + retired;
  }

  public int retiredHigh() {
    return Bits.below(retiredLow(), instructionsLow) ? instructionsHigh + 1 : instructionsHigh;
  }

  /** The state after power-up or RESET (SDM 3, table 10-1). */
  public void reset() {
    state.reset();
  }

  @Override
  public void save(StateWriter out) {
    state.save(out);
  }

  @Override
  public void load(StateReader in) {
    state.load(in);
  }
}
