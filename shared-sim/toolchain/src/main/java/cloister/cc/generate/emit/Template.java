package cloister.cc.generate.emit;

import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import cloister.cc.generate.machine.InlineText;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Statement;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/** Puts the operands into a template of inline assembly (GCC's manual, 6.47.2). */
final class Template {
  /** EAX, ECX, EDX and EBX alone have names for their bytes. */
  private static final int BYTE_REGISTERS = 4;

  private final MachineInstruction instruction;
  private final InlineText text;
  private final Encoder encoder;
  private final int unique;
  private final Diagnostics diagnostics;
  private final String template;
  private final StringBuilder out = new StringBuilder();
  private int position;
  private boolean inAlternatives;

  Template(MachineInstruction instruction, Encoder encoder, int unique, Diagnostics diagnostics) {
    this.instruction = instruction;
    this.text = instruction.text().orElseThrow();
    this.encoder = encoder;
    this.unique = unique;
    this.diagnostics = diagnostics;
    template = text.source().template();
  }

  String expand() {
    if (!text.source().extended()) {
      return template;
    }
    while (position < template.length()) {
      char c = template.charAt(position++);
      if (c == '%') {
        escape();
      } else if (c == '{') {
        inAlternatives = true;
      } else if (c == '|' && inAlternatives) {
        skipAlternatives();
      } else if (c == '}' && inAlternatives) {
        inAlternatives = false;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** AT&amp;T's alternative is the first. */
  private void skipAlternatives() {
    while (position < template.length() && template.charAt(position) != '}') {
      position += template.charAt(position) == '%' ? 2 : 1;
    }
  }

  private void escape() {
    char c = position < template.length() ? template.charAt(position) : '%';
    if ("%{|}*".indexOf(c) >= 0) {
      out.append(c);
      position++;
    } else if (c == '=') {
      out.append(unique);
      position++;
    } else {
      boolean modified = Character.isLetter(c);
      position += modified ? 1 : 0;
      operand(modified ? c : ' ', number());
    }
  }

  private int number() {
    if (position < template.length() && template.charAt(position) == '[') {
      int end = template.indexOf(']', position);
      String name = template.substring(position + 1, end);
      position = end + 1;
      return names().indexOf(name);
    }
    int number = 0;
    while (position < template.length() && Character.isDigit(template.charAt(position))) {
      number = number * 10 + template.charAt(position++) - '0';
    }
    return number;
  }

  private List<String> names() {
    Statement.Assembly source = text.source();
    List<String> names = new ArrayList<>();
    source.outputs().forEach(output -> names.add(output.name()));
    source.inputs().forEach(input -> names.add(input.name()));
    source.outputs().stream()
        .filter(output -> output.constraint().readsToo())
        .forEach(output -> names.add(""));
    names.addAll(source.gotoNames());
    return names;
  }

  private void operand(char modifier, int number) {
    if (modifier == 'l') {
      int first = names().size() - text.labels().size();
      out.append(text.labels().get(number - first));
    } else {
      print(modifier, instruction.operand(text.numbers().get(written(number))));
    }
  }

  /** An output with {@code +} has a second number behind all inputs. */
  private int written(int number) {
    List<Statement.Output> outputs = text.source().outputs();
    int second = number - outputs.size() - text.source().inputs().size();
    for (int i = 0; i < outputs.size() && second >= 0; i++) {
      boolean twice = outputs.get(i).constraint().readsToo();
      if (twice && second-- == 0) {
        return i;
      }
    }
    return number;
  }

  private void print(char modifier, MachineOperand operand) {
    if (modifier == 'z') {
      out.append(suffix(operand));
      return;
    }
    switch (operand) {
      case Reg register -> register(modifier, register);
      case MachineOperand.Number constant -> constant(modifier, constant.value());
      case MachineOperand.SymbolValue value -> {
        out.append(isBare(modifier) ? "" : "$");
        symbol(value.symbol(), value.addend());
      }
      case MachineOperand.Stack stack ->
          out.append(stack.number() == 0 ? "%st" : "%st(" + stack.number() + ")");
      case Memory memory -> {
        out.append(modifier == 'A' ? "*" : "");
        memory(encoder.memory(memory));
      }
      case MachineOperand.Goal goal -> out.append(goal.label());
    }
  }

  private static boolean isBare(char modifier) {
    return modifier == 'c' || modifier == 'P' || modifier == 'p' || modifier == 'a';
  }

  private void register(char modifier, Reg register) {
    if (modifier == 'A') {
      out.append('*');
    }
    int number = register.number();
    if (number >= BYTE_REGISTERS && (modifier == 'b' || modifier == 'h')) {
      Message message =
          Message.of(
              "cc.generate.asm.byte", Argument.code("register", Encoder.register(register).name()));
      diagnostics.error(instruction.span(), message);
      return;
    }
    Register named =
        switch (modifier) {
          case 'b' -> Register.of(Register.Kind.BYTE, number);
          case 'h' -> Register.of(Register.Kind.BYTE, number + 4);
          case 'w' -> Register.of(Register.Kind.WORD, number);
          case 'k', 'a' -> Register.of(Register.Kind.DWORD, number);
          default -> Encoder.register(register);
        };
    out.append(modifier == 'a' ? "(%" : "%")
        .append(named.name())
        .append(modifier == 'a' ? ")" : "");
  }

  private void constant(char modifier, int value) {
    out.append(isBare(modifier) || modifier == 'n' ? "" : "$");
    out.append(modifier == 'n' ? -value : value);
  }

  private void symbol(String symbol, int addend) {
    out.append(symbol);
    if (addend != 0) {
      out.append(addend > 0 ? "+" : "").append(addend);
    }
  }

  private void memory(CodeOperand.Memory memory) {
    if (!memory.symbol().isEmpty()) {
      symbol(memory.symbol(), memory.displacement());
    } else if (memory.displacement() != 0 || memory.base().isEmpty() && memory.index().isEmpty()) {
      out.append(memory.displacement());
    }
    if (memory.base().isPresent() || memory.index().isPresent()) {
      out.append('(');
      memory.base().ifPresent(base -> out.append('%').append(base.name()));
      memory
          .index()
          .ifPresent(
              index -> out.append(",%").append(index.name()).append(',').append(memory.scale()));
      out.append(')');
    }
  }

  private static String suffix(MachineOperand operand) {
    int bits =
        switch (operand) {
          case Reg register -> register.bits();
          case Memory memory -> memory.bits();
          default -> 32;
        };
    return bits == 8 ? "b" : bits == 16 ? "w" : bits == 64 ? "q" : "l";
  }
}
