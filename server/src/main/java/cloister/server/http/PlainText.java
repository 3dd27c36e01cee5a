package cloister.server.http;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** Short texts that people type and others read: names, nicknames, titles. */
public final class PlainText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /** More marks on a letter than any language has. */
  private static final Pattern MARKS = Pattern.compile("\\p{M}{5}");

  /** No field for people takes as much, so a longer text is left as it is, for its schema. */
  private static final int MAX_TRIMMED = 1000;

  private PlainText() {}

  /** The text in composed form without spaces around it; a problem when nobody could read it. */
  public static String of(String text, String field) {
    String clean = trimmed(text);
    boolean readable = clean.codePoints().anyMatch(PlainText::isReadable);
    if (!readable
        || MARKS.matcher(clean).find()
        || clean.codePoints().anyMatch(PlainText::isInvisible)) {
      throw Problem.field(400, field, "error.text");
    }
    return clean;
  }

  /** In composed form, without the spaces around it, no-break ones included. */
  static String trimmed(String text) {
    if (text.length() > MAX_TRIMMED) {
      return text;
    }
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    int start = 0;
    int end = composed.length();
    while (start < end && isSpace(composed.codePointAt(start))) {
      start += Character.charCount(composed.codePointAt(start));
    }
    while (start < end && isSpace(composed.codePointBefore(end))) {
      end -= Character.charCount(composed.codePointBefore(end));
    }
    return composed.substring(start, end);
  }

  private static boolean isSpace(int character) {
    return Character.isSpaceChar(character) || Character.isWhitespace(character);
  }

  /** A letter or digit; the Hangul fillers are letters that nobody sees. */
  private static boolean isReadable(int character) {
    return Character.isLetterOrDigit(character)
        && !Set.of(0x115f, 0x1160, 0x3164, 0xffa0).contains(character);
  }

  /** Controls, and marks that reorder the text around them; emoji and Persian need the joiners. */
  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }
}
