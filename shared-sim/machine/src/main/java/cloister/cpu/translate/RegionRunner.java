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
 * Runs regions, one after the other, and does what they ask for, and deliveries of page faults, as
 * long as translated code may go on behind it. General registers and status flags stay in the frame
 * meanwhile; CS, SS and CPL are late behind a way between rings.
 */
final class RegionRunner implements HelperCalls {
  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  /** How many translated instructions gain what asking the interpreter costs. */
  private static final int INSTRUCTIONS_TO_ASK = 4;

  private static final int NOT_PLAIN = -1;
  private static final int NO_BOUND = -1;

  private final Core core;
  private final Paging paging;
  private final BlockCache blocks;
  private final Stepper stepper;
  private final Gates gates;
  private final Backend backend;
  private final Frame frame;
  private final FramePorts ports;
  private final StateSync stateSync;

  private Region running;

  /** The block where it was entered. */
  private Block entry;

  /** How many instructions might be retired then. */
  private int leftBefore;

  /** What entering and asking have cost since then, in translated instructions. */
  private int cost;

  /** Instructions since then that were done for the region. */
  private int interpreted;

  /** The same since the run began, until {@link #interpreted} was begun anew. */
  private int interpretedBefore;

  /** Counts what may change more than ways between rings do. */
  private int epoch;

  /** Why a walk has refused an access, or null. */
  private Fault refused;

  /** The interpreter was asked, and may have refused. */
  private boolean asked;

  private boolean leavesInstruction;
  private int translated;

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
    stateSync = new StateSync(core, frame, ports);
  }

  Backend backend() {
    return backend;
  }

  /** Whether translated code can run at all as the processor is now. */
  boolean mayRun() {
    return !core.vigilant && core.memory.lowEnd() != 0;
  }

  /**
   * @param block where the processor stands
   * @param region that has it
   * @return false when no step was done and no instruction refused
   */
  boolean run(Block block, Region region) {
    int before = core.steps();
    int retiredBefore = core.retired;
    interpreted = 0;
    interpretedBefore = 0;
    asked = false;
    enter(block, region, left());
    cost = backend.instructionsToEnter();
    epoch++;
    stateSync.giveRegisters();
    stateSync.giveRings();
    begin();
    do {
      running.run();
    } while (goesOn());
    stateSync.takeRegisters();
    book(left());
    translated = core.retired - retiredBefore - interpretedBefore - interpreted;
    return core.steps() > before || refused != null || asked;
  }

  /** At no cost: to come from another region is no dearer than to leave that one. */
  private void enter(Block block, Region region, int left) {
    entry = block;
    running = region;
    leftBefore = left;
    interpretedBefore += interpreted;
    interpreted = 0;
    cost = 0;
  }

  /** Steps of faults count as gained: the interpreter would have had them to do as well. */
  private void book(int left) {
    Balance.book(entry, leftBefore - left - interpreted - cost);
  }

  private int left() {
    return core.mostRetired - core.retired;
  }

  /** Whether there is a region to go on in behind what has ended the last one's run. */
  private boolean goesOn() {
    int landed = frame.get(Frame.LANDED);
    if (landed != 0) {
      return lands(running.lookup(landed));
    }
    stateSync.take(running.pageEip());
    int sideExit = frame.get(Frame.SIDE_EXIT);
    leavesInstruction = sideExit == 0 && refused == null && frame.get(Frame.STAYS) != 0;
    boolean on;
    if (sideExit != 0) {
      on = goesOnBehindSideExit(sideExit);
    } else if (refused != null) {
      on = goesOnBehindFault();
    } else {
      on = !leavesInstruction && mayGoOn() && crosses(fetched());
    }
    if (on) {
      beginNext();
    }
    return on;
  }

  /** As in the interpreter, the next instruction begins without RF. */
  private void beginNext() {
    core.flags.setSystem(Eflags.RF, false);
    begin();
  }

  private void begin() {
    refused = null;
    stateSync.giveSystem(running.pageEip());
  }

  /** Goes on where a way between rings has led; at once, where it has led there before. */
  private boolean lands(LookupCache lookup) {
    core.tally.ways++;
    refused = null;
    stateSync.landBy(lookup.way());
    int page = frame.get(Frame.PAGE);
    if (lookup.leadsTo(page, epoch, paging.codeChanges())) {
      crossTo(lookup.block(), lookup.region(), frame.get(Frame.LEFT));
      return true;
    }
    leavesInstruction = false;
    stateSync.take(page);
    boolean on = mayGoOn() && crosses(fetched());
    if (on) {
      lookup.remember(entry, running, epoch, paging.codeChanges());
      beginNext();
    }
    return on;
  }

  /** A page fault whose way is known is delivered in passing. */
  private boolean goesOnBehindFault() {
    if (left() < StateSync.STEPS_OF_FAULT) {
      return false;
    }
    stateSync.takeForGate();
    if (!gates.exception(refused.vector(), refused.errorCode(), core.eip)) {
      return false;
    }
    refused = null;
    core.tally.faults++;
    core.passSteps(StateSync.STEPS_OF_FAULT);
    core.eip = core.nextEip;
    stateSync.giveFromGate();
    stateSync.giveRings();
    return mayGoOn() && crosses(fetched());
  }

  /** Whether the last run came to an instruction that it left to the interpreter. */
  boolean leavesInstruction() {
    return leavesInstruction;
  }

  /** How many instructions regions have retired themselves in the last run. */
  int translated() {
    return translated;
  }

  private boolean goesOnBehindSideExit(int number) {
    SideExits sideExits = running.sideExits();
    int kind = sideExits.kind(number);
    int[] code = sideExits.code(number);
    int at = sideExits.at(number);
    if (kind >= SideExits.INTERRUPT) {
      if (passesGate(kind, code, at)) {
        return findsNext();
      }
    } else if (kind == SideExits.WRITE_OF_PORT && ports.allows(core.cpl)) {
      ports.write(code, at);
      epoch++;
      goTo(eipBehind(code, at));
      return findsNext();
    }
    asked = true;
    cost += INSTRUCTIONS_TO_ASK;
    stateSync.takeRegisters();
    int before = core.retired;
    boolean done = stepper.step(code, at, sideExits.instructions(number)) == null;
    interpreted += core.retired - before;
    epoch++;
    stateSync.giveRegisters();
    stateSync.giveRings();
    boolean harmless = kind == SideExits.REGISTERS_AND_MEMORY && !core.leaveBlock && isInPage();
    return done && (harmless && left() > 0 || findsNext());
  }

  /** Regions make the accesses of an instruction in the interpreter's order: it is refused, too. */
  @Override
  public int walk(int linear, int access) {
    if (core.tracing()) {
      return NOT_PLAIN;
    }
    int physical = paging.translatedPlainly(linear, access);
    refused = paging.plainRefusal();
    if (refused != null) {
      frame.set(Frame.REFUSED, refused.errorCode() + 1);
      frame.set(Frame.CR2, core.cr2);
    }
    return physical;
  }

  @Override
  public int readPort(int port, int bytes) {
    stateSync.takeButEip();
    epoch++;
    int value = ports.read(port, bytes);
    core.retired++;
    frame.set(Frame.GOES_ON, core.mayGoOn() ? 1 : 0);
    stateSync.quietNoMore();
    return value;
  }

  @Override
  public void dropPage(int linear) {
    int before = paging.codeChanges();
    paging.dropPage(linear);
    frame.set(Frame.GOES_ON, paging.codeChanges() == before || hasCode() ? 1 : 0);
  }

  /** Whether the page of the running region is in the buffer still. */
  private boolean hasCode() {
    stateSync.showRing();
    return paging.keptCode(core.segments.base[Segments.CS] + running.pageEip()) >= 0;
  }

  /** Why the instruction that the last run came to was refused, or null. */
  Fault refused() {
    return refused;
  }

  private int eipBehind(int[] code, int at) {
    return core.eip + Slot.length(code[at + Slot.LENGTH]);
  }

  /** After an instruction that was neither interpreted nor translated. */
  private void goTo(int eip) {
    core.eip = eip;
    core.retired++;
    interpreted++;
  }

  /** An INT or IRET whose checks have passed before; false when it is another way. */
  private boolean passesGate(int kind, int[] code, int at) {
    stateSync.takeForGate();
    boolean passes =
        kind == SideExits.INTERRUPT
            ? gates.interrupt(code[at + Slot.IMMEDIATE], eipBehind(code, at))
            : gates.interruptReturn();
    if (passes) {
      goTo(core.nextEip);
      epoch++;
      stateSync.giveFromGate();
      stateSync.giveRings();
    }
    return passes;
  }

  private boolean isInPage() {
    return (core.eip - running.pageEip() & ~PAGE_MASK) == 0;
  }

  /** Whether this region goes on behind a side exit, or another one. */
  private boolean findsNext() {
    if (!mayGoOn()) {
      return false;
    }
    int address = fetched();
    boolean here =
        isInPage()
            && address == running.page() + core.eip - running.pageEip()
            && running.holds(core);
    return here || crosses(address);
  }

  /**
   * Whether nothing keeps the processor from going on in a region, if there is one. Without it
   * there must be no fetch, which may walk: that is for the interpreter then, perhaps behind
   * something else.
   */
  private boolean mayGoOn() {
    return left() > 0 && core.mayGoOn() && core.code32() && mayRun();
  }

  /** Where the next instruction is, by the interpreter's own fetch. */
  private int fetched() {
    return paging.fetched(core.segments.base[Segments.CS] + core.eip);
  }

  /** Goes on in the region that has the block at a physical address, if there is one. */
  private boolean crosses(int address) {
    Block block = address < 0 ? null : blocks.known(address, true, NO_BOUND);
    Region next = block == null ? null : (Region) block.translation;
    if (next == null || !next.isFor(core, core.eip - (address & PAGE_MASK))) {
      return false;
    }
    crossTo(block, next, left());
    return true;
  }

  private void crossTo(Block block, Region next, int left) {
    book(left);
    enter(block, next, left);
    core.tally.crossings++;
  }
}
