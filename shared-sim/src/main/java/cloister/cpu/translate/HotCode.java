package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.paging.Tlb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the blocks that run often and runs them in the host's own code.
 *
 * <p>Translated code does what the interpreter would do, instruction for instruction, and retires
 * as many; it reaches nothing but registers and plain RAM. Whatever else comes up it leaves to the
 * interpreter, at the instruction where it came up.
 */
public final class HotCode {
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
  private static final int TURNS_IN_BLOCK = 15;
  private static final int NEVER = Integer.MIN_VALUE;

  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  private final Core core;
  private final BlockCache blocks;
  private final Backend backend;
  private final Frame frame;
  private final int hotAfter;

  /** How often each page was translated. */
  private final int[] timesTranslated;

  /** The region left an instruction to the interpreter, which has to run the next block. */
  private boolean stays;

  /** Jumps back inside blocks. */
  private int turns;

  private int retired;

  public HotCode(Core core, BlockCache blocks, Tlb dataTlb, Host host) {
    this.core = core;
    this.blocks = blocks;
    Memory memory = core.memory;
    backend = host.backend(memory.ram(), memory.pageStates(), dataTlb.words());
    frame = backend.frame();
    hotAfter = backend.hotAfter();
    timesTranslated = new int[core.memory.pageCount()];
  }

  /**
   * Runs translated code from the beginning of a block at which the processor stands.
   *
   * @param most how many instructions may be retired
   * @return false when nothing was done: the interpreter has to run the block
   */
  public boolean run(Block block, int most) {
    if (stays) {
      stays = false;
      return false;
    }
    if (block.translation == null && (++block.heat < hotAfter || !translate(block))) {
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
    int left = most - core.retired;
    enter(offset, left);
    region.run();
    int done = left - frame.get(Frame.LEFT);
    balance(block, done);
    stays = done > 0 && frame.get(Frame.STAYS) != 0;
    if (done > 0) {
      leave(region, done);
    }
    return done > 0;
  }

  /** Now and then a jump back inside a block leads out of it, so that loops are seen to be hot. */
  public boolean looksAtLoop() {
    return (++turns & TURNS_IN_BLOCK) == 0;
  }

  /**
   * How many instructions translated code has retired, modulo 2<sup>32</sup>; no part of a state.
   */
  public int retired() {
    return retired;
  }

  private void enter(int offset, int left) {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      frame.set(Frame.GENERAL + register, general[register]);
    }
    frame.set(Frame.RESULT, core.flags.result());
    frame.set(Frame.CARRIES, core.flags.carries());
    frame.set(Frame.LEFT, left);
    frame.set(Frame.OFFSET, offset);
  }

  private void balance(Block block, int done) {
    block.heat = Math.min(block.heat + done - backend.instructionsToEnter(), MOST_BALANCE);
    if (block.heat < LEAST_BALANCE) {
      block.translation = null;
      block.heat = NEVER;
    }
  }

  private void leave(Region region, int done) {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      general[register] = frame.get(Frame.GENERAL + register);
    }
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
    core.retired += done;
    retired += done;
    core.eip = region.pageEip() + frame.get(Frame.OFFSET);
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
    for (Block block : chosen) {
      if (graph.instructions() + block.instructions() <= most || block == hot) {
        graph.add(block);
      }
    }
    graph.divide(hot.address() & PAGE_MASK);
    if (graph.node(hot.address() & PAGE_MASK) < 0) {
      return true;
    }
    int pageEip = core.eip - (hot.address() & PAGE_MASK);
    Translated code = new RegionTranslator(graph, backend.region(), mode, pageEip).translate();
    if (code == null) {
      return false;
    }
    Region region = new Region(mode, pageEip, code);
    for (Block block : chosen) {
      if (graph.node(block.address() & PAGE_MASK) >= 0) {
        block.translation = region;
        block.heat = 0;
      }
    }
    return true;
  }

  /** The blocks of a page that are worth it, the hottest first, this one before them. */
  private List<Block> choose(Block hot, int page) {
    List<Block> chosen = new ArrayList<>();
    for (Block block : blocks.ofPage(page)) {
      boolean worthIt = block.heat > hotAfter / WARM_PART || block.translation != null;
      if (block != hot && block.is32() && worthIt) {
        chosen.add(block);
      }
    }
    chosen.sort(
        Comparator.comparingInt((Block block) -> -block.heat).thenComparingInt(Block::address));
    chosen.addFirst(hot);
    return chosen;
  }
}
