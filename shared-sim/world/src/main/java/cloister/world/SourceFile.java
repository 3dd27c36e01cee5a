package cloister.world;

import cloister.codec.Json;

/** One source text of a scenario: a program, or what programs include. */
public record SourceFile(String name, String text, boolean editable) {
  public static final int MAX_TEXT = 64 << 10;
  public static final int MAX_NAME = 64;

  public SourceFile withText(String replacement) {
    return new SourceFile(name, replacement, editable);
  }

  /** True for a source in C; all others are assembly. */
  public boolean isC() {
    return name.endsWith(".c");
  }

  /** True for a text that is no program: others take it in with {@code %include}. */
  public boolean isIncluded() {
    return name.endsWith(".inc");
  }

  Json toJson() {
    return Json.object().put("name", name).put("text", text).put("editable", editable).build();
  }

  /** True for names of lower-case letters, digits, dots, dashes and underscores. */
  public static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!letter && (i == 0 || "._-".indexOf(c) < 0)) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_NAME;
  }
}
