package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts preprocessed C into tokens, with one regular expression. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<id>[\\p{L}_$][\\p{L}\\p{N}_$]*(?!['\"\\p{L}\\p{N}_]))"
              + "|(?<number>\\.?[0-9](?:[eEpP][+-]|[\\p{L}0-9_.])*)"
              + "|(?<char>(?:u|U|L)?'(?:\\\\.|[^'\\\\\n])*')"
              + "|(?<string>(?:u8|u|U|L)?\"(?:\\\\.|[^\"\\\\\n])*\")"
              + "|(?<punct>\\.\\.\\.|<<=|>>=|->|\\+\\+|--|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&^|]="
              + "|[-\\[\\](){}.&*+~!/%<>^|?:;=,])"
              + "|(?<space>[ \\t\\r\\f\\x0B]+|//[^\n]*|/\\*(?s:.*?)\\*/|#[^\n]*)"
              + "|(?<line>\n)"
              + "|(?<other>.)");

  private Tokens() {}

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    int lineStart = 0;
    boolean space = true;
    boolean first = true;
    while (matcher.find()) {
      Token.Kind kind = kind(matcher);
      if (kind != null) {
        Span span =
            new Span("a.c", line, matcher.start() - lineStart + 1, matcher.group().length());
        tokens.add(new Token(kind, matcher.group(), span, space, first));
      }
      space = kind == null;
      first = kind == null && (first || matcher.group("line") != null);
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (text.charAt(i) == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
    }
    Span end = new Span("a.c", line, text.length() - lineStart + 1, 0);
    tokens.add(new Token(Token.Kind.END, "", end, space, first));
    return tokens;
  }

  private static Token.Kind kind(Matcher matcher) {
    if (matcher.group("space") != null || matcher.group("line") != null) {
      return null;
    }
    return matcher.group("id") != null
        ? Token.Kind.IDENTIFIER
        : matcher.group("number") != null
            ? Token.Kind.NUMBER
            : matcher.group("char") != null
                ? Token.Kind.CHARACTER
                : matcher.group("string") != null
                    ? Token.Kind.STRING
                    : matcher.group("punct") != null ? Token.Kind.PUNCTUATOR : Token.Kind.OTHER;
  }
}
