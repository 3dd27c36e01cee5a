package cloister.cc.check;

import static cloister.message.Argument.code;

import cloister.cc.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** Checks that a template of inline assembly names operands that exist, as what they are. */
final class AssemblyTemplate {
  private static final String MODIFIERS = "bhwkzacnPpAl";

  private final Unit unit;
  private final Statement.Assembly written;
  private final String template;
  private final List<String> names = new ArrayList<>();
  private final int operands;
  private int at;
  private boolean open;

  AssemblyTemplate(Unit unit, Statement.Assembly written) {
    this.unit = unit;
    this.written = written;
    template = written.template();
    written.outputs().forEach(operand -> names.add(operand.name().orElse("")));
    written.inputs().forEach(operand -> names.add(operand.name().orElse("")));
    for (Statement.Operand output : written.outputs()) {
      if (output.constraint().startsWith("+")) {
        names.add("");
      }
    }
    operands = names.size();
    names.addAll(written.labels());
  }

  void check() {
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c == '%') {
        escape();
      } else if (c == '{') {
        open = true;
      } else if (c == '}') {
        open = false;
      }
    }
    if (open) {
      unit.error(written.span(), "cc.type.asm.alternative");
    }
  }

  private char next() {
    return at < template.length() ? template.charAt(at) : 0;
  }

  private void escape() {
    if ("%={}|*".indexOf(next()) >= 0) {
      at++;
      return;
    }
    int start = at;
    char modifier = ' ';
    if (isLetter(next())) {
      modifier = next();
      at++;
    }
    boolean name = next() == '[';
    int number = name ? named() : number();
    String text = "%" + template.substring(start, at);
    if (name && number < 0) {
      return;
    }
    boolean label = number >= operands;
    if (number < 0 || number >= names.size() || label != (modifier == 'l')) {
      unit.error(written.span(), "cc.type.asm.number", code("operand", text));
    } else if (modifier != ' ' && MODIFIERS.indexOf(modifier) < 0) {
      unit.error(written.span(), "cc.type.asm.modifier", code("operand", text));
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private int number() {
    int number = -1;
    while (next() >= '0' && next() <= '9') {
      number = Math.min(Math.max(number, 0) * 10 + next() - '0', names.size());
      at++;
    }
    return number;
  }

  private int named() {
    int end = template.indexOf(']', at);
    String name = end < 0 ? template.substring(at + 1) : template.substring(at + 1, end);
    at = end < 0 ? template.length() : end + 1;
    int number = name.isEmpty() ? -1 : names.indexOf(name);
    if (number < 0) {
      unit.error(written.span(), "cc.type.asm.name", code("name", name));
    }
    return number;
  }
}
