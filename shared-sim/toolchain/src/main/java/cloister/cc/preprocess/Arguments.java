package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the arguments of a macro from its opening parenthesis to its closing one. */
final class Arguments {
  private final Context context;
  private final Expander expander;
  private final Definition macro;
  private final Span span;
  private final List<List<Item>> read = new ArrayList<>();
  private List<Item> current = new ArrayList<>();
  private Item close = Item.of(new Token(Token.Kind.END, "", Span.NOWHERE, false, false));

  Arguments(Context context, Expander expander, Definition macro, Span span) {
    this.context = context;
    this.expander = expander;
    this.macro = macro;
    this.span = span;
  }

  /** The closing parenthesis. */
  Item close() {
    return close;
  }

  /** One for each parameter; nothing after reporting that they do not fit. */
  Optional<List<Argument>> read() {
    expander.unexpanded(true);
    int depth = 1;
    while (depth > 0) {
      close = expander.argument();
      Token token = close.token();
      if (token.isEnd() && context.work().isStopped()) {
        return Optional.empty();
      }
      if (token.isEnd()) {
        context.diagnostics().error(span, PreprocessComplaint.argumentsOpen(macro.name()));
        return Optional.empty();
      }
      context.work().expand(1, span);
      boolean punctuator = token.kind() == Token.Kind.PUNCTUATOR;
      depth += !punctuator ? 0 : token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
      if (depth == 1 && punctuator && token.text().equals(",") && !inVariable()) {
        read.add(current);
        current = new ArrayList<>();
      } else if (depth > 0) {
        current.add(close);
      }
    }
    read.add(current);
    return fitting();
  }

  private boolean inVariable() {
    return macro.variadic() && read.size() == macro.parameters().size() - 1;
  }

  private Optional<List<Argument>> fitting() {
    int wanted = macro.parameters().size();
    int given = read.size();
    boolean none = given == 1 && read.get(0).isEmpty();
    if (wanted == 0 && none) {
      return Optional.of(List.of());
    }
    boolean leftOut = macro.variadic() && given == wanted - 1;
    if (given != wanted && !leftOut) {
      context
          .diagnostics()
          .error(span, PreprocessComplaint.argumentCount(macro.name(), given, wanted));
      context.diagnostics().note(macro.span(), PreprocessComplaint.definedHere());
      return Optional.empty();
    }
    List<Argument> arguments = new ArrayList<>();
    for (List<Item> written : read) {
      arguments.add(new Argument(written, !(macro.variadic() && none && wanted == 1)));
    }
    if (leftOut) {
      arguments.add(new Argument(List.of(), false));
    }
    return Optional.of(arguments);
  }
}
