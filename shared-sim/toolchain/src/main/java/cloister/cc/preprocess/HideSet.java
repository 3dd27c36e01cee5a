package cloister.cc.preprocess;

import java.util.Optional;

/**
 * The macros whose replacement a token is part of; their names are not replaced there (C11
 * 6.10.3.4; Prosser's algorithm). A name that was found in its own replacement is never replaced
 * any more, wherever it goes; other tokens of an argument forget where they came from when the
 * argument has been expanded, as in other compilers.
 */
final class HideSet {
  static final HideSet NONE = new HideSet(Optional.empty(), Optional.empty(), 0);

  /** Of a name that is never replaced. */
  static final HideSet ALL = new HideSet(Optional.empty(), Optional.empty(), 0);

  private final Optional<Definition> macro;
  private final Optional<HideSet> others;
  private final int size;

  private HideSet(Optional<Definition> macro, Optional<HideSet> others, int size) {
    this.macro = macro;
    this.others = others;
    this.size = size;
  }

  int size() {
    return size;
  }

  boolean contains(Definition wanted) {
    HideSet set = this;
    while (set.size > 0 && set.macro.get() != wanted) {
      set = set.others.get();
    }
    return set.size > 0 || this == ALL;
  }

  HideSet plus(Definition added) {
    return contains(added) ? this : new HideSet(Optional.of(added), Optional.of(this), size + 1);
  }

  HideSet intersection(HideSet other) {
    if (size == 0 || other == this) {
      return this;
    }
    HideSet common = NONE;
    for (HideSet set = other; set.size > 0; set = set.others.get()) {
      common = contains(set.macro.get()) ? common.plus(set.macro.get()) : common;
    }
    return common;
  }
}
