package cloister.bits;

/**
 * Case of ASCII letters, the same in every locale. Java's own goes by tables of all of Unicode,
 * which would be a part of the download.
 */
public final class Ascii {
  private Ascii() {}

  public static String lower(String text) {
    return inCase(text, 'A', 'a' - 'A');
  }

  public static String upper(String text) {
    return inCase(text, 'a', 'A' - 'a');
  }

  private static String inCase(String text, char first, int distance) {
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      changed.append(c >= first && c < first + 26 ? (char) (c + distance) : c);
    }
    return changed.toString();
  }
}
