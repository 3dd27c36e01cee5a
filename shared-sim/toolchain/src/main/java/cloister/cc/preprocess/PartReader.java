package cloister.cc.preprocess;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a replacement list apart into text, parameters and operators. */
final class PartReader {
  private static final String GROUP = "__VA_OPT__";

  private final boolean functionLike;
  private final Map<String, Integer> parameters = new LinkedHashMap<>();
  private final boolean variadic;
  private final boolean assembly;
  private final Diagnostics diagnostics;
  private boolean wrong;

  PartReader(
      boolean functionLike,
      List<String> parameters,
      boolean variadic,
      boolean assembly,
      Diagnostics diagnostics) {
    this.functionLike = functionLike;
    this.variadic = variadic;
    this.assembly = assembly;
    this.diagnostics = diagnostics;
    for (String name : parameters) {
      this.parameters.put(name, this.parameters.size());
    }
  }

  /** The parts; nothing after reporting what is wrong. */
  Optional<List<Part>> read(List<Token> tokens) {
    List<Part> parts = read(tokens, false);
    return wrong ? Optional.empty() : Optional.of(parts);
  }

  static boolean isPaste(Token token) {
    return token.is("##") || token.is("%:%:");
  }

  static boolean isSharp(Token token) {
    return token.is("#") || token.is("%:");
  }

  private List<Part> read(List<Token> tokens, boolean inGroup) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    boolean pasted = false;
    while (at < tokens.size() && !wrong) {
      Token token = tokens.get(at);
      if (isPaste(token)) {
        pasted = true;
        boolean alone = parts.isEmpty() || at + 1 == tokens.size();
        if (alone) {
          error(token, PreprocessComplaint.pasteAtEnd());
        }
        at++;
        continue;
      }
      int used = part(tokens, at, pasted, inGroup, parts);
      pasted = false;
      at += used;
    }
    return parts;
  }

  private void error(Token token, Message message) {
    diagnostics.error(token.span(), message);
    wrong = true;
  }

  /** Adds the part that begins here and says how many tokens it has. */
  private int part(List<Token> tokens, int at, boolean pasted, boolean inGroup, List<Part> parts) {
    boolean bare = at == 0 || pasted;
    Token token = bare ? Item.spaced(tokens.get(at), false) : tokens.get(at);
    if (functionLike && isSharp(token)) {
      return stringized(tokens, at, token, pasted, inGroup, parts);
    }
    if (variadic && token.is(GROUP)) {
      return group(tokens, at, token, pasted, false, inGroup, parts);
    }
    Optional<Integer> index = parameter(token);
    if (index.isPresent()) {
      boolean before = at + 1 < tokens.size() && isPaste(tokens.get(at + 1));
      boolean last = variadic && index.get() == parameters.size() - 1;
      boolean mayFollowComma = last && pasted && !before;
      parts.add(new Part.Parameter(index.get(), token, pasted, pasted || before, mayFollowComma));
      return 1;
    }
    boolean variable = token.is(DefinitionReader.VARIABLE) || token.is(GROUP);
    if (variable) {
      diagnostics.warn(token.span(), PreprocessComplaint.variableArgumentsOutside(token.text()));
    }
    parts.add(new Part.Text(token, pasted));
    return 1;
  }

  private Optional<Integer> parameter(Token token) {
    return token.kind() == Token.Kind.IDENTIFIER
        ? Optional.ofNullable(parameters.get(token.text()))
        : Optional.empty();
  }

  private int stringized(
      List<Token> tokens, int at, Token sharp, boolean pasted, boolean inGroup, List<Part> parts) {
    Optional<Token> operand =
        at + 1 < tokens.size() ? Optional.of(tokens.get(at + 1)) : Optional.empty();
    if (variadic && operand.isPresent() && operand.get().is(GROUP)) {
      return 1 + group(tokens, at + 1, sharp, pasted, true, inGroup, parts);
    }
    Optional<Integer> index = operand.flatMap(this::parameter);
    if (index.isEmpty() && assembly) {
      parts.add(new Part.Text(sharp, pasted));
      return 1;
    }
    if (index.isEmpty()) {
      error(sharp, PreprocessComplaint.stringizedNoParameter());
      return 1;
    }
    parts.add(new Part.Stringized(index.get(), sharp, pasted));
    return 2;
  }

  private int group(
      List<Token> tokens,
      int at,
      Token token,
      boolean pasted,
      boolean stringized,
      boolean inGroup,
      List<Part> parts) {
    int close = at + 1 < tokens.size() && tokens.get(at + 1).is("(") ? close(tokens, at + 2) : -1;
    if (close < 0 || inGroup) {
      error(tokens.get(at), PreprocessComplaint.badVariableGroup());
      return 1;
    }
    List<Part> inner = read(tokens.subList(at + 2, close), true);
    parts.add(new Part.WhenVariable(inner, token, pasted, stringized));
    return close + 1 - at;
  }

  private static int close(List<Token> tokens, int from) {
    int depth = 1;
    for (int i = from; i < tokens.size(); i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
