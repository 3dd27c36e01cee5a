package cloister.cc.parse;

import cloister.cc.lex.Token;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GNU's {@code asm}: as a statement, outside of functions, and as a declared name's other name. */
final class Assemblies {
  private final Grammar grammar;
  private final Cursor cursor;

  Assemblies(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The name that a declarator gets in the assembly, when it is given one. */
  Optional<String> name() {
    if (!cursor.accept("asm")) {
      return Optional.empty();
    }
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Optional<String> name = text();
    grammar.recovery.close(")", open);
    return name;
  }

  Declaration external() {
    Token word = cursor.take();
    while (qualifier()) {
      cursor.take();
    }
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Optional<String> template = text();
    grammar.recovery.close(")", open);
    grammar.recovery.semicolon();
    return new Declaration.Assembly(template.orElse(""), word.span());
  }

  /** The statement up to its semicolon. */
  Statement statement() {
    Token word = cursor.take();
    boolean isVolatile = false;
    boolean leaves = false;
    while (qualifier()) {
      Token qualifier = cursor.take();
      isVolatile |= qualifier.is("volatile");
      leaves |= qualifier.is("goto");
    }
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    String template = text().orElse("");
    boolean extended = cursor.at(":");
    List<Statement.Operand> outputs = cursor.accept(":") ? operands() : List.of();
    List<Statement.Operand> inputs = cursor.accept(":") ? operands() : List.of();
    List<String> clobbers = cursor.accept(":") ? clobbers() : List.of();
    List<String> labels = cursor.accept(":") ? labels() : List.of();
    if (leaves && labels.isEmpty()) {
      grammar.errors.at(word.span(), Complaint.noLabel());
    }
    grammar.recovery.close(")", open);
    return new Statement.Assembly(
        template, extended, isVolatile, outputs, inputs, clobbers, labels, word.span());
  }

  private boolean qualifier() {
    return cursor.at("volatile") || cursor.at("goto") || cursor.at("inline") || cursor.at("const");
  }

  private boolean ended() {
    return cursor.at(":") || cursor.at(")") || cursor.atEnd();
  }

  private List<Statement.Operand> operands() {
    List<Statement.Operand> operands = new ArrayList<>();
    if (!ended()) {
      do {
        operands.add(operand());
      } while (cursor.accept(","));
    }
    return List.copyOf(operands);
  }

  private Statement.Operand operand() {
    Token first = cursor.peek();
    Optional<String> name = Optional.empty();
    if (cursor.accept("[")) {
      name = label();
      grammar.recovery.close("]", first);
    }
    String constraint = text().orElse("");
    Token open = cursor.peek();
    grammar.recovery.expect("(");
    Expression value = grammar.expressions.expression();
    grammar.recovery.close(")", open);
    return new Statement.Operand(name, constraint, value, first.span());
  }

  private List<String> clobbers() {
    List<String> clobbers = new ArrayList<>();
    if (!ended()) {
      do {
        text().ifPresent(clobbers::add);
      } while (cursor.accept(","));
    }
    return List.copyOf(clobbers);
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    if (!ended()) {
      do {
        label().ifPresent(labels::add);
      } while (cursor.accept(","));
    }
    return List.copyOf(labels);
  }

  private Optional<String> label() {
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.IDENTIFIER) {
      grammar.declarators.nameMissing();
      return Optional.empty();
    }
    return Optional.of(cursor.take().text());
  }

  private Optional<String> text() {
    Optional<Expression.StringLiteral> literal = grammar.operands.string();
    if (literal.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (Token part : literal.get().parts()) {
      PlainString.decode(part.text(), text);
    }
    return Optional.of(text.toString());
  }
}
