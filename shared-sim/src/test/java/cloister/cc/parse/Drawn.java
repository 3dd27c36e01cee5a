package cloister.cc.parse;

import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Declaration;
import cloister.cc.syntax.Expression;
import cloister.cc.syntax.Source;
import cloister.cc.syntax.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Declarations and statements of a syntax tree as s-expressions. */
final class Drawn {
  private Drawn() {}

  /** The whole source, one declaration a line; nothing may be wrong with it. */
  static String source(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Source source = new Parser(Tokens.of(text), diagnostics, Limits.OF_A_BROWSER).source();
    if (!diagnostics.all().isEmpty()) {
      throw new AssertionError(text + ": " + diagnostics.all());
    }
    return source(source);
  }

  static String source(Source source) {
    return source.declarations().stream().map(Drawn::declaration).collect(Collectors.joining("\n"));
  }

  /** The statements in a function, with variables {@code a} to {@code d} before it. */
  static String body(String statements) {
    String all = source("int a, b, c, d; struct s *p; void f(void) {" + statements + "}");
    String body = all.substring(all.indexOf('{') + 1, all.lastIndexOf('}'));
    return body.strip();
  }

  /** An expression within a function. */
  static String expression(String expression) {
    return body(expression + ";");
  }

  static String statement(Statement statement) {
    return switch (statement) {
      case Statement.Compound s ->
          "{"
              + s.labels().stream()
                  .map(label -> "label " + label + " ")
                  .collect(Collectors.joining())
              + s.items().stream().map(Drawn::statement).collect(Collectors.joining(" "))
              + "}";
      case Statement.Declares s -> declaration(s.declaration());
      case Statement.Evaluate s -> Written.expression(s.expression());
      case Statement.Empty s -> ";" + Written.attributes(s.attributes());
      case Statement.If s ->
          Written.list(
              "if",
              Written.expression(s.condition()),
              statement(s.then()),
              s.otherwise().map(Drawn::statement).orElse(""));
      case Statement.Switch s ->
          Written.list("switch", Written.expression(s.value()), statement(s.body()));
      case Statement.Case s ->
          Written.list(
              "case",
              Written.expression(s.value()),
              s.last().map(last -> ".. " + Written.expression(last)).orElse(""),
              statement(s.body()));
      case Statement.Default s -> Written.list("default", statement(s.body()));
      case Statement.While s ->
          Written.list("while", Written.expression(s.condition()), statement(s.body()));
      case Statement.DoWhile s ->
          Written.list("do", statement(s.body()), Written.expression(s.condition()));
      case Statement.For s ->
          Written.list(
              "for",
              s.start().map(Drawn::statement).orElse("_"),
              Written.optional(s.condition()),
              Written.optional(s.step()),
              statement(s.body()));
      case Statement.Labeled s ->
          Written.list(
              "label", s.label() + Written.attributes(s.attributes()), statement(s.body()));
      case Statement.Goto s -> Written.list("goto", s.label());
      case Statement.GotoComputed s -> Written.list("goto", "*", Written.expression(s.address()));
      case Statement.Continue s -> "continue";
      case Statement.Break s -> "break";
      case Statement.Return s ->
          Written.list("return", s.value().map(Written::expression).orElse(""));
      case Statement.Assembly s -> assembly(s);
    };
  }

  private static String declaration(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Plain plain when plain.declared().isEmpty() ->
          Written.list("declare", Written.specifiers(plain.specifiers()));
      case Declaration.Plain plain -> Written.each(plain.declared(), one -> declared(plain, one));
      case Declaration.Function function ->
          Written.list(
              "function",
              Written.named(function.specifiers(), function.declarator())
                  + Written.attributes(function.attributes()),
              Written.each(List.copyOf(function.oldStyle()), Drawn::declaration),
              statement(function.body()));
      case Declaration.Assertion assertion -> Written.assertion(assertion.assertion());
      case Declaration.Assembly assembly -> Written.list("asm", quoted(assembly.template()));
    };
  }

  private static String declared(Declaration.Plain plain, Declaration.Declared one) {
    return Written.list(
        "declare",
        Written.named(plain.specifiers(), one.declarator()),
        one.assemblerName().map(name -> "asm " + name).orElse(""),
        Written.attributes(one.attributes()).strip(),
        one.initializer().map(value -> "= " + Written.initializer(value)).orElse(""));
  }

  private static String assembly(Statement.Assembly s) {
    String words = (s.isVolatile() ? "volatile " : "") + quoted(s.template());
    return s.extended()
        ? Written.list(
            "asm",
            words,
            "outputs",
            Written.each(s.outputs(), Drawn::operand),
            "inputs",
            Written.each(s.inputs(), Drawn::operand),
            "clobbers",
            String.join(" ", s.clobbers()),
            "labels",
            String.join(" ", s.labels()))
        : Written.list("asm", words);
  }

  private static String operand(Statement.Operand operand) {
    Expression value = operand.value();
    return Written.list(
        operand.name().map(name -> "[" + name + "]").orElse(""),
        operand.constraint(),
        Written.expression(value));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }
}
