package cloister.world.timeline;

/**
 * The whole state of a board after a step. Pages are shared with neighbouring checkpoints and never
 * written; null stands for a page of zeros.
 */
record Checkpoint(int step, byte[] board, byte[][] pages) {

  /** How many pages this checkpoint does not share with the one before. */
  int pagesOwned(Checkpoint before) {
    int owned = 0;
    for (int page = 0; page < pages.length; page++) {
      if (pages[page] != null && (before == null || before.pages[page] != pages[page])) {
        owned++;
      }
    }
    return owned;
  }
}
