package cloister.cli;

import java.util.HexFormat;

/** Text for a terminal, which obeys control characters: they are shown by their numbers. */
final class VisibleText {
  private VisibleText() {}

  static String of(String text) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      visible.append(of(text, i));
    }
    return visible.toString();
  }

  /** What stands for one of the characters. */
  static String of(String text, int index) {
    char c = text.charAt(index);
    boolean paired =
        Character.isHighSurrogate(c)
            ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
            : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    if (Character.isSurrogate(c)) {
      return paired ? Character.toString(c) : "<" + HexFormat.of().toHexDigits((byte) c) + ">";
    }
    if (c < ' ' || c == 0x7F) {
      return "<" + HexFormat.of().toHexDigits((byte) c) + ">";
    }
    return isObeyed(c) ? "<U+" + HexFormat.of().toHexDigits(c) + ">" : Character.toString(c);
  }

  /** The controls beyond ASCII, and what turns the direction of writing. */
  private static boolean isObeyed(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
