package cloister.cc.link;

import cloister.cc.link.script.Script;

/** A region of memory while sections are put into it. */
final class Region {
  final Script.Region written;
  long origin;
  long length;

  /** Where the next section goes. */
  long next;

  /** The last section whose address is in it. */
  OutputSection last;

  Region(Script.Region written) {
    this.written = written;
  }

  boolean isDefault() {
    return written.name().isEmpty();
  }

  /** True when its letters want such a section (ld manual, 3.7). */
  boolean wants(OutputSection section) {
    boolean inverted = false;
    boolean wanted = false;
    String letters = written.attributes();
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
