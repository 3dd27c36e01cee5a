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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the blocks that run often and runs them in the host's own code.
 *
 * <p>Translated code does what the interpreter would do, instruction for instruction, and retires
 * as many; it reaches nothing but registers and plain RAM. Instructions that do more it has
 * interpreted, and goes on behind them when the processor is in the same mode then. Whatever else
 * comes up it leaves to the interpreter, at the instruction where it came up.
 */
public final class HotCode implements Walker {
  /** Blocks of the same page are translated with a hot one when they have this part of its heat. */
  private static final int WARM_PART = 16;

  /** Each time that a page was translated its blocks must be twice as hot, up to this. */
  private static final int MOST_DOUBLINGS = 16;

  /**
   * A block that translated code is entered at has a balance of the instructions that were gained
   * so; when it falls below this, the way there was not worth it.
   */
  private static final int LEAST_BALANCE = -2000;

  private static final int MOST_BALANCE = 2000;

  /** Pages whose regions are kept after their code was written. */
  private static final int MOST_KEPT = 256;

  private static final int TURNS_IN_BLOCK = 15;
  private static final int NEVER = Integer.MIN_VALUE;

  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  /** How many translated instructions gain what asking the interpreter costs. */
  private static final int INSTRUCTIONS_TO_ASK = 2;

  private static final int NOT_PLAIN = -1;

  private final Core core;
  private final BlockCache blocks;
  private final Paging paging;
  private final Stepper stepper;
  private final Gates gates;
  private final Backend backend;
  private final Frame frame;
  private final FramePorts ports;
  private final int hotAfter;

  /** How often each page was translated. */
  private final int[] timesTranslated;

  /** The region that was last made of each page, which may be gone and come again. */
  private final Region[] lastOfPage;

  /** A region of each page that has one there, in the order in which the pages came. */
  private final Region[] kept = new Region[MOST_KEPT];

  private int nextKept;

  /** The region left an instruction to the interpreter, which has to run the next block. */
  private boolean stays;

  /** Jumps back inside blocks. */
  private int turns;

  private int retired;

  /** The region that runs, and how many instructions may be retired. */
  private Region running;

  private int most;

  /** Why a walk has refused an access, or null. */
  private Fault refused;

  /** How often the region has asked, and how many instructions were interpreted so. */
  private int asked;

  private int interpreted;

  public HotCode(
      Core core, BlockCache blocks, Paging paging, Stepper stepper, Gates gates, Host host) {
    this.core = core;
    this.blocks = blocks;
    this.paging = paging;
    this.stepper = stepper;
    this.gates = gates;
    Memory memory = core.memory;
    backend = host.backend(memory.ram(), memory.pageStates(), paging.dataTlb().words(), this);
    frame = backend.frame();
    ports = new FramePorts(core, frame);
    hotAfter = backend.hotAfter();
    timesTranslated = new int[core.memory.pageCount()];
    lastOfPage = new Region[core.memory.pageCount()];
  }

  /**
   * Runs translated code from the beginning of a block at which the processor stands.
   *
   * @param most how many instructions may be retired
   * @return false when no instruction was done or refused: the interpreter has to run the block
   */
  public boolean run(Block block, int most) {
    if (stays) {
      stays = false;
      return false;
    }
    if (block.translation == null && !warm(block)) {
      return false;
    }
    Region region = (Region) block.translation;
    int offset = block.address() & PAGE_MASK;
    if (core.vigilant || core.memory.lowEnd() == 0 || !region.fits(core, core.eip - offset)) {
      if (region.misfit()) {
        block.translation = null;
        block.heat = 0;
      }
      return false;
    }
    int before = core.retired;
    running = region;
    this.most = most;
    asked = 0;
    interpreted = 0;
    refused = null;
    handOver();
    frame.set(Frame.LEFT, most - before);
    frame.set(Frame.OFFSET, offset);
    do {
      region.run();
    } while (frame.get(Frame.ASKED) != 0 && answered(frame.get(Frame.ASKED)));
    int done = most - frame.get(Frame.LEFT) - before;
    balance(block, done - interpreted - asked * INSTRUCTIONS_TO_ASK);
    boolean moved = done > 0 || asked > 0 || refused != null;
    stays = moved && refused == null && frame.get(Frame.STAYS) != 0;
    if (moved) {
      takeBack();
      retired += done - interpreted;
    }
    return moved;
  }

  /** Executes what a region asks for; whether it may go on at the frame's offset. */
  private boolean answered(int number) {
    Questions questions = running.questions();
    int kind = questions.kind(number);
    int[] code = questions.code(number);
    int at = questions.at(number);
    if (kind >= Questions.INTERRUPT) {
      if (passesGate(kind, code, at)) {
        return goesOn(isUnchanged());
      }
    } else if (kind >= Questions.READ_OF_PORT && ports.allows()) {
      accessPort(code, at);
      return goesOn(kind == Questions.READ_OF_PORT ? core.mayGoOn() : isUnchanged());
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
    return goesOn(done && (harmless ? !core.leaveBlock && isInPage() : isUnchanged()));
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

  /** Why the instruction that the last run came to was refused, or null. */
  public Fault refused() {
    return refused;
  }

  /** An access that nobody refuses or watches: no more registers are needed than it names. */
  private void accessPort(int[] code, int at) {
    core.retired = most - frame.get(Frame.LEFT);
    ports.access(code, at);
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
  private boolean goesOn(boolean on) {
    if (on && core.retired < most) {
      core.flags.setSystem(Eflags.RF, false);
    }
    return on;
  }

  private boolean isInPage() {
    return (core.eip - running.pageEip() & ~PAGE_MASK) == 0;
  }

  /** Whether nothing keeps the region from going on where the processor stands. */
  private boolean isUnchanged() {
    return isInPage()
        && core.mayGoOn()
        && core.code32()
        && !core.vigilant
        && running.holds(core)
        && paging.keptCode(core.segments.base[Segments.CS] + core.eip)
            == running.page() + core.eip - running.pageEip();
  }

  /** Now and then a jump back inside a block leads out of it, so that loops are seen to be hot. */
  public boolean looksAtLoop() {
    return (++turns & TURNS_IN_BLOCK) == 0;
  }

  /**
   * How many instructions translated code has retired itself, modulo 2<sup>32</sup>; no part of a
   * state.
   */
  public int retired() {
    return retired;
  }

  private void handOver() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      frame.set(Frame.GENERAL + register, general[register]);
    }
    frame.set(Frame.RESULT, core.flags.result());
    frame.set(Frame.CARRIES, core.flags.carries());
  }

  private void balance(Block block, int gained) {
    block.heat = Math.min(block.heat + gained - backend.instructionsToEnter(), MOST_BALANCE);
    if (block.heat < LEAST_BALANCE) {
      block.translation = null;
      block.heat = NEVER;
    }
  }

  private void takeBack() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      general[register] = frame.get(Frame.GENERAL + register);
    }
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
    core.retired = most - frame.get(Frame.LEFT);
    core.eip = running.pageEip() + frame.get(Frame.OFFSET);
  }

  /** Whether there is translated code for a block that has run once more. */
  private boolean warm(Block block) {
    block.user = core.cpl == 3;
    block.heat++;
    if (block.heat == hotAfter / WARM_PART + 1) {
      useAgain(block);
    }
    return block.translation != null || block.heat >= hotAfter && translate(block);
  }

  /** A program that was loaded again has the code that was translated before. */
  private void useAgain(Block warm) {
    int page = warm.address() >>> Memory.PAGE_BITS;
    int offset = warm.address() & PAGE_MASK;
    Region last = page < lastOfPage.length ? lastOfPage[page] : null;
    if (last != null
        && last.beginsAt(offset)
        && last.fits(core, core.eip - offset)
        && last.stands(core.memory)) {
      last.markAsCode(core.memory);
      for (Block block : blocks.ofPage(page)) {
        attach(block, last);
      }
    }
  }

  private void keep(Region region) {
    int page = region.page() >>> Memory.PAGE_BITS;
    if (lastOfPage[page] == null) {
      Region oldest = kept[nextKept];
      if (oldest != null) {
        lastOfPage[oldest.page() >>> Memory.PAGE_BITS] = null;
      }
      kept[nextKept] = region;
      nextKept = (nextKept + 1) % kept.length;
    }
    lastOfPage[page] = region;
  }

  private void attach(Block block, Region region) {
    boolean sameRing = block.user == region.isForUser();
    if (block.is32() && sameRing && region.beginsAt(block.address() & PAGE_MASK)) {
      block.translation = region;
      block.heat = 0;
    }
  }

  private boolean translate(Block hot) {
    int page = hot.address() >>> Memory.PAGE_BITS;
    if (page >= timesTranslated.length || hot.heat < hotAfter << timesTranslated[page]) {
      return false;
    }
    hot.heat = NEVER;
    if (hot.spansPages() || !core.code32() || core.segments.limit[Segments.CS] != -1) {
      return false;
    }
    timesTranslated[page] = Math.min(timesTranslated[page] + 1, MOST_DOUBLINGS);
    List<Block> chosen = choose(hot, page);
    int most = backend.mostInstructions();
    while (most > 0 && !translate(hot, chosen, most)) {
      most /= 2;
    }
    return hot.translation != null;
  }

  /** Whether so many instructions were not too many. */
  private boolean translate(Block hot, List<Block> chosen, int most) {
    Mode mode = Mode.of(core);
    Graph graph = new Graph(mode);
    int page = hot.address() & ~PAGE_MASK;
    Snapshot snapshot = new Snapshot(page);
    for (Block block : chosen) {
      if (graph.instructions() + block.instructions() <= most || block == hot) {
        graph.add(block);
        snapshot.add(block, core.memory);
      }
    }
    graph.divide(hot.address() & PAGE_MASK);
    if (graph.node(hot.address() & PAGE_MASK) < 0) {
      return true;
    }
    int pageEip = core.eip - (hot.address() & PAGE_MASK);
    Questions questions = new Questions();
    Translated code =
        new RegionTranslator(graph, backend.region(), questions, mode, pageEip).translate();
    if (code == null) {
      return false;
    }
    Region region = new Region(mode, page, pageEip, questions, code, graph.offsets(), snapshot);
    keep(region);
    for (Block block : chosen) {
      attach(block, region);
    }
    return true;
  }

  /** The blocks of a page that are worth it, the hottest first, this one before them. */
  private List<Block> choose(Block hot, int page) {
    List<Block> chosen = new ArrayList<>();
    for (Block block : blocks.ofPage(page)) {
      boolean sameRing = block.user == hot.user;
      boolean worthIt = block.heat > hotAfter / WARM_PART || block.translation != null;
      if (block != hot && block.is32() && sameRing && worthIt) {
        chosen.add(block);
      }
    }
    chosen.sort(
        Comparator.comparingInt((Block block) -> -block.heat).thenComparingInt(Block::address));
    chosen.addFirst(hot);
    return chosen;
  }
}
