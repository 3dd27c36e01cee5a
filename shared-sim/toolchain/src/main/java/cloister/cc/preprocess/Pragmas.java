package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Lexer;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Obeys {@code #pragma} and {@code _Pragma} (C11 6.10.6, 6.10.9). */
final class Pragmas {
  private final Context context;
  private final FileStack files;

  Pragmas(Context context, FileStack files) {
    this.context = context;
    this.files = files;
  }

  /** The tokens that the parser gets for a pragma. */
  List<Token> obey(List<Token> line, Span span) {
    String name = line.isEmpty() ? "" : line.get(0).text();
    switch (name) {
      case "pack" -> {
        return pack(line, span);
      }
      case "once" -> files.readOnce();
      case "push_macro", "pop_macro" -> aside(name, line, span);
      // What they ask for changes nothing that a program computes.
      case "GCC", "STDC", "clang", "message", "region", "endregion", "" -> {}
      default -> context.diagnostics().warn(span, PreprocessComplaint.unknownPragma(name));
    }
    return List.of();
  }

  /** The text of a {@code _Pragma} as a line. */
  List<Token> obey(Token literal) {
    Lexer lexer =
        new Lexer(
            literal.span().file(), plain(literal.text()), context.names(), context.diagnostics());
    lexer.inDirective(true);
    List<Token> line = new ArrayList<>();
    while (!lexer.atLineEnd()) {
      line.add(Item.at(lexer.next(), literal.span(), true));
    }
    return obey(line, literal.span());
  }

  /** A string without its quotes and backslashes (6.10.9). */
  static String plain(String literal) {
    StringBuilder text = new StringBuilder();
    int last = literal.length() - 1;
    for (int i = literal.indexOf('"') + 1; i < last; i++) {
      char c = literal.charAt(i);
      boolean escape = c == '\\' && (literal.charAt(i + 1) == '"' || literal.charAt(i + 1) == '\\');
      text.append(escape ? literal.charAt(++i) : c);
    }
    return text.toString();
  }

  private List<Token> pack(List<Token> line, Span span) {
    List<Item> items = line.stream().skip(1).map(Item::of).toList();
    Expander expander = Expander.of(context, items, 0);
    List<Token> tokens = new ArrayList<>();
    tokens.add(new Token(Token.Kind.IDENTIFIER, "__pragma_pack", line.get(0).span(), true, true));
    for (Item item = expander.next(); !item.token().isEnd(); item = expander.next()) {
      tokens.add(item.token());
    }
    boolean call =
        tokens.size() > 2 && tokens.get(1).is("(") && tokens.get(tokens.size() - 1).is(")");
    if (!call) {
      context.diagnostics().warn(span, PreprocessComplaint.badPragma("pack"));
      return List.of();
    }
    return tokens;
  }

  private void aside(String name, List<Token> line, Span span) {
    boolean call =
        line.size() == 4
            && line.get(1).is("(")
            && line.get(2).kind() == Token.Kind.STRING
            && line.get(3).is(")");
    if (!call) {
      context.diagnostics().warn(span, PreprocessComplaint.badPragma(name));
    } else if (name.equals("push_macro")) {
      context.macros().push(plain(line.get(2).text()));
    } else {
      context.macros().pop(plain(line.get(2).text()));
    }
  }
}
