package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces macros in a stream of tokens (C11 6.10.3). What a macro is replaced with is put before
 * the rest of the stream and looked at again; {@link HideSet} ends that.
 */
final class Expander {
  private static final int MOST_DEPTH = 200;

  private final Context context;
  private final TokenSource source;

  /** How many arguments are being expanded around this stream. */
  private final int depth;

  /** What comes before the rest of the source, the next one last. */
  private final List<Item> ahead = new ArrayList<>();

  /** White space that macros without tokens have left to what comes from the source. */
  private boolean space;

  Expander(Context context, TokenSource source) {
    this(context, source, 0);
  }

  private Expander(Context context, TokenSource source, int depth) {
    this.context = context;
    this.source = source;
    this.depth = depth;
  }

  /** The next token when all macros before it are replaced. */
  Item next() {
    while (true) {
      Item item = unexpanded(false);
      if (item.token().kind() != Token.Kind.IDENTIFIER) {
        return item;
      }
      Optional<Macro> macro = context.macros().find(item.token().text());
      if (macro.isEmpty()) {
        return item;
      }
      switch (macro.get()) {
        case Builtin builtin -> {
          return Item.of(context.values().of(builtin, item.token()));
        }
        case Definition definition -> {
          if (isHidden(definition, item)) {
            return new Item(item.token(), HideSet.ALL);
          }
          if (!expand(definition, item)) {
            return item;
          }
        }
      }
    }
  }

  /** The next token as it is; the end when no more work may be done. */
  Item unexpanded(boolean inArguments) {
    if (!ahead.isEmpty() && !context.work().isStopped()) {
      return ahead.remove(ahead.size() - 1);
    }
    Item item = Item.of(source.next(inArguments));
    boolean before = space;
    space = false;
    return before ? item.spaced(true) : item;
  }

  /** The next token of a macro's arguments: it keeps only that it may not be replaced. */
  Item argument() {
    Item item = unexpanded(true);
    boolean hidden =
        item.hidden().size() > 0
            && context.macros().find(item.token().text()).orElse(Builtin.LINE)
                instanceof Definition definition
            && isHidden(definition, item);
    return hidden ? new Item(item.token(), HideSet.ALL) : item;
  }

  /** Makes a token the next one again. */
  void putBack(Item item) {
    ahead.add(item);
  }

  private boolean isHidden(Definition definition, Item item) {
    context.work().expand(item.hidden().size() / 8, item.token().span());
    return item.hidden().contains(definition);
  }

  /** False when the name is no use of the macro and stays. */
  private boolean expand(Definition macro, Item name) {
    List<Argument> arguments = List.of();
    HideSet hidden = name.hidden();
    if (macro.functionLike()) {
      if (!opensParenthesis()) {
        return false;
      }
      Arguments reader = new Arguments(context, this, macro, name.token().span());
      Optional<List<Argument>> read = reader.read();
      if (read.isEmpty()) {
        return false;
      }
      arguments = read.get();
      hidden = hidden.intersection(reader.close().hidden());
    }
    context.expansions().add(name.token().span(), macro.name());
    Substitution substitution =
        new Substitution(context, this, macro, arguments, name.token(), hidden);
    List<Item> result = substitution.result();
    if (substitution.space()) {
      leaveSpace();
    }
    replace(result, hidden.plus(macro), name.token().span());
    return true;
  }

  private void leaveSpace() {
    int last = ahead.size() - 1;
    if (last < 0) {
      space = true;
    } else {
      ahead.set(last, ahead.get(last).spaced(true));
    }
  }

  private boolean opensParenthesis() {
    return ahead.isEmpty()
        ? source.opensParenthesis()
        : ahead.get(ahead.size() - 1).token().is("(");
  }

  private void replace(List<Item> result, HideSet hidden, Span span) {
    context.work().expand(result.size() + 1, span);
    for (int i = result.size() - 1; i >= 0; i--) {
      ahead.add(result.get(i).within(hidden));
    }
  }

  /**
   * An argument expanded as if nothing else were there (6.10.3.1).
   *
   * @param hidden the macros in whose replacement all of this happens
   */
  List<Item> expandApart(List<Item> items, HideSet hidden) {
    if (depth == MOST_DEPTH) {
      Span span = items.get(0).token().span();
      context.work().stop(span, PreprocessComplaint.argumentsTooDeep(MOST_DEPTH));
    }
    List<Item> inside = new ArrayList<>(items.size());
    items.forEach(item -> inside.add(item.within(hidden)));
    Expander inner = of(context, inside, depth + 1);
    List<Item> expanded = new ArrayList<>();
    for (Item item = inner.next(); !item.token().isEnd(); item = inner.next()) {
      expanded.add(item.within(HideSet.NONE));
    }
    return expanded;
  }

  /** An expander of tokens that are all there. */
  static Expander of(Context context, List<Item> items, int depth) {
    Span span = items.isEmpty() ? Span.NOWHERE : items.get(items.size() - 1).token().span();
    Expander expander = new Expander(context, new NoMore(span), depth);
    for (int i = items.size() - 1; i >= 0; i--) {
      expander.ahead.add(items.get(i));
    }
    return expander;
  }

  /** The end of a list. */
  private record NoMore(Span span) implements TokenSource {
    @Override
    public Token next(boolean inArguments) {
      return new Token(Token.Kind.END, "", span, false, false);
    }

    @Override
    public boolean opensParenthesis() {
      return false;
    }
  }
}
