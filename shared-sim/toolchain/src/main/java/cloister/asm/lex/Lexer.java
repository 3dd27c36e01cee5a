package cloister.asm.lex;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Cuts a source text into lines of tokens; comments and white space are gone. */
public final class Lexer {
  private static final String[] SYMBOLS = {
    "<<<", ">>>", "<<", ">>", "<=", ">=", "<>", "==", "!=", "//", "&&", "||", "^^", "$$"
  };
  private static final String SINGLE = "+-*/%&|^~!<>=()[]{},:?$\\";

  private final String file;
  private final List<List<Token>> lines = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();

  /** Where each line of the statement begins in it. */
  private final List<Integer> starts = new ArrayList<>();

  private List<Token> tokens = new ArrayList<>();
  private String text = "";
  private int line;
  private int part;
  private int at;
  private boolean spaced;

  private Lexer(String file) {
    this.file = file;
  }

  /**
   * The tokens of every line. A line that goes on after a backslash is one with the next, even
   * within a word, and leaves an empty one behind.
   */
  public static List<List<Token>> lines(String file, String source) {
    Lexer lexer = new Lexer(file);
    int start = 0;
    while (start <= source.length()) {
      int end = source.indexOf('\n', start);
      end = end < 0 ? source.length() : end;
      lexer.line(source.substring(start, end));
      start = end + 1;
    }
    lexer.endStatement();
    return lexer.lines;
  }

  /** The tokens of a text that stands for one place in the source. */
  public static List<Token> tokens(String text, Span place) {
    List<Token> placed = new ArrayList<>();
    for (List<Token> line : lines(place.file(), text)) {
      for (Token token : line) {
        placed.add(token.at(place, token.spaced()));
      }
    }
    return placed;
  }

  private void line(String source) {
    String written = source.endsWith("\r") ? source.substring(0, source.length() - 1) : source;
    line++;
    starts.add(statement.length());
    boolean continued = written.endsWith("\\");
    statement.append(written, 0, written.length() - (continued ? 1 : 0));
    if (!continued) {
      endStatement();
    }
  }

  private void endStatement() {
    if (starts.isEmpty()) {
      return;
    }
    text = statement.toString();
    at = 0;
    part = 0;
    scan();
    while (lines.size() < line - 1) {
      lines.add(List.of());
    }
    lines.add(tokens);
    tokens = new ArrayList<>();
    spaced = false;
    statement.setLength(0);
    starts.clear();
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        return;
      }
      if (c <= ' ') {
        spaced = true;
        at++;
      } else {
        token(c);
        spaced = false;
      }
    }
  }

  private void token(char c) {
    if (c == '\'' || c == '"' || c == '`') {
      string(c);
    } else if (isDigit(c) || c == '$' && isDigit(peek(1))) {
      number();
    } else if (c == '?' && !continuesName(peek(1))) {
      add(Token.Kind.SYMBOL, at + 1);
    } else if (startsName(c) || c == '$' && startsName(peek(1))) {
      add(Token.Kind.NAME, nameEnd(at + 1));
    } else if (c == '%' && startsMacro()) {
      return;
    } else {
      symbol();
    }
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += quote == '`' && text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      add(Token.Kind.OPEN_STRING, text.length());
      return;
    }
    String inner = text.substring(at + 1, end);
    String bytes = quote == '`' ? Quoted.unescape(inner) : Quoted.literal(inner);
    String spelling = text.substring(at, end + 1);
    add(new Token(Token.Kind.STRING, spelling, 0, bytes, span(end + 1), spaced), end + 1);
  }

  private void number() {
    int end = numberEnd();
    String digits = text.substring(at, end);
    if (Numbers.isFloat(digits)) {
      add(Token.Kind.FLOAT, end);
      return;
    }
    OptionalLong value = Numbers.parse(digits);
    if (value.isEmpty()) {
      add(Token.Kind.MALFORMED, end);
      return;
    }
    add(new Token(Token.Kind.NUMBER, digits, value.getAsLong(), "", span(end), spaced), end);
  }

  /** A sign goes on with the number after an exponent's letter. */
  private int numberEnd() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign = c == '+' || c == '-';
      if (!continuesNumber(c) && !(sign && Numbers.takesSign(text.substring(at, end)))) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Reads a preprocessor token; false when the per cent sign is an operator. */
  private boolean startsMacro() {
    char next = peek(1);
    if (next == '{') {
      int end = text.indexOf('}', at);
      if (end > 0) {
        addMacro("%" + text.substring(at + 2, end).strip(), end + 1);
        return true;
      }
    }
    int end = macroEnd(next);
    if (end < 0) {
      return false;
    }
    addMacro(text.substring(at, end), end);
    return true;
  }

  private int macroEnd(char next) {
    if (isDigit(next)) {
      return digitsEnd(at + 1);
    }
    if (next == '+' || next == '-') {
      return isDigit(peek(2)) ? digitsEnd(at + 2) : next == '+' ? at + 2 : -1;
    }
    if (next == '%' && startsName(peek(2))) {
      return nameEnd(at + 3);
    }
    if (next == '$') {
      int name = at + 1;
      while (name < text.length() && text.charAt(name) == '$') {
        name++;
      }
      return name < text.length() && startsName(text.charAt(name)) ? nameEnd(name + 1) : -1;
    }
    if (next == '[') {
      return at + 2;
    }
    int question = next == '*' ? 2 : 1;
    if (peek(question) == '?') {
      return at + question + (peek(question + 1) == '?' ? 2 : 1);
    }
    return startsName(next) ? nameEnd(at + 2) : -1;
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(Token.Kind.SYMBOL, at + symbol.length());
        return;
      }
    }
    if (text.startsWith("%%", at)) {
      add(Token.Kind.SYMBOL, at + 2);
      return;
    }
    boolean known = SINGLE.indexOf(text.charAt(at)) >= 0;
    add(known ? Token.Kind.SYMBOL : Token.Kind.BROKEN, at + 1);
  }

  private void add(Token.Kind kind, int end) {
    add(new Token(kind, text.substring(at, end), 0, "", span(end), spaced), end);
  }

  private void addMacro(String word, int end) {
    add(new Token(Token.Kind.MACRO, word, 0, "", span(end), spaced), end);
  }

  private void add(Token token, int end) {
    tokens.add(token);
    at = end;
  }

  /** From here to an end, in the line where it begins. */
  private Span span(int end) {
    while (part + 1 < starts.size() && starts.get(part + 1) <= at) {
      part++;
    }
    int lineEnd = part + 1 < starts.size() ? starts.get(part + 1) : text.length();
    int number = line - starts.size() + 1 + part;
    return new Span(file, number, at - starts.get(part) + 1, Math.min(end, lineEnd) - at);
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && continuesName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '.'
        || c == '?'
        || c == '@'
        || c >= 128;
  }

  private static boolean continuesNumber(char c) {
    return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.';
  }

  private static boolean continuesName(char c) {
    return startsName(c) || isDigit(c) || c == '$' || c == '#' || c == '~';
  }
}
