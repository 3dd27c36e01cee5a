package cloister.cc.preprocess;

import cloister.cc.lex.Token;
import java.util.Optional;

/**
 * The name of a header (C11 6.4.7).
 *
 * @param quoted in quotes: the search begins beside the file that includes it
 */
record HeaderName(String name, boolean quoted) {

  /** Of a text with its brackets or quotes. */
  static HeaderName of(String text) {
    return new HeaderName(text.substring(1, text.length() - 1), text.startsWith("\""));
  }

  /** Puts the name together of tokens (6.10.2, 4). */
  static Optional<HeaderName> read(Token first, Expander tokens) {
    if (first.kind() == Token.Kind.STRING && first.text().startsWith("\"")) {
      return Optional.of(of(first.text()));
    }
    if (!first.text().startsWith("<")) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(first.text().substring(1));
    Token token = tokens.next().token();
    while (!token.is(">")) {
      if (token.isEnd()) {
        return Optional.empty();
      }
      // A blank before the name comes from between two macros.
      name.append(token.spaceBefore() && !name.isEmpty() ? " " : "").append(token.text());
      token = tokens.next().token();
    }
    return Optional.of(new HeaderName(name.toString(), false));
  }
}
