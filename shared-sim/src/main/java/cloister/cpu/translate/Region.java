package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.decode.Translation;

/**
 * Translated code of one page, as it stood when it was translated, for a processor in one mode.
 * Whether the code still stands there is known from the blocks that it was made of.
 */
final class Region implements Translation {
  /** After so many arrivals in another mode, one after the other, the region is given up. */
  private static final int MOST_MISSES = 1000;

  private final Mode mode;
  private final int pageEip;
  private final Translated code;
  private int misses;

  Region(Mode mode, int pageEip, Translated code) {
    this.mode = mode;
    this.pageEip = pageEip;
    this.code = code;
  }

  /** EIP at the beginning of the page. */
  int pageEip() {
    return pageEip;
  }

  void run() {
    code.run();
  }

  /** Whether the processor is as the code takes for granted. */
  boolean fits(Core core, int pageEip) {
    boolean fits = this.pageEip == pageEip && mode.fits(core);
    misses = fits ? 0 : misses + 1;
    return fits;
  }

  /** Whether it has been in vain too often in a row. */
  boolean misfit() {
    return misses > MOST_MISSES;
  }
}
