package cloister.kernel.proc;

import java.util.ArrayList;
import java.util.List;

/** What programs write into files of {@code /proc}, taken apart. */
final class Words {
  private Words() {}

  static List<String> lines(String text) {
    return split(text, "\n");
  }

  static List<String> of(String line) {
    return split(line, " \t");
  }

  /** So many digits at least. */
  static String hexadecimal(long value, int digits) {
    String hex = Long.toHexString(value);
    return "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }

  /** The pieces between separators, without empty ones. */
  private static List<String> split(String text, String separators) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > from) {
          pieces.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return pieces;
  }
}
