package cloister.cc.check.format;

/**
 * A conversion specification.
 *
 * @param stars how many arguments width and precision take
 * @param skips true for scanf's {@code *}
 * @param length {@code hh h l ll j z t L} or empty
 */
record Directive(String text, int stars, boolean skips, String length, char conversion) {

  /**
   * Reads the one whose percent sign stands at an index; its conversion is 0 when it is cut off.
   */
  static Directive at(String format, int percent, boolean scan) {
    int at = percent + 1;
    int stars = 0;
    boolean skips = false;
    while (at < format.length() && isBeforeLength(format.charAt(at))) {
      boolean star = format.charAt(at) == '*';
      stars += star && !scan ? 1 : 0;
      skips |= star && scan;
      at++;
    }
    int length = at;
    while (at < format.length() && "hljztLq".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    String modifier = format.substring(length, at).replace("q", "ll");
    if (at == format.length()) {
      return new Directive(format.substring(percent), stars, skips, modifier, (char) 0);
    }
    char conversion = format.charAt(at++);
    if (conversion == '[') {
      at = pastSet(format, at);
    }
    return new Directive(format.substring(percent, at), stars, skips, modifier, conversion);
  }

  private static boolean isBeforeLength(char c) {
    return c >= '0' && c <= '9' || "-+ #.*'I$".indexOf(c) >= 0;
  }

  private static int pastSet(String format, int from) {
    int at = from;
    at += at < format.length() && format.charAt(at) == '^' ? 1 : 0;
    at += at < format.length() && format.charAt(at) == ']' ? 1 : 0;
    while (at < format.length() && format.charAt(at) != ']') {
      at++;
    }
    return Math.min(format.length(), at + 1);
  }
}
