package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blocks, and the labels in them (C11 6.8.1, 6.8.2). */
final class Blocks {
  private final Grammar grammar;
  private final Cursor cursor;

  /** The first block of a function whose closing brace stands further left than its beginning. */
  private Optional<Token> suspect = Optional.empty();

  Blocks(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A block with a scope of its own. */
  Statement.Compound block() {
    grammar.scopes.open();
    Statement.Compound block = body();
    grammar.scopes.close();
    return block;
  }

  /** A block whose scope is already open: that of a function has the parameters in it. */
  Statement.Compound body() {
    if (grammar.scopes.atFunction()) {
      suspect = Optional.empty();
    }
    Token open = cursor.peek();
    if (!grammar.recovery.expect("{")) {
      return new Statement.Compound(List.of(), List.of(), open.span(), open.span());
    }
    int margin = cursor.margin();
    int outer = grammar.depth.enter();
    List<String> labels = labels();
    List<Statement> items = new ArrayList<>();
    while (!cursor.at("}") && !cursor.atEnd() && !functionAhead()) {
      int before = cursor.index();
      item(items);
      if (cursor.index() == before) {
        unexpected();
      }
    }
    Span end = cursor.peek().span();
    close(open, margin);
    grammar.depth.leave(outer);
    return new Statement.Compound(List.copyOf(items), List.copyOf(labels), open.span(), end);
  }

  /** True for a label, also for one whose name is also a type's. */
  boolean labelHere() {
    return cursor.peek().kind() == Token.Kind.IDENTIFIER
        && !Keywords.isKeyword(cursor.peek())
        && cursor.peek(1).is(":");
  }

  /**
   * A label, case or default. A declaration may follow it, the end of the block or another label;
   * then it stands alone before them, as it does in the grammar of C23.
   *
   * @param alone whether it may
   */
  Statement labeled(boolean alone) {
    Token word = cursor.take();
    if (word.is("case")) {
      return ofCase(word, alone);
    }
    grammar.recovery.expect(":");
    if (word.is("default")) {
      return new Statement.Default(labelBody(alone), word.span());
    }
    List<Attribute> attributes = attributesOfLabel();
    return new Statement.Labeled(word.text(), attributes, labelBody(alone), word.span());
  }

  private Statement ofCase(Token word, boolean alone) {
    Expression value = grammar.expressions.conditional();
    Optional<Expression> last = Optional.empty();
    if (cursor.accept("...")) {
      last = Optional.of(grammar.expressions.conditional());
    }
    if (!cursor.accept(":")) {
      grammar.errors.behind(grammar.recovery.missing(":"));
      if (cursor.at(";") && !cursor.peek().firstOfLine()) {
        cursor.take();
      }
    }
    return new Statement.Case(value, last, labelBody(alone), word.span());
  }

  /**
   * GNU's attributes of a label end with it when a semicolon follows; else they are of what
   * follows.
   */
  private List<Attribute> attributesOfLabel() {
    return cursor.peek(grammar.attributes.past(0)).is(";") ? grammar.attributes.all() : List.of();
  }

  private Statement labelBody(boolean alone) {
    if (cursor.at("}") || alone && (anyLabelHere() || grammar.specifying.declarationHere())) {
      return new Statement.Empty(List.of(), cursor.previous().span());
    }
    return grammar.statements.statement();
  }

  private boolean anyLabelHere() {
    return cursor.at("case") || cursor.at("default") || labelHere();
  }

  private void item(List<Statement> items) {
    if (anyLabelHere()) {
      items.add(labeled(true));
    } else if (grammar.specifying.declarationHere() || grammar.unknownTypes.ahead()) {
      Declaration declaration = grammar.declarations.declaration();
      if (!(declaration instanceof Declaration.Function)) {
        items.add(new Statement.Declares(declaration));
      }
    } else {
      items.add(grammar.statements.statement());
    }
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    while (cursor.accept("__label__")) {
      do {
        Token name = cursor.peek();
        if (name.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(name)) {
          grammar.declarators.nameMissing();
          break;
        }
        labels.add(cursor.take().text());
      } while (cursor.accept(","));
      grammar.recovery.semicolon();
    }
    return labels;
  }

  private void close(Token open, int margin) {
    Token close = cursor.peek();
    if (cursor.accept("}")) {
      if (close.firstOfLine() && close.span().column() < margin && suspect.isEmpty()) {
        suspect = Optional.of(open);
      }
    } else if (grammar.errors.here(grammar.recovery.missing("}"))) {
      grammar.errors.note(suspect.orElse(open).span(), Complaint.opened("{"));
    }
  }

  private void unexpected() {
    grammar.errors.here(Complaint.statementExpected(cursor.peek()));
    cursor.take();
  }

  /**
   * A function's definition at the left margin while a block is open: a brace is missing before it.
   */
  private boolean functionAhead() {
    Token first = cursor.peek();
    if (first.span().column() != 1
        || !first.firstOfLine()
        || !grammar.specifying.declarationHere()) {
      return false;
    }
    int ahead = 1;
    while (cursor.peek(ahead).kind() == Token.Kind.IDENTIFIER || cursor.peek(ahead).is("*")) {
      ahead++;
    }
    return ahead > 1 && cursor.peek(ahead).is("(") && cursor.peek(cursor.past(ahead)).is("{");
  }
}
