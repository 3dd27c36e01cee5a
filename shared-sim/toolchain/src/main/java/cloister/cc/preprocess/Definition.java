package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.List;

/**
 * A macro as defined (C11 6.10.3).
 *
 * @param variadic the last parameter takes all arguments that are left
 * @param replacement as written, to compare with another definition
 * @param span of its name
 */
record Definition(
    String name,
    boolean functionLike,
    List<String> parameters,
    boolean variadic,
    List<Token> replacement,
    List<Part> parts,
    Span span)
    implements Macro {

  /** True when both may stand for the same name (6.10.3, 2). */
  boolean isSame(Definition other) {
    return functionLike == other.functionLike
        && variadic == other.variadic
        && parameters.equals(other.parameters)
        && isSame(replacement, other.replacement);
  }

  /** The directive that defines it, on one line. */
  String directive() {
    StringBuilder text = new StringBuilder("#define ").append(name);
    if (functionLike) {
      String names = String.join(",", parameters);
      String rest = names.endsWith("__VA_ARGS__") ? names.replace("__VA_ARGS__", "...") : names;
      boolean named = variadic && rest.equals(names);
      text.append('(').append(rest).append(named ? "...)" : ")");
    }
    text.append(' ');
    for (int i = 0; i < replacement.size(); i++) {
      boolean apart = i > 0 && replacement.get(i).spaceBefore();
      text.append(apart ? " " : "").append(replacement.get(i).text());
    }
    return text.append('\n').toString();
  }

  private static boolean isSame(List<Token> some, List<Token> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      Token one = some.get(i);
      Token other = others.get(i);
      boolean spaced = i == 0 || one.spaceBefore() == other.spaceBefore();
      if (!spaced || one.kind() != other.kind() || !one.text().equals(other.text())) {
        return false;
      }
    }
    return true;
  }
}
