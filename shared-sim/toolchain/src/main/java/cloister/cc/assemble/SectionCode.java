package cloister.cc.assemble;

import cloister.asm.report.Span;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A section while it is being assembled. */
final class SectionCode {
  private static final int MOST_MEBIBYTES = 256;
  private static final int MOST_SPACE = MOST_MEBIBYTES << 20;

  /** Far more than a layout needs whose lengths depend on each other at all sensibly. */
  private static final int MOST_ROUNDS = 2000;

  final Item.Section kind;
  final int index;
  final List<Fragment> fragments = new ArrayList<>();
  int alignment = 1;

  private boolean tooLarge;

  /** True while data is what was added last. */
  private boolean behindData;

  SectionCode(Item.Section kind, int index) {
    this.kind = kind;
    this.index = index;
    fragments.add(new Fragment());
  }

  /** The fragment that bytes go to now. */
  Fragment current() {
    return fragments.getLast();
  }

  Place here() {
    return new Place(this, current(), current().bytes.length());
  }

  /** Takes note of what was added last. */
  void added(boolean data) {
    behindData = data;
  }

  void align(Item.Align align, int bits, Span span) {
    alignment = Math.max(alignment, align.boundary());
    Fragment last = current();
    last.span = span;
    last.tail = Fragment.Tail.ALIGN;
    last.boundary = align.boundary();
    last.fill = align.fill();
    last.most = align.most();
    last.bits = bits;
    last.behindData = behindData;
    fragments.add(new Fragment());
  }

  void branch(int condition, String target, int addend, int bits, Span span) {
    Fragment last = current();
    last.span = span;
    last.tail = condition < 0 ? Fragment.Tail.JUMP : Fragment.Tail.CONDITIONAL;
    last.condition = condition;
    last.target = target;
    last.addend = addend;
    last.bits = bits;
    fragments.add(new Fragment());
  }

  void spaceTo(Item.SpaceTo space, Span span) {
    Fragment last = current();
    last.span = span;
    last.tail = Fragment.Tail.DISTANCE;
    last.target = space.symbol();
    last.minus = space.minus();
    last.addend = space.addend();
    last.fill = space.value();
    fragments.add(new Fragment());
  }

  void origin(Item.Origin origin, Span span) {
    Fragment last = current();
    last.span = span;
    last.tail = Fragment.Tail.ORIGIN;
    last.target = origin.symbol();
    last.addend = origin.offset();
    last.fill = origin.value();
    fragments.add(new Fragment());
  }

  boolean isCode() {
    return kind.flags().indexOf('x') >= 0;
  }

  int length() {
    return current().end();
  }

  /**
   * Gives every fragment its offset and makes branches long that do not reach, in the order and
   * with the guesses of GNU's assembler. Branches only grow, so this ends.
   *
   * @param near labels that a short branch may go to
   * @param all every label, for distances
   * @return false when something was wrong, and so there are no bytes
   */
  boolean layOut(Map<String, Place> near, Map<String, Place> all, Diagnostics diagnostics) {
    prepare(near);
    int rounds = 0;
    while (fits(diagnostics) && stretch(near, all) && rounds < MOST_ROUNDS) {
      rounds++;
    }
    return fits(diagnostics) && reaches(all, diagnostics);
  }

  /** False when the section would be too large, which is reported once. */
  private boolean fits(Diagnostics diagnostics) {
    for (Fragment fragment : fragments) {
      if (fragment.offset < 0 || fragment.end() < 0 || fragment.end() > MOST_SPACE) {
        if (!tooLarge) {
          diagnostics.error(fragment.span, AssembleComplaint.tooLarge(MOST_MEBIBYTES));
        }
        tooLarge = true;
        return false;
      }
    }
    return true;
  }

  /** False when a length came out other than it was asked for. */
  private static boolean isAsWanted(Fragment fragment, Map<String, Place> all) {
    return switch (fragment.tail) {
      case ORIGIN -> wantedLength(fragment, all) == fragment.length;
      case DISTANCE -> wantedLength(fragment, all) <= fragment.length;
      case NONE, ALIGN, JUMP, CONDITIONAL -> true;
    };
  }

  private boolean reaches(Map<String, Place> all, Diagnostics diagnostics) {
    boolean reaches = true;
    for (Fragment fragment : fragments) {
      if (!isAsWanted(fragment, all)) {
        boolean back = wantedLength(fragment, all) < 0;
        diagnostics.error(
            fragment.span,
            back ? AssembleComplaint.backwards() : AssembleComplaint.tooLarge(MOST_MEBIBYTES));
        reaches = false;
      }
    }
    return reaches;
  }

  private void prepare(Map<String, Place> near) {
    int offset = 0;
    int region = 0;
    for (int i = 0; i < fragments.size(); i++) {
      Fragment fragment = fragments.get(i);
      fragment.index = i;
      fragment.region = region;
      boolean boundary =
          fragment.tail == Fragment.Tail.ALIGN || fragment.tail == Fragment.Tail.ORIGIN;
      region += boundary ? 1 : 0;
      Place place = near.get(fragment.target);
      fragment.wide = fragment.isBranch() && (place == null || place.section() != this);
      fragment.offset = offset;
      offset = fragment.end();
    }
  }

  /** Once over all fragments; true when one of them has changed its length. */
  private boolean stretch(Map<String, Place> near, Map<String, Place> all) {
    int stretch = 0;
    boolean changed = false;
    for (Fragment fragment : fragments) {
      int before = fragment.offset;
      fragment.offset += stretch;
      int growth =
          switch (fragment.tail) {
            case NONE -> 0;
            case ALIGN -> fragment.padding(fragment.offset) - fragment.padding(before);
            case DISTANCE, ORIGIN -> lengthen(fragment, all);
            case JUMP, CONDITIONAL -> grow(fragment, near, stretch);
          };
      stretch += growth;
      changed |= growth != 0;
    }
    return changed;
  }

  private static int lengthen(Fragment fragment, Map<String, Place> all) {
    int before = fragment.length;
    int wanted = Math.max(0, wantedLength(fragment, all));
    boolean exact = fragment.tail == Fragment.Tail.ORIGIN || wanted > before;
    fragment.length = exact && wanted <= MOST_SPACE ? wanted : before;
    return fragment.length - before;
  }

  /** What lies ahead is taken to move along, unless a boundary between may absorb it. */
  private static int grow(Fragment fragment, Map<String, Place> near, int stretch) {
    if (fragment.wide) {
      return 0;
    }
    Place place = near.get(fragment.target);
    int target = place.offset() + fragment.addend;
    if (place.fragment().index > fragment.index) {
      if (place.fragment().region == fragment.region || stretch < 0) {
        target += stretch;
      } else if (target < fragment.offset + fragment.bytes.length()) {
        return 0;
      }
    }
    int distance = target - fragment.end();
    if (distance == (byte) distance) {
      return 0;
    }
    int before = fragment.tailLength();
    fragment.wide = true;
    return fragment.tailLength() - before;
  }

  private static int wantedLength(Fragment fragment, Map<String, Place> all) {
    Place plus = all.get(fragment.target);
    Place minus = all.get(fragment.minus);
    int target = (plus == null ? 0 : plus.offset()) + fragment.addend;
    return fragment.tail == Fragment.Tail.ORIGIN
        ? target - fragment.offset - fragment.bytes.length()
        : target - (minus == null ? 0 : minus.offset());
  }

  /** Writes the tails: every fragment becomes plain bytes, long branches with a fixup. */
  void settle(Map<String, Place> near) {
    for (Fragment fragment : fragments) {
      int length = fragment.tailLength();
      switch (fragment.tail) {
        case NONE -> {}
        case ALIGN -> pad(fragment, length);
        case DISTANCE, ORIGIN -> fill(fragment, length);
        case JUMP, CONDITIONAL -> branch(fragment, near);
      }
      fragment.tail = Fragment.Tail.NONE;
    }
  }

  private void pad(Fragment fragment, int length) {
    if (fragment.fill != Item.Align.USUAL) {
      fill(fragment, length);
    } else if (isCode()) {
      NoOperations.add(fragment.bytes, length, fragment.bits, fragment.behindData);
    } else {
      fragment.bytes.zeros(length);
    }
  }

  private static void fill(Fragment fragment, int length) {
    for (int i = 0; i < length; i++) {
      fragment.bytes.add(fragment.fill);
    }
  }

  private static void branch(Fragment fragment, Map<String, Place> near) {
    if (!fragment.wide) {
      int distance = near.get(fragment.target).offset() + fragment.addend - fragment.end();
      fragment.bytes.add(fragment.tail == Fragment.Tail.JUMP ? 0xEB : 0x70 | fragment.condition);
      fragment.bytes.add(distance);
      return;
    }
    if (fragment.tail == Fragment.Tail.JUMP) {
      fragment.bytes.add(0xE9);
    } else {
      fragment.bytes.add(0x0F);
      fragment.bytes.add(0x80 | fragment.condition);
    }
    int at = fragment.bytes.length();
    int bytes = fragment.bits / 8;
    fragment.fixups.add(Fixup.branch(at, bytes, fragment.target, fragment.addend));
    fragment.bytes.zeros(bytes);
  }
}
