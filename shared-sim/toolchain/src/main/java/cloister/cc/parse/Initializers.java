package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Designator;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Initializers and their designators (C11 6.7.9). */
final class Initializers {
  private final Grammar grammar;
  private final Cursor cursor;

  Initializers(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Initializer initializer() {
    return cursor.at("{") ? braced() : new Initializer.Single(grammar.expressions.assignment());
  }

  Initializer.Braced braced() {
    int outer = grammar.depth.enter();
    Token open = cursor.take();
    List<Initializer.Item> items = new ArrayList<>();
    boolean more = true;
    while (more && !cursor.at("}") && !abandoned()) {
      items.add(item());
      more = grammar.recovery.goesOn("}");
    }
    grammar.recovery.close("}", open);
    grammar.depth.leave(outer);
    return new Initializer.Braced(List.copyOf(items), open.span());
  }

  /** True where the closing brace has been forgotten. */
  private boolean abandoned() {
    Token token = cursor.peek();
    return token.isEnd()
        || token.is(";")
        || token.kind() == Token.Kind.IDENTIFIER && Keywords.isOfStatement(token.text())
        || token.firstOfLine() && grammar.specifying.declarationHere();
  }

  private Initializer.Item item() {
    if (cursor.peek().kind() == Token.Kind.IDENTIFIER && cursor.peek(1).is(":")) {
      Token name = cursor.take();
      cursor.take();
      Designator designator = new Designator.OfMember(name.text(), name.span());
      return new Initializer.Item(List.of(designator), initializer());
    }
    List<Designator> designators = designators();
    if (!designators.isEmpty() && !cursor.accept("=") && !oldStyle(designators)) {
      grammar.recovery.expect("=");
    }
    return new Initializer.Item(designators, initializer());
  }

  /** GNU's old {@code [index] value}. */
  private static boolean oldStyle(List<Designator> designators) {
    return designators.size() == 1 && designators.getFirst() instanceof Designator.OfElement;
  }

  private List<Designator> designators() {
    List<Designator> designators = new ArrayList<>();
    while (true) {
      if (cursor.at("[")) {
        designators.add(element());
      } else if (cursor.accept(".")) {
        member().ifPresent(designators::add);
      } else {
        return List.copyOf(designators);
      }
    }
  }

  /** The name of a member, behind a dot. */
  Optional<Designator> member() {
    Token name = cursor.peek();
    if (name.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(name)) {
      grammar.declarators.nameMissing();
      return Optional.empty();
    }
    cursor.take();
    return Optional.of(new Designator.OfMember(name.text(), name.span()));
  }

  /** An index in brackets, or GNU's range. */
  Designator element() {
    Token open = cursor.take();
    Expression index = grammar.expressions.conditional();
    Optional<Expression> last = Optional.empty();
    if (cursor.accept("...")) {
      last = Optional.of(grammar.expressions.conditional());
    }
    grammar.recovery.close("]", open);
    return new Designator.OfElement(index, last, open.span());
  }
}
