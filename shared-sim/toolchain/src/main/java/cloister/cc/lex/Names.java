package cloister.cc.lex;

/** One string for each name, however often it is read. */
public final class Names {
  private static final int FIRST_SIZE = 1024;

  private String[] slots = new String[FIRST_SIZE];
  private int count;

  /** The hash of a name so far and one more character; it begins with 0, as a string's does. */
  static int hash(int before, char c) {
    return 31 * before + c;
  }

  String of(char[] text, int from, int length, int hash) {
    int at = slot(hash);
    while (slots[at] != null) {
      if (isSame(slots[at], text, from, length)) {
        return slots[at];
      }
      at = at + 1 & slots.length - 1;
    }
    String name = new String(text, from, length);
    slots[at] = name;
    if (2 * ++count > slots.length) {
      grow();
    }
    return name;
  }

  private static boolean isSame(String name, char[] text, int from, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & slots.length - 1;
  }

  private void grow() {
    String[] old = slots;
    slots = new String[2 * old.length];
    for (String name : old) {
      if (name != null) {
        int at = slot(name.hashCode());
        while (slots[at] != null) {
          at = at + 1 & slots.length - 1;
        }
        slots[at] = name;
      }
    }
  }
}
