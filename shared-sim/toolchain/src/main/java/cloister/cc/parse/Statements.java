package cloister.cc.parse;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import cloister.cc.syntax.Attribute;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements (C11 6.8). */
final class Statements {
  private final Grammar grammar;
  private final Cursor cursor;

  Statements(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A chain's link: {@code if (condition) then}. */
  private record Branch(Expression condition, Statement then, Span span) {}

  /** What stands in the parentheses of a {@code for}. */
  private static final class Header {
    Optional<Statement> start = Optional.empty();
    Optional<Expression> condition = Optional.empty();
    Optional<Expression> step = Optional.empty();
  }

  /** A statement inside another one, which has a scope of its own (6.8.4, 6.8.5). */
  private Statement inner() {
    grammar.scopes.open();
    Statement statement = statement();
    grammar.scopes.close();
    return statement;
  }

  Statement statement() {
    int outer = grammar.depth.enter();
    Statement statement = any();
    grammar.depth.leave(outer);
    return statement;
  }

  private Statement any() {
    Token token = cursor.peek();
    return switch (token.kind() == Token.Kind.STRING ? "" : token.text()) {
      case "{" -> grammar.blocks.block();
      case ";" -> new Statement.Empty(List.of(), cursor.take().span());
      case "if" -> ifs();
      case "else" -> strayElse();
      case "switch" -> ofSwitch();
      case "while" -> ofWhile();
      case "do" -> doWhile();
      case "for" -> ofFor();
      case "goto" -> jump();
      case "continue" -> ended(new Statement.Continue(cursor.take().span()));
      case "break" -> ended(new Statement.Break(cursor.take().span()));
      case "return" -> ofReturn();
      case "case", "default" -> grammar.blocks.labeled(false);
      case "asm" -> ended(grammar.assemblies.statement());
      case "__attribute__" -> attributed();
      default -> grammar.blocks.labelHere() ? grammar.blocks.labeled(false) : evaluate();
    };
  }

  private Statement ended(Statement statement) {
    grammar.recovery.semicolon();
    return statement;
  }

  private Statement evaluate() {
    Span first = cursor.peek().span();
    if (grammar.specifying.declarationHere()) {
      grammar.errors.here(Complaint.declarationAsBody());
      grammar.declarations.declaration();
      return new Statement.Empty(List.of(), first);
    }
    int before = cursor.index();
    Expression expression = grammar.expressions.expression();
    boolean slip = cursor.index() > before && end(expression);
    return new Statement.Evaluate(slip ? new Expression.Wrong(first) : expression, first);
  }

  /**
   * A name or a call without a semicolon is perhaps a keyword with a slip in it; says whether that
   * was reported.
   */
  private boolean end(Expression expression) {
    if (cursor.accept(";")) {
      return false;
    }
    Expression first = expression instanceof Expression.Call call ? call.function() : expression;
    boolean slip =
        first instanceof Expression.Identifier name && grammar.unknownTypes.keywordMeant(name);
    if (!slip || !cursor.at("{")) {
      grammar.recovery.semicolon();
    }
    return slip;
  }

  /** GNU's attributes before a semicolon, as in {@code __attribute__((fallthrough));}. */
  private Statement attributed() {
    Span first = cursor.peek().span();
    List<Attribute> attributes = grammar.attributes.all();
    return cursor.accept(";") ? new Statement.Empty(attributes, first) : any();
  }

  /** A chain of {@code else if} is read in a loop: it can be long. */
  private Statement ifs() {
    List<Branch> branches = new ArrayList<>();
    Optional<Statement> otherwise = Optional.empty();
    do {
      Span span = cursor.take().span();
      grammar.scopes.open();
      Expression condition = condition();
      branches.add(new Branch(condition, inner(), span));
      grammar.depth.grow();
      if (!cursor.accept("else")) {
        break;
      }
      if (!cursor.at("if")) {
        otherwise = Optional.of(inner());
      }
    } while (otherwise.isEmpty() && cursor.at("if"));
    branches.forEach(branch -> grammar.scopes.close());
    for (Branch branch : branches.reversed()) {
      otherwise =
          Optional.of(new Statement.If(branch.condition, branch.then, otherwise, branch.span));
    }
    return otherwise.orElseThrow();
  }

  private Statement strayElse() {
    grammar.errors.here(Complaint.elseWithoutIf());
    cursor.take();
    return statement();
  }

  private Statement ofSwitch() {
    Span span = cursor.take().span();
    grammar.scopes.open();
    Expression value = condition();
    Statement body = inner();
    grammar.scopes.close();
    return new Statement.Switch(value, body, span);
  }

  private Statement ofWhile() {
    Span span = cursor.take().span();
    grammar.scopes.open();
    Expression condition = condition();
    Statement body = inner();
    grammar.scopes.close();
    return new Statement.While(condition, body, span);
  }

  private Statement doWhile() {
    Span span = cursor.take().span();
    Statement body = inner();
    if (!grammar.recovery.expect("while")) {
      return new Statement.DoWhile(body, new Expression.Wrong(span), span);
    }
    grammar.scopes.open();
    Expression condition = condition();
    grammar.scopes.close();
    return ended(new Statement.DoWhile(body, condition, span));
  }

  private Statement ofFor() {
    Span span = cursor.take().span();
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    grammar.scopes.open();
    Header header = new Header();
    grammar.recovery.header(() -> read(header));
    grammar.recovery.close(")", open);
    Statement body = inner();
    grammar.scopes.close();
    return new Statement.For(header.start, header.condition, header.step, body, span);
  }

  /** Without its end when something is wrong with its beginning. */
  private void read(Header header) {
    int before = grammar.errors.count();
    header.start = start();
    if (grammar.errors.count() > before && cursor.at(")")) {
      return;
    }
    header.condition = cursor.at(";") ? Optional.empty() : expression();
    separator();
    header.step = cursor.at(")") || cursor.at("{") ? Optional.empty() : expression();
  }

  private Optional<Statement> start() {
    if (cursor.accept(";")) {
      return Optional.empty();
    }
    if (grammar.specifying.declarationHere() || grammar.unknownTypes.ahead()) {
      return Optional.of(new Statement.Declares(grammar.declarations.declaration()));
    }
    Span first = cursor.peek().span();
    Statement start = new Statement.Evaluate(grammar.expressions.expression(), first);
    separator();
    return Optional.of(start);
  }

  /** A semicolon between the parts of a {@code for}; what is behind it is not skipped. */
  private void separator() {
    if (!cursor.accept(";")) {
      grammar.errors.behind(grammar.recovery.missing(";"));
      cursor.accept(",");
    }
  }

  private Optional<Expression> expression() {
    return Optional.of(grammar.expressions.expression());
  }

  private Statement jump() {
    Span span = cursor.take().span();
    if (cursor.accept("*")) {
      return ended(new Statement.GotoComputed(grammar.expressions.expression(), span));
    }
    Token label = cursor.peek();
    if (label.kind() != Token.Kind.IDENTIFIER || Keywords.isKeyword(label)) {
      grammar.declarators.wrongName();
      return ended(new Statement.Empty(List.of(), span));
    }
    cursor.take();
    return ended(new Statement.Goto(label.text(), label.span()));
  }

  private Statement ofReturn() {
    Span span = cursor.take().span();
    boolean bare = cursor.at(";") || cursor.at("}");
    Optional<Expression> value = bare ? Optional.empty() : expression();
    return ended(new Statement.Return(value, span));
  }

  /** An expression in parentheses, which a statement wants. */
  private Expression condition() {
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression condition = grammar.expressions.expression();
    grammar.recovery.close(")", open);
    return condition;
  }
}
