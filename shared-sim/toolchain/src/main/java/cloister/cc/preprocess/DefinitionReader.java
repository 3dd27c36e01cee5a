package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind {@code #define} (C11 6.10.3). */
final class DefinitionReader {
  private static final int MOST_PARAMETERS = 4096;
  static final String VARIABLE = "__VA_ARGS__";

  private final List<Token> tokens;
  private final Span directive;
  private final boolean assembly;
  private final Diagnostics diagnostics;
  private final List<String> parameters = new ArrayList<>();
  private boolean functionLike;
  private boolean variadic;
  private int at;

  /**
   * @param tokens of the rest of the line
   * @param assembly whether a number sign may stand for itself
   */
  DefinitionReader(List<Token> tokens, Span directive, boolean assembly, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.directive = directive;
    this.assembly = assembly;
    this.diagnostics = diagnostics;
  }

  /** The definition; nothing after reporting what is wrong. */
  Optional<Definition> read() {
    Optional<Token> name = name(tokens, "define", directive, diagnostics);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    at = 1;
    functionLike = at < tokens.size() && tokens.get(at).is("(") && !tokens.get(at).spaceBefore();
    if (functionLike && !readParameters()) {
      return Optional.empty();
    }
    if (!functionLike && at < tokens.size() && !tokens.get(at).spaceBefore()) {
      diagnostics.warn(tokens.get(at).span(), PreprocessComplaint.noSpaceAfterName());
    }
    List<Token> replacement = List.copyOf(tokens.subList(at, tokens.size()));
    PartReader reader = new PartReader(functionLike, parameters, variadic, assembly, diagnostics);
    return reader
        .read(replacement)
        .map(
            parts ->
                new Definition(
                    name.get().text(),
                    functionLike,
                    List.copyOf(parameters),
                    variadic,
                    replacement,
                    parts,
                    name.get().span()));
  }

  /** The name that a directive is about; nothing after reporting that it is none. */
  static Optional<Token> name(
      List<Token> tokens, String directive, Span span, Diagnostics diagnostics) {
    if (tokens.isEmpty()) {
      diagnostics.error(span, PreprocessComplaint.nameExpected(directive));
      return Optional.empty();
    }
    Token name = tokens.get(0);
    boolean reserved = name.is("defined") || name.is(VARIABLE) || name.is("__VA_OPT__");
    if (name.kind() != Token.Kind.IDENTIFIER || reserved) {
      diagnostics.error(name.span(), PreprocessComplaint.badName(name.text()));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private boolean readParameters() {
    at++;
    if (at < tokens.size() && tokens.get(at).is(")")) {
      at++;
      return true;
    }
    while (at < tokens.size()) {
      if (!readParameter()) {
        return false;
      }
      boolean more = at < tokens.size() && tokens.get(at).is(",") && !variadic;
      if (!more) {
        return closes();
      }
      at++;
    }
    return closes();
  }

  private boolean readParameter() {
    Token token = tokens.get(at++);
    boolean dots = token.is("...");
    if (!dots && token.kind() != Token.Kind.IDENTIFIER || token.is(VARIABLE)) {
      diagnostics.error(token.span(), PreprocessComplaint.parameterExpected());
      return false;
    }
    String name = dots ? VARIABLE : token.text();
    if (parameters.contains(name)) {
      diagnostics.error(token.span(), PreprocessComplaint.parameterTwice(name));
      return false;
    }
    if (parameters.size() == MOST_PARAMETERS) {
      diagnostics.error(token.span(), PreprocessComplaint.tooManyParameters(MOST_PARAMETERS));
      return false;
    }
    parameters.add(name);
    boolean named = !dots && at < tokens.size() && tokens.get(at).is("...");
    at += named ? 1 : 0;
    variadic = dots || named;
    return true;
  }

  private boolean closes() {
    if (at < tokens.size() && tokens.get(at).is(")")) {
      at++;
      return true;
    }
    Span span = at < tokens.size() ? tokens.get(at).span() : tokens.get(tokens.size() - 1).span();
    diagnostics.error(span, PreprocessComplaint.parametersOpen());
    return false;
  }
}
