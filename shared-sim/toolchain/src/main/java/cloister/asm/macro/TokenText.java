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

  /**
   * True when two tokens grow together when written without space between them. A closed string
   * never does; one that is open takes everything in, but only once the line is complete.
   */
  static boolean joins(Token left, Token right) {
    if (isString(left) || isString(right)) {
      return false;
    }
    Token first = Lexer.tokens(left.text() + right.text(), left.span()).getFirst();
    return first.kind() != Token.Kind.MACRO && first.text().length() > left.text().length();
  }

  /** Appends the two texts written together. */
  static void join(Token left, Token right, List<Token> out, Problems problems) {
    if (left.text().length() + right.text().length() > LONGEST_NAME) {
      problems.error(left.span(), Complaint.textTooLong(LONGEST_NAME));
      out.add(left);
      return;
    }
    out.addAll(read(left.text() + right.text(), left.span().to(right.span()), left.spaced()));
  }

  /** The line with each string that is open closed by the quote that follows, if one does. */
  static List<Token> closed(List<Token> line) {
    int open = 0;
    while (open < line.size() && !isOpen(line.get(open))) {
      open++;
    }
    if (open == line.size()) {
      return line;
    }
    List<Token> rest = line.subList(open, line.size());
    Token first = rest.getFirst();
    List<Token> all = new ArrayList<>(line.subList(0, open));
    all.addAll(read(of(rest), first.span().to(rest.getLast().span()), first.spaced()));
    return isOpen(all.getLast()) ? line : all;
  }

  private static boolean isString(Token token) {
    return token.kind() == Token.Kind.STRING || isOpen(token);
  }

  static boolean isOpen(Token token) {
    return token.kind() == Token.Kind.OPEN_STRING;
  }

  private static List<Token> read(String text, Span place, boolean spaced) {
    List<Token> tokens = new ArrayList<>(Lexer.tokens(text, place));
    tokens.set(0, tokens.getFirst().at(place, spaced));
    return tokens;
  }
}
