package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Obeys directives (C11 6.10). */
final class Directives {
  private final Context context;
  private final Diagnostics diagnostics;
  private final HeaderSearch search;
  private final FileStack files;
  private final Groups groups;

  Directives(Context context, HeaderSearch search, FileStack files) {
    this.context = context;
    this.search = search;
    this.files = files;
    diagnostics = context.diagnostics();
    groups = new Groups(context, search);
  }

  /**
   * @param sharp the number sign, which has been read
   */
  void obey(Token sharp, OpenFile file) {
    if (file.lexer().atLineEnd()) {
      return;
    }
    file.lexer().inDirective(true);
    Token name = file.lexer().next();
    file.lexer().inDirective(false);
    if (groups.obey(name, file)) {
      return;
    }
    file.guard().other();
    if (context.options().assembly() && !isDirective(name)) {
      // In assembly it is a comment.
      file.lexer().restOfLine();
      return;
    }
    switch (name.kind()) {
      case IDENTIFIER -> obeyNamed(name, file);
      case NUMBER -> line(withFirst(name, file.restOfLine()), name, file);
      default -> {
        diagnostics.error(name.span(), PreprocessComplaint.directiveName());
        file.restOfLine();
      }
    }
  }

  private static List<Token> withFirst(Token first, List<Token> others) {
    List<Token> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }

  private static boolean isDirective(Token name) {
    return switch (name.text()) {
      case "define",
          "undef",
          "include",
          "import",
          "include_next",
          "line",
          "error",
          "warning",
          "pragma",
          "ident",
          "sccs",
          "assert",
          "unassert" ->
          true;
      default -> false;
    };
  }

  private void obeyNamed(Token name, OpenFile file) {
    switch (name.text()) {
      case "define" ->
          new DefinitionReader(
                  file.restOfLine(), name.span(), context.options().assembly(), diagnostics)
              .read()
              .ifPresent(macro -> context.macros().define(macro, diagnostics));
      case "undef" -> undefine(name, file.restOfLine());
      case "include", "import" -> include(name, file, false);
      case "include_next" -> include(name, file, true);
      case "line" -> line(file.restOfLine(), name, file);
      case "error" ->
          diagnostics.error(name.span(), PreprocessComplaint.userError(file.lexer().restOfLine()));
      case "warning" ->
          diagnostics.warn(name.span(), PreprocessComplaint.userWarning(file.lexer().restOfLine()));
      case "pragma" ->
          files.leave(new Pragmas(context, files).obey(file.restOfLine(), name.span()));
      case "ident", "sccs", "assert", "unassert" -> file.restOfLine();
      default -> {
        diagnostics.error(name.span(), PreprocessComplaint.unknownDirective(name.text()));
        file.restOfLine();
      }
    }
  }

  private void undefine(Token directive, List<Token> line) {
    Optional<Token> name =
        DefinitionReader.name(line, directive.text(), directive.span(), diagnostics);
    if (name.isEmpty()) {
      return;
    }
    if (line.size() > 1) {
      diagnostics.warn(line.get(1).span(), PreprocessComplaint.extraTokens(directive.text()));
    }
    if (context.macros().undefine(name.get().text()).orElse(null) instanceof Builtin) {
      diagnostics.warn(name.get().span(), PreprocessComplaint.builtinRedefined(name.get().text()));
    }
  }

  private void include(Token directive, OpenFile file, boolean next) {
    Span span = file.here();
    Optional<Token> literal =
        file.lexer().atLineEnd() ? Optional.empty() : file.lexer().headerName();
    List<Token> rest = file.restOfLine();
    Optional<HeaderName> header =
        literal.isPresent()
            ? literal.map(token -> HeaderName.of(token.text()))
            : expandedName(rest);
    if (header.isEmpty() || header.get().name().isEmpty()) {
      Span place = rest.isEmpty() ? directive.span() : rest.get(0).span();
      diagnostics.error(place, PreprocessComplaint.headerName(directive.text()));
      return;
    }
    if (literal.isPresent() && !rest.isEmpty()) {
      diagnostics.warn(rest.get(0).span(), PreprocessComplaint.extraTokens(directive.text()));
    }
    Span place = literal.map(Token::span).orElse(rest.isEmpty() ? span : rest.get(0).span());
    Optional<HeaderSearch.Header> found = search.find(header.get(), file, next);
    if (found.isEmpty()) {
      Optional<String> near = search.near(header.get(), file);
      diagnostics.error(
          place,
          near.isPresent()
              ? PreprocessComplaint.headerMissing(header.get().name(), near.get())
              : PreprocessComplaint.headerMissing(header.get().name()));
      return;
    }
    files.open(found.get().path(), found.get().text(), found.get().folder(), place);
    if (directive.is("import")) {
      files.readOnce();
    }
  }

  private Optional<HeaderName> expandedName(List<Token> line) {
    Expander tokens = expander(line);
    return HeaderName.read(tokens.next().token(), tokens);
  }

  private Expander expander(List<Token> line) {
    return Expander.of(context, line.stream().map(Item::of).toList(), 0);
  }

  /** {@code #line}, or what a preprocessor writes for it, which has flags at its end. */
  private void line(List<Token> line, Token directive, OpenFile file) {
    Expander tokens = expander(line);
    Token number = tokens.next().token();
    Token name = tokens.next().token();
    long value = number.kind() == Token.Kind.NUMBER ? decimal(number.text()) : -1;
    boolean named = name.kind() == Token.Kind.STRING && name.text().startsWith("\"");
    if (value < 0 || !named && !name.isEnd()) {
      diagnostics.error(directive.span(), PreprocessComplaint.badLine());
      return;
    }
    boolean asked = directive.is("line");
    if (asked && value == 0 || value > Integer.MAX_VALUE) {
      diagnostics.warn(number.span(), PreprocessComplaint.lineOutOfRange());
    }
    String presumed = named ? Pragmas.plain(name.text()) : file.lexer().file();
    file.lexer().presume(presumed, (int) Math.min(Integer.MAX_VALUE, value));
  }

  /** The number; any that is too large counts as one that is just too large. */
  private static long decimal(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = Math.min(10 * value + digit, Integer.MAX_VALUE + 1L);
    }
    return value;
  }
}
