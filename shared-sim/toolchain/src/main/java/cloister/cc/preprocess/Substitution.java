package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Lexer;
import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a macro's arguments into its replacement list (C11 6.10.3.1 to 6.10.3.3). What comes from
 * the list stands where the macro is used; arguments stand where they were written.
 */
final class Substitution {
  private final Context context;
  private final Expander expander;
  private final Definition macro;
  private final List<Argument> arguments;
  private final Span span;
  private final HideSet hidden;
  private final List<Item> result = new ArrayList<>();

  /** White space that an argument without tokens leaves to what follows. */
  private boolean space;

  /** True while the left operand of {@code ##} has no tokens. */
  private boolean placemarker;

  /** True when the tokens begin behind a first operand without any. */
  private boolean startsEmpty;

  /** How many parts or pasted rows of parts there are so far. */
  private int rows;

  Substitution(
      Context context,
      Expander expander,
      Definition macro,
      List<Argument> arguments,
      Token name,
      HideSet hidden) {
    this.context = context;
    this.expander = expander;
    this.macro = macro;
    this.arguments = arguments;
    this.hidden = hidden;
    span = name.span();
    space = name.spaceBefore();
  }

  List<Item> result() {
    append(macro.parts());
    return result;
  }

  /** The white space that is left over when nothing stands behind it. */
  boolean space() {
    return space;
  }

  private void append(List<Part> parts) {
    for (Part part : parts) {
      switch (part) {
        case Part.Text text ->
            append(one(Item.at(text.token(), span, text.token().spaceBefore())), part);
        case Part.Parameter parameter -> append(parameter);
        case Part.Stringized stringized -> append(stringized);
        case Part.WhenVariable group -> append(group);
      }
    }
  }

  private static List<Item> one(Token token) {
    return List.of(Item.of(token));
  }

  private void append(Part.Parameter parameter) {
    Argument argument = arguments.get(parameter.index());
    if (parameter.mayFollowComma()) {
      appendVariable(argument, parameter);
      return;
    }
    List<Item> tokens =
        parameter.operand() ? argument.written() : argument.expanded(expander, hidden);
    append(parameter.pasted() ? tokens : spaced(tokens, parameter), parameter);
  }

  /** GNU: a comma before variable arguments goes with them, and is pasted to nothing. */
  private void appendVariable(Argument argument, Part.Parameter parameter) {
    boolean comma = !result.isEmpty() && result.get(result.size() - 1).token().is(",");
    if (!comma) {
      append(argument.written(), parameter);
    } else if (!argument.given()) {
      space |= result.remove(result.size() - 1).token().spaceBefore();
      placemarker = true;
    } else {
      add(spaced(argument.written(), parameter));
      placemarker = false;
    }
  }

  private void append(Part.Stringized part) {
    Argument argument = arguments.get(part.index());
    Token literal = Stringizing.of(argument.written(), span, part.token().spaceBefore());
    context.work().expand(literal.text().length(), span);
    append(one(literal), part);
  }

  private void append(Part.WhenVariable group) {
    Token place = Item.at(group.token(), span, false);
    Substitution inner = new Substitution(context, expander, macro, arguments, place, hidden);
    boolean present = !arguments.getLast().expanded(expander, hidden).isEmpty();
    if (present) {
      inner.append(group.parts());
    }
    if (group.stringized()) {
      append(one(Stringizing.of(inner.result, span, group.token().spaceBefore())), group);
    } else if (!present) {
      append(spaced(List.of(), group), group);
    } else {
      append(inner, group);
    }
  }

  /** A group is pasted at its ends, where an operand may have no tokens. */
  private void append(Substitution inner, Part.WhenVariable group) {
    boolean startsEmpty = inner.rows > 1 ? inner.startsEmpty : inner.placemarker;
    List<Item> tokens = spaced(inner.result, group);
    if (startsEmpty && !tokens.isEmpty()) {
      add(tokens);
    } else {
      append(tokens, group);
    }
    placemarker = inner.placemarker;
  }

  /** The tokens with the white space of what they stand for. */
  private List<Item> spaced(List<Item> tokens, Part part) {
    boolean before = part.token().spaceBefore();
    if (tokens.isEmpty()) {
      space |= before;
      return tokens;
    }
    List<Item> spaced = new ArrayList<>(tokens);
    spaced.set(0, tokens.get(0).spaced(before));
    return spaced;
  }

  private void append(List<Item> tokens, Part part) {
    if (!part.pasted()) {
      startsEmpty = rows == 1 ? placemarker : startsEmpty;
      rows++;
    }
    boolean paste = part.pasted() && !placemarker && !tokens.isEmpty() && !result.isEmpty();
    placemarker = tokens.isEmpty() && (!part.pasted() || placemarker);
    if (paste) {
      Item left = result.remove(result.size() - 1);
      paste(left, tokens.get(0));
      add(tokens.subList(1, tokens.size()));
    } else {
      add(tokens);
    }
  }

  private void add(List<Item> tokens) {
    for (Item item : tokens) {
      result.add(space ? item.spaced(true) : item);
      space = false;
    }
  }

  private void paste(Item left, Item right) {
    String text = left.token().text() + right.token().text();
    context.work().expand(text.length(), span);
    Optional<Token> pasted = Lexer.single(text, context.names(), left.token().span());
    if (pasted.isEmpty()) {
      if (!context.options().assembly()) {
        context
            .diagnostics()
            .error(span, PreprocessComplaint.badPaste(left.token().text(), right.token().text()));
      }
      result.add(left);
      result.add(right.spaced(false));
      return;
    }
    Token token = Item.spaced(pasted.get(), left.token().spaceBefore());
    result.add(Item.of(token));
  }
}
