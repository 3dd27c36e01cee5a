package cloister.cc.dump;

import cloister.cc.lex.Token;
import java.util.List;
import java.util.Locale;

/** Tokens one a line: place, kind, spelling. */
public final class TokenList {
  private static final int PLACE_COLUMN = 12;
  private static final int KIND_COLUMN = 12;

  private TokenList() {}

  public static String of(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    String file = "";
    for (Token token : tokens) {
      if (!token.isEnd()) {
        if (!token.span().file().equals(file)) {
          file = token.span().file();
          text.append(file).append(":\n");
        }
        pad(text, token.span().line() + ":" + token.span().column(), PLACE_COLUMN);
        pad(text, token.kind().name().toLowerCase(Locale.ROOT), KIND_COLUMN);
        text.append(token.text()).append('\n');
      }
    }
    return text.toString();
  }

  private static void pad(StringBuilder text, String word, int width) {
    text.append(word).append(" ".repeat(Math.max(1, width - word.length())));
  }
}
