package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.Optional;

/**
 * Makes preprocessing tokens of a file's characters (C11 5.1.1.2, phases 1 to 3): one pass by
 * index. White space and comments become the marks of the token behind them.
 */
public final class Lexer {
  private final char[] text;
  private final int end;
  private final SourceText source;
  private final Names names;
  private final Diagnostics diagnostics;

  private String file;
  private int line = 1;

  /** The index of the line's first character, from which columns are counted. */
  private int lineStart;

  private int at;

  /** How many spliced lines {@link #line} counts already. */
  private int splices;

  /**
   * The index of the first character behind the next splice that {@link #line} does not count yet.
   */
  private int nextSplice;

  /** Whether the next token is the first of its line. */
  private boolean freshLine = true;

  /** Whether white space or a comment was passed since the last token. */
  private boolean space;

  /** Whether a quote without a partner is only warned of. */
  private boolean directive;

  /** Whether a dollar is no letter and a quote may stand alone. */
  private boolean assembly;

  public Lexer(String file, String text, Names names, Diagnostics diagnostics) {
    this.file = file;
    this.names = names;
    this.diagnostics = diagnostics;
    source = new SourceText(text);
    this.text = source.characters();
    end = source.length();
    nextSplice = source.splice(0);
  }

  /** The token that a text is when it is exactly one; comments are none (6.10.3.3). */
  public static Optional<Token> single(String text, Names names, Span span) {
    boolean comment = text.startsWith("//") || text.startsWith("/*");
    boolean blank = text.isEmpty() || text.charAt(0) <= ' ';
    if (comment || blank) {
      return Optional.empty();
    }
    Lexer lexer = new Lexer(span.file(), text, names, new Diagnostics());
    lexer.directive = true;
    Token token = lexer.next();
    boolean whole = token.kind() != Token.Kind.OTHER && lexer.at == lexer.end;
    return whole
        ? Optional.of(new Token(token.kind(), token.text(), span, false, false))
        : Optional.empty();
  }

  /** The next token; at the end of the file, its end again and again. */
  public Token next() {
    space |= skipSpace(true);
    if (at >= end) {
      freshLine = true;
      return token(Token.Kind.END, "", at);
    }
    int start = at;
    char c = text[at];
    if (IdentifierCharacters.isBasicStart(c) && isPart(c)) {
      return word(start);
    }
    char second = text[at + 1];
    if (isDigit(c) || c == '.' && isDigit(second)) {
      return number(start);
    }
    if (c == '"' || c == '\'') {
      return quoted(start, c);
    }
    String punctuator = Punctuators.at(text, at);
    if (!punctuator.isEmpty()) {
      warnOfTrigraph(at);
      at += punctuator.length();
      return token(Token.Kind.PUNCTUATOR, punctuator, start);
    }
    return isExtended(true) ? extendedWord(start) : other(start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** True when nothing but white space and comments is left of the line. */
  public boolean atLineEnd() {
    space |= skipSpace(false);
    return text[at] == '\n';
  }

  /** From here on it is assembly: a dollar is no letter, and a quote may stand alone. */
  public void inAssembly() {
    assembly = true;
  }

  private boolean isPart(char c) {
    return IdentifierCharacters.isBasicPart(c) && !(assembly && c == '$');
  }

  /**
   * Between the sign of a directive and its end, a quote without a partner is only warned of: it
   * may be an apostrophe in an error's text.
   */
  public void inDirective(boolean inside) {
    directive = inside;
  }

  /** True when a parenthesis is the next token, on this line or a later one. */
  public boolean opensParenthesis() {
    int ahead = at;
    while (ahead < end) {
      char c = text[ahead];
      if (c == '/' && (text[ahead + 1] == '*' || text[ahead + 1] == '/')) {
        ahead = behindComment(ahead);
      } else if (c == '\n' || isBlank(c)) {
        ahead++;
      } else {
        return c == '(';
      }
    }
    return false;
  }

  private int behindComment(int from) {
    int ahead = from + 2;
    boolean block = text[from + 1] == '*';
    while (ahead < end && (block ? !closesComment(ahead) : text[ahead] != '\n')) {
      ahead++;
    }
    return block ? ahead + 2 : ahead;
  }

  private boolean closesComment(int index) {
    return text[index] == '*' && text[index + 1] == '/';
  }

  /** The name of a header with its brackets or quotes (6.4.7), when one stands here. */
  public Optional<Token> headerName() {
    char close = text[at] == '<' ? '>' : text[at] == '"' ? '"' : '\n';
    int to = at + 1;
    while (text[to] != close && text[to] != '\n') {
      to++;
    }
    if (close == '\n' || text[to] != close) {
      return Optional.empty();
    }
    int start = at;
    at = to + 1;
    return Optional.of(token(Token.Kind.STRING, new String(text, start, at - start), start));
  }

  /** The rest of the line as it is written. */
  public String restOfLine() {
    space |= skipSpace(false);
    int start = at;
    while (text[at] != '\n') {
      at++;
    }
    return new String(text, start, at - start);
  }

  /** Leaves this line, and goes on to the next line that begins with a number sign. */
  public void skipToDirective() {
    while (true) {
      skipRestOfLine();
      if (at >= end) {
        return;
      }
      newLine();
      skipSpace(true);
      if (text[at] == '#' || text[at] == '%' && text[at + 1] == ':') {
        return;
      }
    }
  }

  private void skipRestOfLine() {
    while (text[at] != '\n') {
      char c = text[at];
      if (c == '"' || c == '\'') {
        at = behindQuote(at + 1, c);
      } else if (c == '/' && (text[at + 1] == '*' || text[at + 1] == '/')) {
        skipSpace(false);
      } else {
        at++;
      }
    }
  }

  /** What a line directive says of the next line (6.10.4). */
  public void presume(String name, int nextLine) {
    file = name;
    int rest = at;
    while (text[rest] != '\n') {
      rest++;
    }
    follow(rest);
    line = nextLine - 1;
  }

  /** The file as line directives name it. */
  public String file() {
    return file;
  }

  /** Where the next token will be looked for. */
  public Span here() {
    follow(at);
    return new Span(file, line(), at - lineStart + 1, 0);
  }

  private Token token(Token.Kind kind, String spelling, int start) {
    follow(start);
    int length = Math.min(at, nextSplice) - start;
    Span span = new Span(file, line(), start - lineStart + 1, length);
    Token token = new Token(kind, spelling, span, space || freshLine, freshLine);
    space = false;
    freshLine = false;
    return token;
  }

  /** Brings line and column up to an index behind which no splice was passed yet. */
  private void follow(int index) {
    while (nextSplice <= index) {
      line = lineBehind();
      lineStart = nextSplice;
      nextSplice = source.splice(++splices);
    }
  }

  private void newLine() {
    follow(at);
    line = lineBehind();
    at++;
    lineStart = at;
    freshLine = true;
  }

  /** Behind the directive that calls the next line zero, there is none before it. */
  private int line() {
    return Math.max(0, line);
  }

  /** A line directive can begin at the largest number, where it stays. */
  private int lineBehind() {
    return line == Integer.MAX_VALUE ? line : line + 1;
  }

  private boolean skipSpace(boolean overLines) {
    int start = at;
    while (true) {
      char c = text[at];
      if (c == '\n') {
        if (!overLines || at >= end) {
          return at > start;
        }
        newLine();
      } else if (c == 0) {
        skipNulls();
      } else if (isBlank(c)) {
        at++;
      } else if (c == '/' && text[at + 1] == '*') {
        skipBlockComment();
      } else if (c == '/' && text[at + 1] == '/') {
        at = behindComment(at);
      } else {
        return at > start;
      }
    }
  }

  private void skipNulls() {
    Span first = here();
    while (text[at] == 0) {
      at++;
    }
    diagnostics.warn(
        new Span(first.file(), first.line(), first.column(), 1), LexComplaint.nullCharacters());
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' && c != '\n' || c == 0;
  }

  private void skipBlockComment() {
    int start = at;
    Span span = here();
    at += 2;
    while (at < end && !closesComment(at)) {
      if (text[at] == '\n') {
        boolean fresh = freshLine;
        newLine();
        freshLine = fresh;
      } else {
        at++;
      }
    }
    if (at >= end) {
      diagnostics.error(
          new Span(span.file(), span.line(), span.column(), 2), LexComplaint.openComment());
    }
    at = Math.max(start, Math.min(end, at + 2));
  }

  private Token word(int start) {
    int hash = 0;
    char c = text[at];
    do {
      hash = Names.hash(hash, c);
      c = text[++at];
    } while (isPart(c));
    if (c == '"' || c == '\'') {
      if (isPrefix(start, at - start, c)) {
        return quoted(start, c);
      }
    } else if ((c == '\\' || c >= 0x80) && isExtended(false)) {
      return extendedWord(start);
    }
    return token(Token.Kind.IDENTIFIER, names.of(text, start, at - start, hash), start);
  }

  /** The encoding prefixes of 6.4.4.4 and 6.4.5. */
  private boolean isPrefix(int start, int length, char quote) {
    char c = text[start];
    return length == 1
        ? c == 'L' || c == 'u' || c == 'U'
        : length == 2 && c == 'u' && text[start + 1] == '8' && quote == '"';
  }

  private int codePoint() {
    char c = text[at];
    boolean pair = Character.isHighSurrogate(c) && Character.isLowSurrogate(text[at + 1]);
    return pair ? Character.toCodePoint(c, text[at + 1]) : c;
  }

  private boolean isExtended(boolean first) {
    int universal = IdentifierCharacters.universalLength(text, at);
    if (universal == 0 && text[at] < 0x80) {
      return false;
    }
    int codePoint =
        universal == 0 ? codePoint() : IdentifierCharacters.universalValue(text, at, universal);
    return first
        ? IdentifierCharacters.isExtendedStart(codePoint)
        : IdentifierCharacters.isExtendedPart(codePoint);
  }

  /** An identifier in which universal character names count as the characters they name. */
  private Token extendedWord(int start) {
    StringBuilder spelling = new StringBuilder().append(text, start, at - start);
    while (isPart(text[at]) || isExtended(false)) {
      int universal = IdentifierCharacters.universalLength(text, at);
      int codePoint =
          universal == 0 ? codePoint() : IdentifierCharacters.universalValue(text, at, universal);
      spelling.appendCodePoint(codePoint);
      at += universal == 0 ? Character.charCount(codePoint) : universal;
    }
    return token(Token.Kind.IDENTIFIER, spelling.toString(), start);
  }

  private Token number(int start) {
    at++;
    while (true) {
      char c = text[at];
      char before = text[at - 1];
      boolean sign = c == '+' || c == '-';
      if (sign && (before == 'e' || before == 'E' || before == 'p' || before == 'P')
          || c == '.'
          || isPart(c)) {
        at++;
      } else if ((c >= 0x80 || c == '\\') && isExtended(false)) {
        int universal = IdentifierCharacters.universalLength(text, at);
        at += universal == 0 ? Character.charCount(codePoint()) : universal;
      } else {
        return token(Token.Kind.NUMBER, new String(text, start, at - start), start);
      }
    }
  }

  private Token quoted(int start, char quote) {
    int from = at + 1;
    at = behindQuote(from, quote);
    boolean closed = at > from && text[at - 1] == quote && isBehindClosing(from);
    if (!closed && assembly) {
      at = from;
      return token(Token.Kind.OTHER, Character.toString(quote), start);
    }
    String spelling = new String(text, start, at - start);
    Token token =
        closed
            ? token(kindOf(quote), spelling, start)
            : directive ? unmatched(spelling, quote, start) : repaired(spelling, quote, start);
    warnOfTrigraphs(from);
    return token;
  }

  private static Token.Kind kindOf(char quote) {
    return quote == '"' ? Token.Kind.STRING : Token.Kind.CHARACTER;
  }

  /** The index behind the closing quote, or the end of the line when there is none. */
  private int behindQuote(int from, char quote) {
    int to = from;
    while (text[to] != quote && text[to] != '\n') {
      to += text[to] == '\\' && text[to + 1] != '\n' ? 2 : 1;
    }
    return text[to] == quote ? to + 1 : to;
  }

  /** False when the quote before this index belongs to an escape at the end of the line. */
  private boolean isBehindClosing(int from) {
    int backslashes = 0;
    while (at - 2 - backslashes >= from && text[at - 2 - backslashes] == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 0;
  }

  private Token unmatched(String spelling, char quote, int start) {
    Token token = token(Token.Kind.OTHER, spelling, start);
    diagnostics.warn(token.span(), open(quote));
    return token;
  }

  /** The literal as if it had been closed, so that one error is enough. */
  private Token repaired(String spelling, char quote, int start) {
    boolean escaped = spelling.endsWith("\\");
    String closed = spelling + (escaped ? "\\" : "") + quote;
    Token token = token(kindOf(quote), closed, start);
    diagnostics.error(token.span(), open(quote));
    return token;
  }

  private static Message open(char quote) {
    return quote == '"' ? LexComplaint.openString() : LexComplaint.openCharacter();
  }

  private Token other(int start) {
    at += Character.charCount(codePoint());
    return token(Token.Kind.OTHER, new String(text, start, at - start), start);
  }

  private void warnOfTrigraphs(int from) {
    for (int i = from; i < at; i++) {
      warnOfTrigraph(i);
    }
  }

  /** Trigraphs mean nothing in GNU C; who writes one may think otherwise. */
  private void warnOfTrigraph(int index) {
    if (text[index] == '?' && text[index + 1] == '?' && "=/'()!<>-".indexOf(text[index + 2]) >= 0) {
      follow(index);
      Span span = new Span(file, line(), index - lineStart + 1, 3);
      diagnostics.warn(span, LexComplaint.trigraph(new String(text, index, 3)));
    }
  }
}
