package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.decode.Slot;
import cloister.cpu.paging.Paging;

/**
 * Runs regions, one after the other: hands the registers over and back, and does what regions ask
 * for, and deliveries of page faults, as long as translated code may go on behind it.
 */
final class RegionRunner implements Service {
  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  /** How many translated instructions gain what asking the interpreter costs. */
  private static final int INSTRUCTIONS_TO_ASK = 4;

  /** The same for going from one region to another. */
  private static final int INSTRUCTIONS_TO_CHANGE = 2;

  /** Of a page fault: the refused instruction and the delivery. */
  private static final int STEPS_OF_FAULT = 2;

  private static final int NOT_PLAIN = -1;

  private final Core core;
  private final Paging paging;
  private final BlockCache blocks;
  private final Stepper stepper;
  private final Gates gates;
  private final Backend backend;
  private final Frame frame;
  private final FramePorts ports;

  /** The region that runs, and up to how many instructions may be retired. */
  private Region running;

  private int most;

  /** Why a walk has refused an access, or null. */
  private Fault refused;

  /** Instructions of the run that the region did itself, and those that were done for it. */
  private int translated;

  private int interpreted;

  /** How often the interpreter was asked. */
  private int asked;

  /** How often it went on in another region. */
  private int changes;

  RegionRunner(
      Core core, Paging paging, BlockCache blocks, Stepper stepper, Gates gates, Host host) {
    this.core = core;
    this.paging = paging;
    this.blocks = blocks;
    this.stepper = stepper;
    this.gates = gates;
    backend = host.backend(core.memory, paging.dataTlb().words(), this);
    frame = backend.frame();
    ports = new FramePorts(core, frame);
  }

  Backend backend() {
    return backend;
  }

  /** Whether translated code can run at all as the processor is now. */
  boolean mayRun() {
    return !core.vigilant && core.memory.lowEnd() != 0;
  }

  /**
   * @param offset of a node in its page, where the processor stands
   * @param most up to how many instructions may be retired
   * @return false when no step was done and no instruction refused
   */
  boolean run(Region region, int offset, int most) {
    int before = core.retired;
    int unretired = core.unretired;
    running = region;
    this.most = most;
    asked = 0;
    changes = 0;
    interpreted = 0;
    handOver();
    handOverSystem();
    frame.set(Frame.LEFT, most - before);
    frame.set(Frame.OFFSET, offset);
    do {
      refused = null;
      running.run();
    } while (goesOn());
    int done = this.most - frame.get(Frame.LEFT) - before;
    translated = done - interpreted;
    boolean moved = done > 0 || asked > 0 || refused != null || core.unretired > unretired;
    if (moved) {
      takeBack();
    }
    return moved;
  }

  /** Whether a region goes on at the frame's offset behind what has ended the last one's run. */
  private boolean goesOn() {
    if (frame.get(Frame.ASKED) != 0) {
      return answered(frame.get(Frame.ASKED));
    }
    return refused != null ? delivered() : frame.get(Frame.STAYS) == 0 && left();
  }

  /** Behind a branch that led out of the region. */
  private boolean left() {
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    core.retired = most - frame.get(Frame.LEFT);
    core.eip = running.pageEip() + frame.get(Frame.OFFSET);
    return core.retired < most && prepareToGoOn(mayFetch() && changesTo(fetched()));
  }

  /** Whether the exception that refused the current instruction was delivered in passing. */
  private boolean delivered() {
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    core.retired = most - frame.get(Frame.LEFT);
    core.eip = running.pageEip() + frame.get(Frame.OFFSET);
    if (most - core.retired < STEPS_OF_FAULT) {
      return false;
    }
    handOverForGate();
    if (!gates.exception(refused.vector(), refused.errorCode())) {
      return false;
    }
    refused = null;
    core.unretired += STEPS_OF_FAULT;
    core.mostRetired -= STEPS_OF_FAULT;
    most -= STEPS_OF_FAULT;
    core.eip = core.nextEip;
    takeBackFromGate();
    frame.set(Frame.STAYS, 0);
    return prepareToGoOn(findsNext());
  }

  /** Whether the last run came to an instruction that it left to the interpreter. */
  boolean leavesInstruction() {
    return refused == null && frame.get(Frame.STAYS) != 0;
  }

  /** How many instructions the last run has retired itself. */
  int translated() {
    return translated;
  }

  /** How often the last run went on in another region. */
  int changes() {
    return changes;
  }

  /** How many instructions were gained, without those that asking and changing have cost. */
  int gained() {
    return translated - asked * INSTRUCTIONS_TO_ASK - changes * INSTRUCTIONS_TO_CHANGE;
  }

  /** Executes what a region asks for; whether it may go on at the frame's offset. */
  private boolean answered(int number) {
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    Questions questions = running.questions();
    int kind = questions.kind(number);
    int[] code = questions.code(number);
    int at = questions.at(number);
    if (kind >= Questions.INTERRUPT) {
      if (passesGate(kind, code, at)) {
        return prepareToGoOn(findsNext());
      }
    } else if (kind == Questions.WRITE_OF_PORT && ports.allows()) {
      writePort(code, at);
      return prepareToGoOn(findsNext());
    }
    asked++;
    takeBack();
    int before = core.retired;
    boolean done = stepper.step(code, at, questions.instructions(number)) == null;
    interpreted += core.retired - before;
    handOver();
    frame.set(Frame.LEFT, most - core.retired);
    frame.set(Frame.OFFSET, core.eip - running.pageEip());
    boolean harmless = kind == Questions.REGISTERS_AND_MEMORY && !core.leaveBlock && isInPage();
    return prepareToGoOn(done && (harmless || findsNext()));
  }

  /** Regions make the accesses of an instruction in the interpreter's order: it is refused, too. */
  @Override
  public int walk(int linear, int access) {
    if (core.tracing()) {
      return NOT_PLAIN;
    }
    refused = paging.plainRefusal(linear, access);
    return refused != null ? NOT_PLAIN : paging.kept(linear, 1, access);
  }

  @Override
  public int readPort(int port, int bytes) {
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    core.retired = most - frame.get(Frame.LEFT);
    int value = core.ports.read(port, bytes);
    core.retired++;
    frame.set(Frame.GOES_ON, core.mayGoOn() ? 1 : 0);
    frame.set(Frame.QUIET, 0);
    return value;
  }

  @Override
  public void dropPage(int linear) {
    paging.dropPage(linear);
    int code = core.segments.base[Segments.CS] + running.pageEip();
    frame.set(Frame.GOES_ON, paging.keptCode(code) >= 0 ? 1 : 0);
  }

  /** Why the instruction that the last run came to was refused, or null. */
  Fault refused() {
    return refused;
  }

  /** An access that nobody refuses or watches: no more registers are needed than it names. */
  private void writePort(int[] code, int at) {
    core.retired = most - frame.get(Frame.LEFT);
    ports.write(code, at);
    goTo(eipBehind(code, at));
  }

  private int eipBehind(int[] code, int at) {
    int offset = frame.get(Frame.OFFSET) + Slot.length(code[at + Slot.LENGTH]);
    return running.pageEip() + offset;
  }

  /** After an instruction that was neither interpreted nor translated. */
  private void goTo(int eip) {
    core.eip = eip;
    core.retired++;
    interpreted++;
  }

  /** An INT or IRET whose checks have passed before; false when nothing was done. */
  private boolean passesGate(int kind, int[] code, int at) {
    handOverForGate();
    boolean passes =
        kind == Questions.INTERRUPT
            ? gates.interrupt(code[at + Slot.IMMEDIATE], eipBehind(code, at))
            : gates.interruptReturn();
    if (passes) {
      core.retired = most - frame.get(Frame.LEFT);
      goTo(core.nextEip);
      takeBackFromGate();
    }
    return passes;
  }

  private void handOverForGate() {
    core.general[Core.ESP] = frame.get(Frame.GENERAL + Core.ESP);
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
  }

  private void takeBackFromGate() {
    frame.set(Frame.GENERAL + Core.ESP, core.general[Core.ESP]);
    frame.set(Frame.RESULT, core.flags.result());
    frame.set(Frame.CARRIES, core.flags.carries());
  }

  /** As in the interpreter, the next instruction begins without RF. */
  private boolean prepareToGoOn(boolean on) {
    if (on && core.retired < most) {
      core.flags.setSystem(Eflags.RF, false);
    }
    frame.set(Frame.LEFT, most - core.retired);
    frame.set(Frame.OFFSET, core.eip - running.pageEip());
    handOverSystem();
    return on;
  }

  private boolean isInPage() {
    return (core.eip - running.pageEip() & ~PAGE_MASK) == 0;
  }

  /** Whether there is a region to go on in where the processor stands. */
  private boolean findsNext() {
    if (!mayFetch()) {
      return false;
    }
    int address = fetched();
    return isStillIn(address) || core.retired < most && changesTo(address);
  }

  /**
   * Whether nothing keeps the processor from going on in a region, if there is one. The fetch,
   * which may walk, comes behind this: the interpreter would make it under the same conditions.
   */
  private boolean mayFetch() {
    return core.mayGoOn() && core.code32() && core.segments.limit[Segments.CS] == -1 && mayRun();
  }

  private boolean isStillIn(int address) {
    return isInPage()
        && address == running.page() + core.eip - running.pageEip()
        && running.holds(core);
  }

  private boolean changesTo(int address) {
    Block block = address < 0 ? null : blocks.known(address, true, -1);
    Region next = block == null ? null : (Region) block.translation;
    if (next == null || !next.fits(core, core.eip - (address & PAGE_MASK))) {
      return false;
    }
    running = next;
    changes++;
    return true;
  }

  /** Where the next instruction is: where the code's translation is gone, the fetch of it. */
  private int fetched() {
    int linear = core.segments.base[Segments.CS] + core.eip;
    return core.retired < most ? paging.fetched(linear) : paging.keptCode(linear);
  }

  /** What else decides how a region goes on. */
  private void handOverSystem() {
    frame.set(Frame.SYSTEM, core.flags.system());
    frame.set(Frame.CR2, core.cr2);
    frame.set(Frame.PORTS, ports.allows() ? 1 : 0);
    boolean quiet = core.unnoticed() && !core.nmiBlocked && !core.interrupts.raised();
    frame.set(Frame.QUIET, quiet ? 1 : 0);
  }

  private void handOver() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      frame.set(Frame.GENERAL + register, general[register]);
    }
    frame.set(Frame.RESULT, core.flags.result());
    frame.set(Frame.CARRIES, core.flags.carries());
  }

  private void takeBack() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      general[register] = frame.get(Frame.GENERAL + register);
    }
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    core.retired = most - frame.get(Frame.LEFT);
    core.eip = running.pageEip() + frame.get(Frame.OFFSET);
  }
}
