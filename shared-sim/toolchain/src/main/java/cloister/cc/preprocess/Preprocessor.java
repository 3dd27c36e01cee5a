package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Names;
import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a translation unit's tokens of a file and the headers it includes. */
public final class Preprocessor {
  private static final int MOST_TOKENS = 4_000_000;
  private static final String BUILT_IN = "<built-in>";
  private static final String COMMAND_LINE = "<command-line>";

  private final Options options;
  private final SourceProvider provider;
  private final Diagnostics diagnostics;
  private final Expansions expansions = new Expansions();
  private final List<Token> result = new ArrayList<>();
  private final MacroTable macros = new MacroTable();

  /** The preprocessor of one compilation. */
  public Preprocessor(Options options, SourceProvider provider, Diagnostics diagnostics) {
    this.options = options;
    this.provider = provider;
    this.diagnostics = diagnostics;
  }

  /** The tokens of a file, without line ends; the last one is the end. */
  public List<Token> preprocess(String fileName) {
    HeaderSearch search = new HeaderSearch(provider, options);
    Context context = context(fileName);
    FileStack files = new FileStack(context, search);
    define(files, BUILT_IN, Predefined.TEXT);
    define(files, COMMAND_LINE, commandLine());
    Optional<String> text = search.text(fileName);
    Span start = Span.whole(fileName);
    if (text.isEmpty()) {
      diagnostics.error(start, PreprocessComplaint.mainFileMissing(fileName));
      return List.of(new Token(Token.Kind.END, "", start, true, true));
    }
    files.open(COMMAND_LINE, forced(), HeaderSearch.BESIDE, new Span(COMMAND_LINE, 1, 1, 0));
    read(context, files);
    files.open(fileName, text.get(), HeaderSearch.BESIDE, start);
    result.add(end(read(context, files)));
    return result;
  }

  /** Directives for all macros that are defined at the end of what was preprocessed. */
  public String macros() {
    StringBuilder text = new StringBuilder();
    macros.definitions().forEach(definition -> text.append(definition.directive()));
    return text.toString();
  }

  /** Where macros were used in what was preprocessed. */
  public Expansions expansions() {
    return expansions;
  }

  private Context context(String fileName) {
    return new Context(
        options,
        new Names(),
        macros,
        new BuiltinValues(options, fileName),
        new Work(diagnostics),
        expansions,
        diagnostics);
  }

  private static void define(FileStack files, String name, String text) {
    files.open(name, text, HeaderSearch.BESIDE, Span.whole(name));
    Token token = files.next(false);
    while (!token.isEnd()) {
      token = files.next(false);
    }
  }

  private String commandLine() {
    StringBuilder text = new StringBuilder();
    for (String name : options.macros().undefined()) {
      text.append("#undef ").append(firstLine(name)).append('\n');
    }
    for (String definition : options.macros().definitions()) {
      String line = firstLine(definition);
      int equals = line.indexOf('=');
      text.append("#define ")
          .append(equals < 0 ? line : line.substring(0, equals))
          .append(' ')
          .append(equals < 0 ? "1" : line.substring(equals + 1))
          .append('\n');
    }
    return text.toString();
  }

  private String forced() {
    StringBuilder text = new StringBuilder();
    for (String header : options.headers().forced()) {
      text.append("#include \"").append(firstLine(header)).append("\"\n");
    }
    return text.toString();
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Reads to the end, which is returned. */
  private Token read(Context context, FileStack files) {
    Expander expander = new Expander(context, files);
    Pragmas pragmas = new Pragmas(context, files);
    Token token = expander.next().token();
    while (!token.isEnd()) {
      if (token.kind() == Token.Kind.IDENTIFIER && token.text().equals("_Pragma")) {
        result.addAll(pragma(token, expander, pragmas));
      } else {
        result.add(canonical(token));
      }
      if (result.size() > MOST_TOKENS) {
        context.work().stop(token.span(), PreprocessComplaint.tooMuchSource());
      }
      token = expander.next().token();
    }
    return token;
  }

  /** What is missed at the end is missed behind the last word, and not below empty lines. */
  private Token end(Token token) {
    return result.isEmpty()
        ? token
        : new Token(token.kind(), "", result.getLast().span().behind(), true, true);
  }

  /** A digraph means the same as its other spelling from here on. */
  private static Token canonical(Token token) {
    String meaning = token.kind() == Token.Kind.PUNCTUATOR ? token.meaning() : token.text();
    return meaning.equals(token.text())
        ? token
        : new Token(token.kind(), meaning, token.span(), token.spaceBefore(), token.firstOfLine());
  }

  private List<Token> pragma(Token operator, Expander expander, Pragmas pragmas) {
    Token open = expander.next().token();
    Token literal = open.is("(") ? expander.next().token() : open;
    boolean string = literal.kind() == Token.Kind.STRING;
    if (!string || !expander.next().token().is(")")) {
      diagnostics.error(operator.span(), PreprocessComplaint.badPragmaOperator());
      return List.of();
    }
    return pragmas.obey(literal);
  }
}
