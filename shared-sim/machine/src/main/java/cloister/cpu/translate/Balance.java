package cloister.cpu.translate;

import cloister.cpu.decode.Block;

/** Whether it is worth the way there to enter translated code at a block. */
final class Balance {
  /** A block whose balance falls below this is left to the interpreter. */
  private static final int LEAST = -2000;

  private static final int MOST = 2000;

  /**
   * After so many runs there such a block is tried again: by then there may be translated code
   * where it leads to.
   */
  private static final int RUNS_TO_NEXT_TRY = 20_000;

  private Balance() {}

  /**
   * Translated code was entered at a block.
   *
   * @param gained how many instructions it has done more than the interpreter would have done in
   *     the time of the way there
   */
  static void book(Block block, int gained) {
    block.heat = Math.min(block.heat + gained, MOST);
    if (block.heat < LEAST) {
      block.translation = null;
      block.heat = -RUNS_TO_NEXT_TRY;
    }
  }

  /** Whether a block has not been given up. */
  static boolean isOpen(Block block) {
    return block.translation != null || block.heat >= 0;
  }
}
