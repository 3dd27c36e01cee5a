package cloister.cc.dump;

import static cloister.cc.dump.Lists.each;
import static cloister.cc.dump.Lists.list;
import static cloister.cc.dump.Lists.quoted;

import cloister.cc.tree.Label;
import cloister.cc.tree.Program;
import cloister.cc.tree.Statement;
import cloister.cc.tree.Symbol;
import cloister.cc.type.Qualified;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;

/** The typed tree as nested lists; types stand between backquotes. */
public final class TreeText {
  private static final int MOST_BYTES = 64;

  private final TreeExpressions expressions = new TreeExpressions(this);

  /** Labels of the present function, whose names need not be unique. */
  private final List<Label> labels = new ArrayList<>();

  private TreeText() {}

  public static String of(Program program) {
    TreeText text = new TreeText();
    return each(program.objects(), one -> Folded.of(text.object(one)), "")
        + each(program.aliases(), one -> Folded.of(text.alias(one)), "")
        + each(program.assembly(), one -> Folded.of(list("asm", quoted(one.text()))), "")
        + each(program.functions(), one -> Folded.of(text.function(one)), "");
  }

  static String type(Qualified type) {
    return "`" + TypeText.of(type) + "`";
  }

  private String object(Program.StaticObject object) {
    return list(
        "object",
        object.variable().assemblerName(),
        type(object.variable().type()),
        object.readOnly() ? "read-only" : "",
        object.sizeBytes() + " bytes",
        object.bytes().length == 0 ? "zero" : list(bytes(object.bytes())),
        each(object.references(), TreeText::reference));
  }

  private static String bytes(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, MOST_BYTES); i++) {
      String digits = Integer.toHexString(bytes[i] & 0xFF);
      text.append(i == 0 ? "" : " ").append(digits.length() == 1 ? "0" : "").append(digits);
    }
    return text.append(bytes.length > MOST_BYTES ? " ..." : "").toString();
  }

  private static String reference(Program.Reference reference) {
    String minus = reference.minus().isEmpty() ? "" : "- " + reference.minus();
    String addend = reference.addend() == 0 ? "" : "+ " + reference.addend();
    return list("at", Integer.toString(reference.offset()), reference.symbol(), minus, addend);
  }

  private String alias(Program.Alias alias) {
    return list("alias", alias.symbol().name(), alias.weak() ? "weak" : "", alias.target());
  }

  private String function(Program.Definition definition) {
    labels.clear();
    Symbol.Function function = definition.function();
    return list(
        "function",
        function.assemblerName(),
        type(Qualified.plain(function.type())),
        function.internal() ? "static" : "",
        list("parameters", each(definition.parameters(), TreeText::variable)),
        statement(definition.body()));
  }

  private static String variable(Symbol.Variable variable) {
    return list(name(variable), type(variable.type()));
  }

  static String name(Symbol.Variable variable) {
    boolean nameless = variable.assemblerName().isEmpty();
    return nameless ? "temporary" : variable.assemblerName();
  }

  String label(Label label) {
    if (!labels.contains(label)) {
      labels.add(label);
    }
    return label.name() + "." + labels.indexOf(label);
  }

  String statement(Statement statement) {
    return switch (statement) {
      case Statement.Block block ->
          list(
              "block",
              each(block.variables(), one -> list("variable", name(one), type(one.type()))),
              each(block.statements(), this::statement));
      case Statement.Evaluate evaluate -> expressions.of(evaluate.expression());
      case Statement.Define define ->
          list(
              "define",
              name(define.variable()),
              define.zeroFirst() ? "zero" : "",
              define.length().map(length -> list("length", expressions.of(length))).orElse(""),
              stores(define.stores()),
              define.cleanup().map(call -> list("cleanup", expressions.of(call))).orElse(""));
      case Statement.If choice ->
          list(
              "if",
              expressions.of(choice.condition()),
              statement(choice.then()),
              choice.otherwise().map(this::statement).orElse(""));
      case Statement.Loop loop -> loop(loop);
      case Statement.Switch choice -> choose(choice);
      case Statement.Target target -> list("label", label(target.label()));
      case Statement.Jump jump -> list("jump", label(jump.label()));
      case Statement.JumpComputed jump -> list("jump", expressions.of(jump.address()));
      case Statement.Return back -> list("return", back.value().map(expressions::of).orElse(""));
      case Statement.Assembly assembly -> assembly(assembly);
    };
  }

  String stores(List<Statement.Store> stores) {
    return each(
        stores,
        store ->
            list(
                "store",
                "+" + store.offset(),
                type(store.type()),
                store
                    .bitField()
                    .map(field -> "bits " + field.bit() + " " + field.width())
                    .orElse(""),
                expressions.of(store.value())));
  }

  private String loop(Statement.Loop loop) {
    String condition = loop.condition().map(expressions::of).orElse("always");
    return list(
        "loop",
        list("break", label(loop.breakLabel())),
        list("continue", label(loop.continueLabel())),
        list(loop.testFirst() ? "while" : "do-while", condition),
        statement(loop.body()),
        loop.step().map(step -> list("step", expressions.of(step))).orElse(""));
  }

  private String choose(Statement.Switch choice) {
    return list(
        "switch",
        expressions.of(choice.value()),
        each(
            choice.cases(),
            one ->
                list(
                    "case",
                    Long.toString(one.first()),
                    one.last() == one.first() ? "" : ".. " + one.last(),
                    label(one.label()))),
        list("default", label(choice.otherwise())),
        statement(choice.body()),
        list("break", label(choice.breakLabel())));
  }

  private String assembly(Statement.Assembly assembly) {
    return list(
        "asm",
        assembly.isVolatile() ? "volatile" : "",
        quoted(assembly.template()),
        each(
            assembly.outputs(),
            one -> list("output", quoted(one.constraint().text()), expressions.place(one.place()))),
        each(
            assembly.inputs(),
            one -> list("input", quoted(one.constraint().text()), expressions.of(one.value()))),
        each(assembly.clobbers(), one -> list("clobber", one)),
        each(assembly.gotoLabels(), one -> list("goto", label(one))));
  }
}
