package cloister.cc.preprocess;

import java.util.Optional;

/**
 * The macros that a token came from and that may not expand it again (C11 6.10.3.4; Prosser's
 * algorithm).
 */
final class HideSet {
  static final HideSet NONE = new HideSet(Optional.empty(), Optional.empty(), 0);

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
    while (set.size > 0) {
      if (set.macro.get() == wanted) {
        return true;
      }
      set = set.others.get();
    }
    return false;
  }

  HideSet plus(Definition added) {
    return contains(added) ? this : new HideSet(Optional.of(added), Optional.of(this), size + 1);
  }

  HideSet union(HideSet other) {
    if (size == 0 || other == this) {
      return other;
    }
    HideSet union = this;
    for (HideSet set = other; set.size > 0; set = set.others.get()) {
      union = union.plus(set.macro.get());
    }
    return union;
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
