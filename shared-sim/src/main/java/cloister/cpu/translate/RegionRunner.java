package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Slot;
import cloister.cpu.paging.Paging;

/**
 * Runs regions: hands the registers over and back, and does what regions ask for as long as they
 * may go on behind it.
 */
final class RegionRunner implements Service {
  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  /** How many translated instructions gain what asking the interpreter costs. */
  private static final int INSTRUCTIONS_TO_ASK = 4;

  private static final int NOT_PLAIN = -1;

  private final Core core;
  private final Paging paging;
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

  RegionRunner(Core core, Paging paging, Stepper stepper, Gates gates, Host host) {
    this.core = core;
    this.paging = paging;
    this.stepper = stepper;
    this.gates = gates;
    backend = host.backend(core.memory, paging.dataTlb().words(), this);
    frame = backend.frame();
    ports = new FramePorts(core, frame);
  }

  Backend backend() {
    return backend;
  }

  /**
   * @param offset of a node in its page, where the processor stands
   * @param most up to how many instructions may be retired
   * @return false when no instruction was done or refused
   */
  boolean run(Region region, int offset, int most) {
    int before = core.retired;
    running = region;
    this.most = most;
    asked = 0;
    interpreted = 0;
    refused = null;
    handOver();
    handOverSystem();
    frame.set(Frame.LEFT, most - before);
    frame.set(Frame.OFFSET, offset);
    do {
      region.run();
    } while (frame.get(Frame.ASKED) != 0 && answered(frame.get(Frame.ASKED)));
    int done = most - frame.get(Frame.LEFT) - before;
    translated = done - interpreted;
    boolean moved = done > 0 || asked > 0 || refused != null;
    if (moved) {
      takeBack();
    }
    return moved;
  }

  /** Whether the last run came to an instruction that it left to the interpreter. */
  boolean leavesInstruction() {
    return refused == null && frame.get(Frame.STAYS) != 0;
  }

  /** How many instructions the last run has retired itself. */
  int translated() {
    return translated;
  }

  /** The same without those that asking has cost. */
  int gained() {
    return translated - asked * INSTRUCTIONS_TO_ASK;
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
        return prepareToGoOn(fetchesNextInRegion());
      }
    } else if (kind == Questions.WRITE_OF_PORT && ports.allows()) {
      writePort(code, at);
      return prepareToGoOn(fetchesNextInRegion());
    }
    asked++;
    takeBack();
    int before = core.retired;
    boolean done = stepper.step(code, at, questions.instructions(number)) == null;
    interpreted += core.retired - before;
    handOver();
    frame.set(Frame.LEFT, most - core.retired);
    frame.set(Frame.OFFSET, core.eip - running.pageEip());
    boolean harmless = kind == Questions.REGISTERS_AND_MEMORY;
    return prepareToGoOn(
        done && (harmless ? !core.leaveBlock && isInPage() : fetchesNextInRegion()));
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
    frame.set(Frame.LEFT, most - core.retired);
    frame.set(Frame.OFFSET, eip - running.pageEip());
  }

  /** An INT or IRET whose checks have passed before; false when nothing was done. */
  private boolean passesGate(int kind, int[] code, int at) {
    core.general[Core.ESP] = frame.get(Frame.GENERAL + Core.ESP);
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
    boolean passes =
        kind == Questions.INTERRUPT
            ? gates.interrupt(code[at + Slot.IMMEDIATE], eipBehind(code, at))
            : gates.interruptReturn();
    if (passes) {
      frame.set(Frame.GENERAL + Core.ESP, core.general[Core.ESP]);
      frame.set(Frame.RESULT, core.flags.result());
      frame.set(Frame.CARRIES, core.flags.carries());
      core.retired = most - frame.get(Frame.LEFT);
      goTo(core.nextEip);
    }
    return passes;
  }

  /** As in the interpreter, the next instruction begins without RF. */
  private boolean prepareToGoOn(boolean on) {
    if (on && core.retired < most) {
      core.flags.setSystem(Eflags.RF, false);
    }
    handOverSystem();
    return on;
  }

  private boolean isInPage() {
    return (core.eip - running.pageEip() & ~PAGE_MASK) == 0;
  }

  /**
   * Whether nothing keeps the region from going on where the processor stands. The fetch, which may
   * walk, comes last: the interpreter would make it under the same conditions.
   */
  private boolean fetchesNextInRegion() {
    return isInPage()
        && core.mayGoOn()
        && core.code32()
        && !core.vigilant
        && running.holds(core)
        && fetched() == running.page() + core.eip - running.pageEip();
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
