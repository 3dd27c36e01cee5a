package cloister.cc.link;

import java.util.Optional;

/** A region of memory while sections are put into it. */
final class Region {
  /** The name of all memory that is in no region. */
  static final String ELSEWHERE = "";

  private final String name;
  private final String letters;
  long origin;
  long length;

  /** Where the next section goes. */
  long next;

  /** The last section whose address is in it. */
  Optional<OutputSection> last = Optional.empty();

  /**
   * @param letters what it wants
   */
  Region(String name, String letters) {
    this.name = name;
    this.letters = letters;
  }

  String name() {
    return name;
  }

  boolean isElsewhere() {
    return name.equals(ELSEWHERE);
  }

  /** True when its letters want such a section (ld manual, 3.7). */
  boolean wants(OutputSection section) {
    boolean inverted = false;
    boolean wanted = false;
    for (int i = 0; i < letters.length(); i++) {
      boolean fits =
          switch (Character.toLowerCase(letters.charAt(i))) {
            case 'r' -> !section.isWritable();
            case 'w' -> section.isWritable();
            case 'x' -> section.isCode();
            case 'a' -> section.isAllocated();
            case 'i', 'l' -> section.hasBytes();
            default -> false;
          };
      if (letters.charAt(i) == '!') {
        inverted = !inverted;
      } else if (fits && inverted) {
        return false;
      } else {
        wanted |= fits;
      }
    }
    return wanted;
  }
}
