package cloister.codec;

import cloister.bits.Hex;
import cloister.codec.JsonException.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strict reader of JSON (RFC 8259): no comments, no duplicate keys, limited depth and length. */
public final class JsonParser {
  public static final int MAX_DEPTH = 64;
  public static final int MAX_LENGTH = 8 << 20;

  private final String text;
  private int at;
  private int depth;

  private JsonParser(String text) {
    this.text = text;
  }

  public static Json parse(String text) throws JsonException {
    return parse(text, MAX_LENGTH);
  }

  public static Json parse(String text, int maxLength) throws JsonException {
    if (text.length() > maxLength) {
      throw new JsonException(Problem.TOO_LONG, text, maxLength);
    }
    return new JsonParser(text).document();
  }

  private Json document() throws JsonException {
    Json value = value();
    space();
    if (at < text.length()) {
      throw problem(Problem.UNEXPECTED_CHARACTER);
    }
    return value;
  }

  private Json value() throws JsonException {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Str(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", Json.NULL);
      default -> number();
    };
  }

  private Json object() throws JsonException {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    space();
    if (peek() != '}') {
      do {
        space();
        int start = at;
        String key = string();
        if (members.containsKey(key)) {
          throw new JsonException(Problem.DUPLICATE_KEY, text, start);
        }
        space();
        expect(':');
        members.put(key, value());
        space();
      } while (skip(','));
    }
    expect('}');
    depth--;
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private Json array() throws JsonException {
    enter();
    List<Json> items = new ArrayList<>();
    space();
    if (peek() != ']') {
      do {
        items.add(value());
        space();
      } while (skip(','));
    }
    expect(']');
    depth--;
    return new Json.Arr(Collections.unmodifiableList(items));
  }

  private void enter() throws JsonException {
    if (++depth > MAX_DEPTH) {
      throw problem(Problem.TOO_DEEP);
    }
    at++;
  }

  private String string() throws JsonException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c < ' ') {
        throw problem(Problem.UNEXPECTED_CHARACTER);
      }
      at++;
      value.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws JsonException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new JsonException(Problem.BAD_ESCAPE, text, at - 1);
    };
  }

  private char unicode() throws JsonException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Hex.digit(peek());
      if (digit < 0) {
        throw problem(Problem.BAD_ESCAPE);
      }
      code = code << 4 | digit;
      at++;
    }
    return (char) code;
  }

  private Json number() throws JsonException {
    int start = at;
    skip('-');
    char first = peek();
    if (first < '0' || first > '9') {
      throw problem(Problem.UNEXPECTED_CHARACTER);
    }
    digits();
    boolean whole = true;
    if (first == '0' && at - start > (text.charAt(start) == '-' ? 2 : 1)) {
      throw new JsonException(Problem.BAD_NUMBER, text, start);
    }
    if (skip('.')) {
      whole = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      whole = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    return new Json.Num(whole ? whole(start) : fraction(start));
  }

  private double whole(int start) {
    boolean negative = text.charAt(start) == '-';
    double value = 0;
    for (int i = negative ? start + 1 : start; i < at; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return negative ? -value : value;
  }

  private double fraction(int start) throws JsonException {
    double value = Double.parseDouble(text.substring(start, at));
    if (Double.isInfinite(value)) {
      throw new JsonException(Problem.BAD_NUMBER, text, start);
    }
    return value;
  }

  private void digits() throws JsonException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > 300) {
      throw problem(Problem.BAD_NUMBER);
    }
  }

  private Json word(String word, Json value) throws JsonException {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws JsonException {
    if (at >= text.length()) {
      throw problem(Problem.UNEXPECTED_END);
    }
    return text.charAt(at);
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws JsonException {
    if (peek() != c) {
      throw problem(Problem.UNEXPECTED_CHARACTER);
    }
    at++;
  }

  private JsonException problem(Problem problem) {
    return new JsonException(problem, text, at);
  }
}
