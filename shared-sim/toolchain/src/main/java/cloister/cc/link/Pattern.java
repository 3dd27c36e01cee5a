package cloister.cc.link;

/** Patterns of names with {@code *} and {@code ?}. */
final class Pattern {
  private Pattern() {}

  /** True when the whole name fits; linear in the usual case, never recursive. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int from = 0;
    while (n < name.length()) {
      boolean fits =
          p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n));
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = n;
      } else if (fits) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
