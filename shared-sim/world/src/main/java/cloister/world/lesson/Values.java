package cloister.world.lesson;

import cloister.codec.Json;
import cloister.input.Numbers;
import java.util.OptionalInt;

/** Comparing answers and values: a number is equal to its text in either base. */
final class Values {
  private static final int WORD_DIGITS = 8;

  private Values() {}

  static boolean equal(Json a, Json b) {
    if (a instanceof Json.Bool || b instanceof Json.Bool) {
      return text(a).equals(text(b));
    }
    OptionalInt first = number(a);
    OptionalInt second = number(b);
    if (first.isPresent() && second.isPresent()) {
      return first.getAsInt() == second.getAsInt();
    }
    return text(a).equals(text(b));
  }

  static OptionalInt number(Json value) {
    return switch (value) {
      case Json.Num number -> number.isWord() ? OptionalInt.of(number.word()) : OptionalInt.empty();
      case Json.Str text -> number(text.value().trim());
      case Json.Bool _, Json.Nul _, Json.Arr _, Json.Obj _ -> OptionalInt.empty();
    };
  }

  /** As the program writes numbers; {@code 38h} is hexadecimal too, if it begins with a digit. */
  private static OptionalInt number(String text) {
    if (isWord(text)) {
      return Numbers.parseHex(text);
    }
    int last = text.length() - 1;
    boolean marked = last > 0 && (text.charAt(last) == 'h' || text.charAt(last) == 'H');
    boolean digit = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    return marked && digit ? Numbers.parse("0x" + text.substring(0, last)) : Numbers.parse(text);
  }

  /** As the page shows 32 bits: eight digits, such as {@code 0003A000}. */
  private static boolean isWord(String text) {
    boolean padded = text.startsWith("0") && !text.startsWith("0x") && !text.startsWith("0X");
    return text.length() == WORD_DIGITS && padded && Numbers.parseHex(text).isPresent();
  }

  /** The text of a text, and the JSON of everything else. */
  static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.write();
  }
}
