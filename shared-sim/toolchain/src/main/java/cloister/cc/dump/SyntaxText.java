package cloister.cc.dump;

import static cloister.cc.dump.Lists.each;
import static cloister.cc.dump.Lists.list;
import static cloister.cc.dump.Lists.quoted;

import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Source;
import cloister.cc.syntax.Statement;
import java.util.List;

/** A syntax tree as nested lists: what stands first in one says what the rest is to it. */
public final class SyntaxText {
  private SyntaxText() {}

  /** The whole source, one declaration a line. */
  public static String of(Source source) {
    return each(source.declarations(), SyntaxText::declaration, "\n");
  }

  /** The same in lines of some length. */
  public static String folded(Source source) {
    return Folded.of(of(source));
  }

  static String statement(Statement statement) {
    return switch (statement) {
      case Statement.Compound s ->
          "{"
              + each(s.labels(), label -> "label " + label + " ", "")
              + each(s.items(), SyntaxText::statement)
              + "}";
      case Statement.Declares s -> declaration(s.declaration());
      case Statement.Evaluate s -> SyntaxExpressions.expression(s.expression());
      case Statement.Empty s -> ";" + SyntaxExpressions.attributes(s.attributes());
      case Statement.If s ->
          list(
              "if",
              SyntaxExpressions.expression(s.condition()),
              statement(s.then()),
              s.otherwise().map(SyntaxText::statement).orElse(""));
      case Statement.Switch s ->
          list("switch", SyntaxExpressions.expression(s.value()), statement(s.body()));
      case Statement.Case s ->
          list(
              "case",
              SyntaxExpressions.expression(s.value()),
              s.last().map(last -> ".. " + SyntaxExpressions.expression(last)).orElse(""),
              statement(s.body()));
      case Statement.Default s -> list("default", statement(s.body()));
      case Statement.While s ->
          list("while", SyntaxExpressions.expression(s.condition()), statement(s.body()));
      case Statement.DoWhile s ->
          list("do", statement(s.body()), SyntaxExpressions.expression(s.condition()));
      case Statement.For s ->
          list(
              "for",
              s.start().map(SyntaxText::statement).orElse("_"),
              SyntaxExpressions.optional(s.condition()),
              SyntaxExpressions.optional(s.step()),
              statement(s.body()));
      case Statement.Labeled s ->
          list(
              "label",
              s.label() + SyntaxExpressions.attributes(s.attributes()),
              statement(s.body()));
      case Statement.Goto s -> list("goto", s.label());
      case Statement.GotoComputed s -> list("goto", "*", SyntaxExpressions.expression(s.address()));
      case Statement.Continue s -> "continue";
      case Statement.Break s -> "break";
      case Statement.Return s ->
          list("return", s.value().map(SyntaxExpressions::expression).orElse(""));
      case Statement.Assembly s -> assembly(s);
    };
  }

  private static String declaration(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Plain plain when plain.declared().isEmpty() ->
          list("declare", SyntaxExpressions.specifiers(plain.specifiers()));
      case Declaration.Plain plain -> each(plain.declared(), one -> declared(plain, one));
      case Declaration.Function function ->
          list(
              "function",
              SyntaxExpressions.named(function.specifiers(), function.declarator())
                  + SyntaxExpressions.attributes(function.attributes()),
              each(List.copyOf(function.oldStyle()), SyntaxText::declaration),
              statement(function.body()));
      case Declaration.Assertion assertion -> SyntaxExpressions.assertion(assertion.assertion());
      case Declaration.Assembly assembly -> list("asm", quoted(assembly.template()));
    };
  }

  private static String declared(Declaration.Plain plain, Declaration.Declared one) {
    return list(
        "declare",
        SyntaxExpressions.named(plain.specifiers(), one.declarator()),
        one.assemblerName().map(name -> "asm " + name).orElse(""),
        each(one.attributes(), SyntaxExpressions::attribute),
        one.initializer().map(value -> "= " + SyntaxExpressions.initializer(value)).orElse(""));
  }

  private static String assembly(Statement.Assembly s) {
    String words = (s.isVolatile() ? "volatile " : "") + quoted(s.template());
    return s.extended()
        ? list(
            "asm",
            words,
            "outputs",
            each(s.outputs(), SyntaxText::operand),
            "inputs",
            each(s.inputs(), SyntaxText::operand),
            "clobbers",
            String.join(" ", s.clobbers()),
            "labels",
            String.join(" ", s.labels()))
        : list("asm", words);
  }

  private static String operand(Statement.Operand operand) {
    Expression value = operand.value();
    return list(
        operand.name().map(name -> "[" + name + "]").orElse(""),
        operand.constraint(),
        SyntaxExpressions.expression(value));
  }
}
