package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.paging.Paging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the blocks that run often and runs them in the host's own code.
 *
 * <p>Translated code does what the interpreter would do, instruction for instruction, and retires
 * as many; it reaches nothing but registers, flags and plain RAM, and what a {@link HelperCalls}
 * does. Instructions that do more it has interpreted, and goes on behind them when the processor is
 * in the same mode then. A page fault is delivered when its way is known. Whatever else comes up it
 * leaves to the interpreter, at the instruction where it came up.
 */
public final class HotCode {
  /** Blocks of the same page are translated with a hot one when they have this part of its heat. */
  private static final int WARM_PART = 16;

  /** Each time that a page was translated its blocks must be twice as hot, up to this. */
  private static final int MOST_DOUBLINGS = 16;

  private static final int TURNS_IN_BLOCK = 15;
  private static final int NEVER = Integer.MIN_VALUE;

  private static final int PAGE_MASK = Memory.PAGE_SIZE - 1;

  private final Core core;
  private final Gates gates;
  private final BlockCache blocks;
  private final RegionRunner runner;
  private final Backend backend;
  private final int hotAfter;

  /** How often the code of each {@link CodePlace} was translated. */
  private final int[] timesTranslated;

  private final KeptRegions kept;

  /** The region left an instruction to the interpreter, which has to run the next block. */
  private boolean stays;

  /** Jumps back inside blocks. */
  private int turns;

  private int retired;

  public HotCode(
      Core core, BlockCache blocks, Paging paging, Stepper stepper, Gates gates, Host host) {
    this.core = core;
    this.blocks = blocks;
    this.gates = gates;
    runner = new RegionRunner(core, paging, blocks, stepper, gates, host);
    backend = runner.backend();
    hotAfter = backend.hotAfter();
    timesTranslated = new int[CodePlace.count(core.memory.pageCount())];
    kept = new KeptRegions(core.memory.pageCount());
  }

  /**
   * Runs translated code from the beginning of a block at which the processor stands.
   *
   * @return false when no step was done and no instruction refused: the interpreter has to run the
   *     block
   */
  public boolean run(Block block) {
    if (stays) {
      stays = false;
      return false;
    }
    if (block.translation == null && !warm(block)) {
      return false;
    }
    Region region = (Region) block.translation;
    int offset = block.address() & PAGE_MASK;
    if (!runner.mayRun() || !region.fits(core, core.eip - offset)) {
      if (region.misfit()) {
        block.translation = null;
        block.heat = 0;
      }
      return false;
    }
    boolean moved = runner.run(block, region);
    stays = moved && runner.leavesInstruction();
    retired += runner.translated();
    return moved;
  }

  /** Why the instruction that the last run came to was refused, or null. */
  public Fault refused() {
    return runner.refused();
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
    Region last = kept.of(CodePlace.of(page, warm.user));
    if (last != null
        && last.beginsAt(offset)
        && last.fits(core, core.eip - offset)
        && last.stands(core.memory)) {
      last.markAsCode(core.memory);
      for (Block block : blocks.ofPage(page)) {
        if (Balance.isOpen(block)) {
          attach(block, last);
        }
      }
    }
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
    int place = CodePlace.of(page, hot.user);
    if (place >= timesTranslated.length || hot.heat < hotAfter << timesTranslated[place]) {
      return false;
    }
    hot.heat = NEVER;
    if (hot.spansPages() || !core.code32() || core.segments.limit[Segments.CS] != -1) {
      return false;
    }
    timesTranslated[place] = Math.min(timesTranslated[place] + 1, MOST_DOUBLINGS);
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
    int page = hot.address() & ~PAGE_MASK;
    int pageEip = core.eip - (hot.address() & PAGE_MASK);
    Passages passages = new Passages(gates, mode, Tables.of(core), pageEip);
    Graph graph = new Graph(mode, passages);
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
    SideExits sideExits = new SideExits();
    Translated code =
        new RegionTranslator(graph, backend.region(), sideExits, mode, passages).translate();
    if (code == null) {
      return false;
    }
    Region region =
        new Region(
            mode,
            passages.tables(),
            page,
            pageEip,
            sideExits,
            passages.lookups(),
            code,
            graph.offsets(),
            snapshot);
    kept.keep(region);
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
