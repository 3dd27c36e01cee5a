package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.decode.Translation;
import java.util.Arrays;

/**
 * Translated code of one page, as it stood when it was translated, for a processor in one mode.
 * Whether the code still stands there is known from the blocks that lead to it: a write to any part
 * of it makes all blocks of the page invalid.
 */
final class Region implements Translation {
  /** After so many arrivals in another mode, one after the other, the region is given up. */
  private static final int MOST_MISSES = 1000;

  private final Mode mode;
  private final Tables tables;
  private final int page;
  private final int pageEip;
  private final SideExits sideExits;
  private final LookupCache[] lookups;
  private final Translated code;
  private final int[] nodes;
  private final Snapshot snapshot;
  private int misses;

  /**
   * @param tables null when nothing depends on them
   * @param page its physical address
   * @param nodes where it can be entered: distances from the beginning of the page, ascending
   * @param snapshot of what was translated
   */
  Region(
      Mode mode,
      Tables tables,
      int page,
      int pageEip,
      SideExits sideExits,
      LookupCache[] lookups,
      Translated code,
      int[] nodes,
      Snapshot snapshot) {
    this.mode = mode;
    this.tables = tables;
    this.page = page;
    this.pageEip = pageEip;
    this.sideExits = sideExits;
    this.lookups = lookups;
    this.code = code;
    this.nodes = nodes;
    this.snapshot = snapshot;
  }

  /** Whether it can be entered at a distance from the beginning of the page. */
  boolean beginsAt(int offset) {
    return Arrays.binarySearch(nodes, offset) >= 0;
  }

  /** Whether what was translated stands there, perhaps again. */
  boolean stands(Memory memory) {
    return snapshot.stands(memory);
  }

  /** Has the memory tell when something of it is written. */
  void markAsCode(Memory memory) {
    snapshot.markAsCode(memory);
  }

  /** Whether it is for ring 3. */
  boolean isForUser() {
    return mode.user();
  }

  /** The physical address of the page. */
  int page() {
    return page;
  }

  /** What the code asks of the interpreter. */
  SideExits sideExits() {
    return sideExits;
  }

  /** A way to another ring that the code has gone, by its number. */
  LookupCache lookup(int number) {
    return lookups[number - 1];
  }

  /** EIP at the beginning of the page. */
  int pageEip() {
    return pageEip;
  }

  void run() {
    code.run();
  }

  /** Whether the processor still is as it was on entering. */
  boolean holds(Core core) {
    return mode.fits(core) && (tables == null || tables.fit(core));
  }

  /** Whether the processor is as the code takes for granted. */
  boolean isFor(Core core, int pageEip) {
    return this.pageEip == pageEip && holds(core);
  }

  /** The same of an arrival, which is counted when it is in vain. */
  boolean fits(Core core, int pageEip) {
    boolean fits = isFor(core, pageEip);
    misses = fits ? 0 : misses + 1;
    return fits;
  }

  /** Whether it has been in vain too often in a row. */
  boolean misfit() {
    return misses > MOST_MISSES;
  }
}
