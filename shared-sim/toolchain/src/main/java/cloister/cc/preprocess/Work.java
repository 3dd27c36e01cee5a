package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;

/** Sees to it that every source is done with some time, also one that doubles and doubles. */
final class Work {
  /** Tokens that come out of macros, and every so many characters of them. */
  private static final int MOST_EXPANSION = 12_000_000;

  private static final int MOST_CHARACTERS = 64_000_000;

  private final Diagnostics diagnostics;
  private int expansion = MOST_EXPANSION;
  private int characters = MOST_CHARACTERS;
  private boolean stopped;

  Work(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** True when no more can be done: the rest of the source is left out. */
  boolean isStopped() {
    return stopped || diagnostics.full();
  }

  void expand(int amount, Span span) {
    expansion -= Math.min(expansion, amount);
    if (expansion == 0) {
      stop(span, PreprocessComplaint.tooMuchExpansion());
    }
  }

  void read(int amount, Span span) {
    characters -= Math.min(characters, amount);
    if (characters == 0) {
      stop(span, PreprocessComplaint.tooMuchSource());
    }
  }

  /** Reports why it cannot go on, once. */
  void stop(Span span, Message reason) {
    if (!stopped) {
      diagnostics.error(span, reason);
    }
    stopped = true;
  }
}
