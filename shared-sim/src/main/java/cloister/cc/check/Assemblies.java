package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.asm.report.Span;
import cloister.cc.check.constant.StaticEvaluator;
import cloister.cc.check.operand.Operand;
import cloister.cc.check.operand.Operands;
import cloister.cc.check.operand.Wrong;
import cloister.cc.syntax.Statement;
import cloister.cc.tree.Expression;
import cloister.cc.tree.Expression.Place;
import cloister.cc.tree.Label;
import cloister.cc.tree.Statement.Input;
import cloister.cc.tree.Statement.Output;
import cloister.cc.type.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inline assembly: operands, constraints and what the template names. */
final class Assemblies {
  /** Letters of the i386, and those that every processor has. */
  private static final String LETTERS = "rqQabcdSDAmoVgXiInNJKLMOGCEFHsftuxyRlpP<>";

  private static final String MEMORY = "moV<>";
  private static final int MOST_OPERANDS = 30;

  private final Unit unit;

  Assemblies(Unit unit) {
    this.unit = unit;
  }

  cloister.cc.tree.Statement check(Statement.Assembly written) {
    List<Output> outputs = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    written.outputs().forEach(operand -> output(operand, outputs));
    written.inputs().forEach(operand -> input(operand, written, outputs, inputs));
    List<Label> labels = new ArrayList<>();
    for (String label : written.labels()) {
      labels.add(unit.body.orElseThrow().labels.use(label, written.span()));
    }
    int count = written.outputs().size() + written.inputs().size();
    if (count > MOST_OPERANDS) {
      unit.error(written.span(), "cc.type.asm.many");
    }
    written.clobbers().forEach(name -> clobber(name, written.span()));
    if (written.extended()) {
      template(written, count + labels.size());
    }
    boolean isVolatile = written.isVolatile() || outputs.isEmpty();
    return new cloister.cc.tree.Statement.Assembly(
        written.template(),
        written.extended(),
        isVolatile,
        outputs,
        inputs,
        written.clobbers(),
        labels,
        written.labels(),
        written.span());
  }

  private void output(Statement.Operand written, List<Output> outputs) {
    String constraint = written.constraint();
    Operand operand = unit.expressions.operand(written.value());
    boolean writes = constraint.startsWith("=") || constraint.startsWith("+");
    if (!writes) {
      unit.error(written.span(), "cc.type.asm.output", code("constraint", constraint));
      return;
    }
    if (!letters(constraint, written.span())) {
      return;
    }
    Optional<Place> place = unit.assignments.modifiable(operand, written.span());
    if (place.isEmpty()) {
      return;
    }
    boolean memory = isMemory(constraint);
    if (memory) {
      Operands.markAddressed(place.get());
    } else if (!place.get().type().type().isScalar()) {
      reportType(place.get().type().type(), constraint, written.span());
      return;
    }
    outputs.add(new Output(written.name().orElse(""), constraint, place.get()));
  }

  private void reportType(cloister.cc.type.Type type, String constraint, Span span) {
    String text = TypeText.of(type);
    unit.error(span, "cc.type.asm.type", code("type", text), code("constraint", constraint));
  }

  private void input(
      Statement.Operand written, Statement.Assembly all, List<Output> outputs, List<Input> inputs) {
    String constraint = matched(written.constraint(), all);
    String name = written.name().orElse("");
    Operand operand = unit.expressions.operand(written.value());
    if (Wrong.within(operand.type().type())) {
      return;
    }
    if (constraint.startsWith("=") || constraint.startsWith("+")) {
      unit.error(written.span(), "cc.type.asm.input", code("constraint", constraint));
      return;
    }
    if (!letters(constraint, written.span()) || !matches(constraint, all, written.span())) {
      return;
    }
    if (isMemory(constraint)) {
      memory(operand, name, constraint, written.span(), inputs);
      return;
    }
    Expression value = unit.operands.value(operand);
    if (!value.type().isScalar()) {
      reportType(value.type(), constraint, written.span());
    } else if (isImmediate(constraint) && StaticEvaluator.value(value).isEmpty()) {
      unit.error(written.span(), "cc.type.asm.immediate", code("constraint", constraint));
    } else {
      inputs.add(new Input(name, constraint, false, value));
    }
  }

  private void memory(
      Operand operand, String name, String constraint, Span span, List<Input> inputs) {
    if (operand instanceof Operand.Located located && !Operands.isBitField(located.place())) {
      Operands.markAddressed(located.place());
      inputs.add(new Input(name, constraint, true, Operands.address(located.place())));
    } else {
      unit.error(span, "cc.type.asm.memory", code("constraint", constraint));
    }
  }

  private boolean letters(String constraint, Span span) {
    for (int i = 0; i < constraint.length(); i++) {
      char c = constraint.charAt(i);
      boolean modifier = "=+&%,*?!#^$".indexOf(c) >= 0 || c >= '0' && c <= '9';
      if (!modifier && LETTERS.indexOf(c) < 0) {
        String letter = constraint.substring(i, i + 1);
        unit.error(
            span, "cc.type.asm.letter", code("letter", letter), code("constraint", constraint));
        return false;
      }
    }
    return true;
  }

  /** A constraint that names an output in brackets stands for its number. */
  private static String matched(String constraint, Statement.Assembly all) {
    for (int i = 0; i < all.outputs().size(); i++) {
      String name = all.outputs().get(i).name().orElse("");
      if (constraint.equals("[" + name + "]")) {
        return Integer.toString(i);
      }
    }
    return constraint;
  }

  /** A digit means the same place as that output. */
  private boolean matches(String constraint, Statement.Assembly all, Span span) {
    for (int i = 0; i < constraint.length(); i++) {
      char c = constraint.charAt(i);
      if (c >= '0' && c <= '9' && c - '0' >= all.outputs().size()) {
        unit.error(span, "cc.type.asm.match", code("constraint", constraint));
        return false;
      }
    }
    return true;
  }

  private static boolean isMemory(String constraint) {
    return onlyOf(constraint, MEMORY);
  }

  private static boolean isImmediate(String constraint) {
    return onlyOf(constraint, "iInNJKLMOGCEFHs");
  }

  /** True when its letters are all among some, and there is one. */
  private static boolean onlyOf(String constraint, String some) {
    boolean any = false;
    for (int i = 0; i < constraint.length(); i++) {
      char c = constraint.charAt(i);
      boolean letter = LETTERS.indexOf(c) >= 0 || c >= '0' && c <= '9';
      if (letter && some.indexOf(c) < 0) {
        return false;
      }
      any |= letter;
    }
    return any;
  }

  private void clobber(String name, Span span) {
    String bare = name.startsWith("%") ? name.substring(1) : name;
    boolean known =
        switch (bare) {
          case "memory", "cc", "flags", "redzone" -> true;
          case "eax", "ebx", "ecx", "edx", "esi", "edi", "ebp", "esp" -> true;
          case "ax", "bx", "cx", "dx", "si", "di", "bp", "sp" -> true;
          case "al", "bl", "cl", "dl", "ah", "bh", "ch", "dh", "fpsr", "dirflag" -> true;
          default -> bare.startsWith("st") || bare.startsWith("mm") || bare.startsWith("xmm");
        };
    if (!known) {
      unit.error(span, "cc.type.asm.clobber", code("name", name));
    }
  }

  /** Every {@code %n} and {@code %[name]} is an operand. */
  private void template(Statement.Assembly written, int count) {
    String template = written.template();
    int extra = 0;
    for (Statement.Operand operand : written.outputs()) {
      extra += operand.constraint().startsWith("+") ? 1 : 0;
    }
    for (int at = template.indexOf('%'); at >= 0; at = template.indexOf('%', at)) {
      at++;
      if (at < template.length() && "%={}|*".indexOf(template.charAt(at)) >= 0) {
        at++;
        continue;
      }
      if (at < template.length() && isLetter(template.charAt(at))) {
        at++;
      }
      int end = at;
      if (at < template.length() && template.charAt(at) == '[') {
        end = Math.max(at, template.indexOf(']', at));
        name(template.substring(at + 1, Math.max(at + 1, end)), written);
      } else {
        while (end < template.length() && Character.isDigit(template.charAt(end))) {
          end++;
        }
        number(template.substring(at, end), count + extra, written.span());
      }
      at = end;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void number(String digits, int count, Span span) {
    boolean good = !digits.isEmpty() && digits.length() < 4 && Integer.parseInt(digits) < count;
    if (!good) {
      unit.error(span, "cc.type.asm.number", code("operand", "%" + digits));
    }
  }

  private void name(String name, Statement.Assembly written) {
    boolean known = written.labels().contains(name);
    for (Statement.Operand operand : written.outputs()) {
      known |= operand.name().filter(name::equals).isPresent();
    }
    for (Statement.Operand operand : written.inputs()) {
      known |= operand.name().filter(name::equals).isPresent();
    }
    if (!known) {
      unit.error(written.span(), "cc.type.asm.name", code("name", name));
    }
  }
}
