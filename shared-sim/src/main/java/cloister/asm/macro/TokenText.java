package cloister.asm.macro;

import cloister.asm.lex.Lexer;
import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** Tokens as text, and text as tokens. */
final class TokenText {
  /** Macros may double a text line after line. */
  static final int MOST = 64 << 10;

  /** As in NASM. */
  private static final int LONGEST_NAME = 4095;

  private TokenText() {}

  /** How long the text of the tokens is; from more than {@link #MOST} on it does not matter. */
  static int length(List<Token> tokens) {
    int length = 0;
    for (int i = 0; i < tokens.size() && length <= MOST; i++) {
      length += tokens.get(i).text().length() + 1;
    }
    return length;
  }

  static String of(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      if (token.spaced() && !text.isEmpty()) {
        text.append(' ');
      }
      text.append(token.text());
    }
    return text.toString();
  }

  /** The tokens with every place replaced by that of a call. */
  static List<Token> at(List<Token> tokens, Span place) {
    List<Token> moved = new ArrayList<>();
    for (Token token : tokens) {
      moved.add(token.at(place, token.spaced()));
    }
    return moved;
  }

  /** True when two tokens become one when written without space between them. */
  static boolean joins(Token left, Token right) {
    boolean word = right.isName() || right.kind() == Token.Kind.NUMBER;
    return word && (left.isName() || left.kind() == Token.Kind.NUMBER);
  }

  /** Appends the two texts written together. */
  static void join(Token left, Token right, List<Token> out, Problems problems) {
    if (left.text().length() + right.text().length() > LONGEST_NAME) {
      problems.error(left.span(), Complaint.textTooLong(LONGEST_NAME));
      out.add(left);
      return;
    }
    List<Token> joined =
        Lexer.tokens(left.text() + right.text(), left.span().to(right.span()), problems);
    for (int i = 0; i < joined.size(); i++) {
      Token token = joined.get(i);
      out.add(i == 0 ? token.at(token.span(), left.spaced()) : token);
    }
  }
}
