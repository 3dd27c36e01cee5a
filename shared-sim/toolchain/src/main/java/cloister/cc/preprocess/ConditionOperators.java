package cloister.cc.preprocess;

import cloister.cc.lex.Token;
import java.util.List;
import java.util.Optional;

/** {@code defined} (C11 6.10.1) and the {@code __has_…} operators of conditions. */
final class ConditionOperators {
  private final Context context;
  private final HeaderSearch search;
  private final OpenFile file;

  ConditionOperators(Context context, HeaderSearch search, OpenFile file) {
    this.context = context;
    this.search = search;
    this.file = file;
  }

  boolean isOperator(String name) {
    return name.equals("defined") || name.startsWith("__has_") && operator(name).isPresent();
  }

  private Optional<Builtin> operator(String name) {
    boolean known = context.macros().find(name).orElse(Builtin.FILE) instanceof Builtin;
    for (Builtin builtin : Builtin.values()) {
      if (known && !builtin.hasValue() && builtin.word().equals(name)) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }

  /**
   * Takes the operand; nothing after reporting that there is none.
   *
   * @param tokens what stands behind the name
   */
  Optional<Boolean> apply(Token name, Expander tokens) {
    if (name.is("defined")) {
      return defined(name, tokens);
    }
    Token open = tokens.unexpanded(false).token();
    if (!open.is("(")) {
      return wrong(name);
    }
    return switch (operator(name.text()).orElseThrow()) {
      case HAS_INCLUDE -> header(name, tokens, false);
      case HAS_INCLUDE_NEXT -> header(name, tokens, true);
      case HAS_ATTRIBUTE -> listed(name, tokens, context.options().abilities().attributes());
      default -> listed(name, tokens, context.options().abilities().builtins());
    };
  }

  private Optional<Boolean> wrong(Token name) {
    context.diagnostics().error(name.span(), PreprocessComplaint.operandExpected(name.text()));
    return Optional.empty();
  }

  private Optional<Boolean> defined(Token name, Expander tokens) {
    Token operand = tokens.unexpanded(false).token();
    boolean parenthesis = operand.is("(");
    if (parenthesis) {
      operand = tokens.unexpanded(false).token();
    }
    boolean closed = !parenthesis || tokens.unexpanded(false).token().is(")");
    if (operand.kind() != Token.Kind.IDENTIFIER || !closed) {
      return wrong(name);
    }
    return Optional.of(context.macros().has(operand.text()));
  }

  private Optional<Boolean> header(Token name, Expander tokens, boolean next) {
    Item first = tokens.unexpanded(false);
    if (first.token().kind() == Token.Kind.IDENTIFIER) {
      tokens.putBack(first);
      first = tokens.next();
    }
    Optional<HeaderName> header = HeaderName.read(first.token(), tokens);
    if (header.isEmpty() || !tokens.unexpanded(false).token().is(")")) {
      return wrong(name);
    }
    return Optional.of(search.find(header.get(), file, next).isPresent());
  }

  private Optional<Boolean> listed(Token name, Expander tokens, List<String> known) {
    Token operand = tokens.next().token();
    Token close = tokens.unexpanded(false).token();
    while (!close.is(")") && !close.isEnd()) {
      operand = close;
      close = tokens.unexpanded(false).token();
    }
    if (close.isEnd() || operand.kind() != Token.Kind.IDENTIFIER) {
      return wrong(name);
    }
    return Optional.of(known.contains(bare(operand.text())));
  }

  /** {@code __name__} is the same as {@code name}. */
  private static String bare(String name) {
    boolean dressed = name.length() > 4 && name.startsWith("__") && name.endsWith("__");
    return dressed ? name.substring(2, name.length() - 2) : name;
  }
}
