package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.List;

/**
 * Preprocessed tokens as a text that comes to the same tokens in the same lines: line markers say
 * where the lines are from.
 */
public final class TokenText {
  /** So many empty lines are shorter than a marker. */
  private static final int MOST_EMPTY_LINES = 8;

  private final StringBuilder text = new StringBuilder();
  private String file = "";
  private int line;
  private boolean atStart = true;
  private boolean inPragma;
  private boolean behindPragma;
  private Token last = new Token(Token.Kind.END, "", Span.NOWHERE, true, true);

  private final boolean assembly;

  private TokenText(boolean assembly) {
    this.assembly = assembly;
  }

  /** The text of C's tokens up to their end. */
  public static String of(List<Token> tokens) {
    return of(tokens, new TokenText(false));
  }

  /** The text of assembly: a dollar or backslash belongs to what it stands at. */
  public static String ofAssembly(List<Token> tokens) {
    return of(tokens, new TokenText(true));
  }

  private static String of(List<Token> tokens, TokenText printer) {
    for (Token token : tokens) {
      if (!token.isEnd()) {
        printer.print(token);
      }
    }
    return printer.text.append(printer.isBackslash() ? "" : "\n").toString();
  }

  private void print(Token token) {
    boolean pack = token.is("__pragma_pack");
    if (mayBreak(token)) {
      goTo(token.span(), pack || behindPragma);
    }
    boolean apart = token.spaceBefore() || last.joins(token) && !(assembly && isLoose(token));
    text.append(!atStart && apart ? " " : "").append(pack ? "#pragma pack" : token.text());
    atStart = false;
    last = token;
    behindPragma = inPragma && token.is(")");
    inPragma = pack || inPragma && !behindPragma;
  }

  private boolean isLoose(Token token) {
    return last.kind() == Token.Kind.OTHER || token.text().startsWith(".");
  }

  /** A number sign would begin a directive on a line of its own, and a backslash joins lines. */
  private boolean mayBreak(Token token) {
    boolean sharp = token.is("#") || token.is("%:");
    return text.isEmpty() || !sharp && !isBackslash() && !inPragma;
  }

  private boolean isBackslash() {
    return last.text().endsWith("\\");
  }

  private void goTo(Span span, boolean fresh) {
    int ahead = span.line() - line;
    boolean same = span.file().equals(file);
    if (same && ahead == 0 && !fresh) {
      return;
    }
    if (same && ahead > 0 && ahead <= MOST_EMPTY_LINES) {
      text.append("\n".repeat(ahead));
    } else {
      text.append(text.isEmpty() ? "" : "\n").append("# ").append(span.line()).append(" \"");
      Stringizing.escape(span.file(), text);
      text.append("\"\n");
    }
    file = span.file();
    line = span.line();
    atStart = true;
  }
}
