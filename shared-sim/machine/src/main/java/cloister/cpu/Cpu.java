package cloister.cpu;

import cloister.bits.Bits;
import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.bus.Ports;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.access.Operands;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Features;
import cloister.cpu.core.Segments;
import cloister.cpu.core.Tally;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.fpu.FpuRegisters;
import cloister.cpu.insn.BlockLoop;
import cloister.cpu.paging.LinearView;
import cloister.cpu.paging.Paging;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentLoader;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.HotCode;
import cloister.cpu.trap.Delivery;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.cpu.trap.TaskSwitch;
import cloister.event.EventSink;
import cloister.event.Rule;
import cloister.event.Witness;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The IA-32 processor.
 *
 * <p>It advances in steps: a step is one instruction (one iteration of a repeated string
 * instruction), or the delivery of one exception or external interrupt. An instruction that is
 * refused is a step that changes no register and leaves the exception pending; the next step
 * delivers it.
 */
public final class Cpu implements Saveable {
  /** EAX ECX EDX EBX ESP EBP ESI EDI; an element beyond them is always 0. */
  public final int[] general;

  public final Segments segments;
  public final Tally tally;

  private final Core core;
  private final Paging paging;
  private final LinearView view;
  private final BlockCache blocks;
  private final BlockLoop loop;
  private final Instructions others;
  private final InstructionCycle cycle;

  /** With everything but UMIP. */
  public Cpu(Memory memory, Ports ports, InterruptLine interrupts) {
    this(Features.ALL_BUT_UMIP, new Coprocessor.X87(), memory, ports, interrupts);
  }

  public Cpu(
      Features features,
      Coprocessor coprocessor,
      Memory memory,
      Ports ports,
      InterruptLine interrupts) {
    this(features, coprocessor, new HardwareVirtualization.None(), memory, ports, interrupts);
  }

  public Cpu(
      Features features,
      Coprocessor coprocessor,
      HardwareVirtualization virtualization,
      Memory memory,
      Ports ports,
      InterruptLine interrupts) {
    core = new Core(features, memory, ports, interrupts);
    paging = new Paging(core);
    view = new LinearView(memory, paging);
    general = core.general;
    segments = core.segments;
    tally = core.tally;
    blocks = new BlockCache(memory, () -> paging.translateFetch(nextPageOfCode()));
    blocks.onInvalidation(() -> core.leaveBlock = true);

    LinearMemory linear = new LinearMemory(core, paging);
    DataPath data = new DataPath(core, linear);
    DescriptorTables tables = new DescriptorTables(core, linear);
    PlainAccess plain = new PlainAccess(core, paging);
    SegmentLoader loader = new SegmentLoader(core, tables, plain);
    TaskSwitch taskSwitch = new TaskSwitch(core, data, linear, tables, paging);
    Delivery delivery = new Delivery(core, data, linear, tables, loader, taskSwitch, plain);
    ExceptionDelivery exceptions = new ExceptionDelivery(core, delivery);
    Operands operands = new Operands(core, data);
    others =
        new Instructions(
            core,
            data,
            plain,
            operands,
            linear,
            tables,
            loader,
            taskSwitch,
            delivery,
            paging,
            exceptions,
            coprocessor,
            virtualization);
    loop = new BlockLoop(core, data, plain, operands, paging, blocks, others);
    cycle = new InstructionCycle(core, paging, blocks, loop, exceptions);
    core.reset();
  }

  /** Runs what runs often in code of the host; nothing but the speed is different. */
  public HotCode translateWith(Host host) {
    HotCode hot = new HotCode(core, blocks, paging, loop, others.gates(), host);
    loop.setHotCode(hot);
    return hot;
  }

  public void reset() {
    core.reset();
    paging.reset();
    blocks.clear();
  }

  /** CR0 as a boot loader finds it. */
  public void cachesOn() {
    core.cr0 = Core.CR0_ET;
  }

  /** The x87 unit as FNINIT leaves it, which a boot loader finds done. */
  public void readyFloatingPoint() {
    core.fpu.initialize();
  }

  /** The reset pin while the board goes on: the counts of instructions and of time go on too. */
  public void restart() {
    int low = core.instructionsLow;
    int high = core.instructionsHigh;
    int aheadLow = core.timeAheadLow;
    int aheadHigh = core.timeAheadHigh;
    reset();
    core.instructionsLow = low;
    core.instructionsHigh = high;
    core.timeAheadLow = aheadLow;
    core.timeAheadHigh = aheadHigh;
  }

  /** What a reset of a guest's processor resets, and no VMCS holds. */
  public void resetUnits() {
    core.fpu.reset();
    core.debug.reset();
    core.model.reset(core.features.localApic());
  }

  /** Adds reasons to DR6, which no VMCS holds, for a guest whose exception is made for it. */
  public void reportDebug(int reasons) {
    core.debug.report(reasons);
  }

  public void setEventSink(EventSink sink) {
    core.setSink(sink);
  }

  /** Lets somebody see how control is handed over; not for every day, since it makes objects. */
  public void setWitness(Witness witness) {
    core.setWitness(witness);
  }

  /** From an event sink during {@link #run}: stop after the current step. */
  public void requestStop() {
    cycle.requestStop();
  }

  /**
   * Runs.
   *
   * @return steps done: fewer than {@code maxSteps} when the processor is halted with nothing that
   *     could wake it, is shut down, or a stop was requested
   */
  public int run(int maxSteps) {
    return cycle.run(maxSteps);
  }

  /** True when an external interrupt is let in before the next instruction. */
  public boolean interruptArrives() {
    return core.interruptArrives();
  }

  /** True when an external interrupt would be let in before the next instruction. */
  public boolean letsInterruptsIn() {
    return core.letsInterruptsIn();
  }

  /** The NMI pin: the interrupt comes before the next instruction that may be interrupted. */
  public void raiseNmi() {
    core.nmiPending = true;
    core.leaveBlock = true;
  }

  /** True when an NMI that is there, or is expected, would come before the next instruction. */
  public boolean nmiArrives(boolean expected) {
    return cycle.nmiArrives(expected);
  }

  private int nextPageOfCode() {
    return (core.linearEip() | Memory.PAGE_SIZE - 1) + 1;
  }

  public int eip() {
    return core.eip;
  }

  public void setEip(int value) {
    core.eip = value;
  }

  public int eflags() {
    return core.flags.eflags();
  }

  public void setEflags(int value) {
    core.setEflags(value);
  }

  public int cpl() {
    return core.cpl;
  }

  public int iopl() {
    return core.flags.iopl();
  }

  public boolean protectedMode() {
    return core.protectedMode();
  }

  public boolean virtual8086() {
    return core.virtual8086();
  }

  /** Default operand and address size of the code segment: 16 or 32. */
  public int codeBits() {
    return core.code32() ? 32 : 16;
  }

  public int linearEip() {
    return core.linearEip();
  }

  public int gdtBase() {
    return core.gdtBase;
  }

  public int gdtLimit() {
    return core.gdtLimit;
  }

  public int idtBase() {
    return core.idtBase;
  }

  public int idtLimit() {
    return core.idtLimit;
  }

  /** Translation of linear addresses, for those who look at its tables and buffers. */
  public Paging paging() {
    return paging;
  }

  /** Linear memory as code sees it, for those who look from outside. */
  public LinearView linear() {
    return view;
  }

  /** Control register 0, 2, 3 or 4. */
  public int control(int register) {
    return switch (register) {
      case 0 -> core.cr0;
      case 2 -> core.cr2;
      case 3 -> core.cr3;
      case 4 -> core.cr4;
      default -> throw new IllegalArgumentException("no control register " + register);
    };
  }

  /** Control registers as another processor has them; nothing is kept of other tables. */
  public void takeControls(int cr0, int cr2, int cr3, int cr4) {
    core.cr0 = cr0;
    core.cr2 = cr2;
    core.cr3 = cr3;
    core.cr4 = cr4;
    paging.writeProtectChanged();
    paging.dropAll();
  }

  /** The registers of the x87 unit. */
  public FpuRegisters floatingPoint() {
    return core.fpu;
  }

  /**
   * The FERR# output: an x87 exception that is not masked waits, and CR0.NE leaves it to the board,
   * which can answer with an interrupt and {@link #ignoreFloatingPointError} (SDM 1, D.2).
   */
  public boolean floatingPointError() {
    return (core.cr0 & Core.CR0_NE) == 0 && core.fpu.errorPending();
  }

  /** True when the last step of a run was the delivery of an external interrupt, or its refusal. */
  public boolean interrupted() {
    return cycle.interrupted();
  }

  /** Takes over the registers of another's x87 unit, as FXSAVE there and FXRSTOR here would. */
  public void takeFloatingPoint(Cpu other) {
    core.fpu.copy(other.core.fpu);
  }

  /**
   * Another processor has done instructions in this one's place, and met a debug exception behind
   * the last of them: its delivery is the next step here.
   */
  public void takeDebugTrap(Cpu other) {
    int reasons = other.core.debug.takeReasons();
    core.raise(core.debugException(reasons, Rule.SINGLE_STEP, 0, 0));
  }

  /** Instructions that somebody else has done in this processor's place: its counts go on. */
  public void passed(int count) {
    core.retired += count;
    core.retire();
  }

  /** True while nothing may come between the last instruction and the next. */
  public boolean inInterruptShadow() {
    return core.interruptShadow;
  }

  /** True when DR7 has a breakpoint switched on, or one was met. */
  public boolean hasBreakpoints() {
    return core.debug.watchesCode() || core.debug.watchesData() || core.debug.hasMet();
  }

  /** EFER.NXE is set. */
  public boolean noExecuteEnabled() {
    return core.noExecuteEnabled();
  }

  /** The IGNNE# input, until the exception that waits has been cleared. */
  public void ignoreFloatingPointError() {
    core.fpu.ignoresErrors = floatingPointError();
  }

  public boolean halted() {
    return core.halted;
  }

  public Features features() {
    return core.features;
  }

  /** A guest runs: VMX non-root operation. */
  public boolean nonRoot() {
    return core.nonRoot;
  }

  public boolean shutDown() {
    return core.shutDown;
  }

  public boolean faultPending() {
    return core.faultPending();
  }

  public int pendingVector() {
    return core.pendingVector;
  }

  /** -1 when the pending exception has none. */
  public int pendingErrorCode() {
    return core.pendingErrorCode;
  }

  /** The vectors of the exceptions since the last that was delivered, in order; not state. */
  public int[] faultChain() {
    return core.faults.vectors();
  }

  /** A reset is asked for: what led to it does not matter any more. */
  public void forgetFaultChain() {
    core.faults.end();
  }

  /** Lets virtual time pass in which nothing runs, as seen by RDTSC: low and high word of ticks. */
  public void idle(int low, int high) {
    int sum = core.timeAheadLow + low;
    core.timeAheadHigh += high + (Bits.below(sum, low) ? 1 : 0);
    core.timeAheadLow = sum;
  }

  /** Whether IA32_APIC_BASE lets the local APIC take part. */
  public boolean apicEnabled() {
    return core.model.apicEnabled();
  }

  /** Low word of the number of retired instructions. */
  public int instructionsLow() {
    return core.instructionsLow;
  }

  public int instructionsHigh() {
    return core.instructionsHigh;
  }

  /** Like {@link #instructionsLow}, up to the instruction that is now being executed. */
  public int retiredLow() {
    return core.retiredLow();
  }

  public int retiredHigh() {
    return core.retiredHigh();
  }

  /** True when external interrupts are let in. */
  public boolean interruptsEnabled() {
    return core.flags.interrupt();
  }

  @Override
  public void save(StateWriter out) {
    core.save(out);
    paging.save(out);
  }

  @Override
  public void load(StateReader in) {
    core.load(in);
    paging.load(in);
    blocks.clear();
  }
}
