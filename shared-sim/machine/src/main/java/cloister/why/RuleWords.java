package cloister.why;

import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a rule: {@code rule.NAME} says what it demands, {@code rule.NAME.failed} what
 * was the case. Both may use every operand of the rule, by its name with dashes for spaces, and
 * {@code code}, the refused instruction.
 */
public final class RuleWords {
  private RuleWords() {}

  /** What the rule demands. */
  public static Message rule(FaultRaised fault, String code) {
    return new Message("rule." + fault.rule().name(), arguments(fault, code));
  }

  /** What was the case instead. */
  public static Message failed(FaultRaised fault, String code) {
    return new Message("rule." + fault.rule().name() + ".failed", arguments(fault, code));
  }

  /** The name of an operand as it stands in templates. */
  public static String key(String operand) {
    return operand.replace(' ', '-');
  }

  /** How the operands of a rule are written. */
  public static Argument number(String operand, String name, int value) {
    return switch (operand) {
      case "CPL",
          "new CPL",
          "RPL",
          "IOPL",
          "gate DPL",
          "segment DPL",
          "size",
          "length",
          "breakpoint" ->
          Argument.decimal(name, value);
      case "vector" -> Argument.vector(name, value);
      case "selector", "task" -> Argument.selector(name, value);
      case "divisor", "index", "lower", "upper" -> Argument.signed(name, value);
      default -> Argument.hex(name, value);
    };
  }

  private static List<Argument> arguments(FaultRaised fault, String code) {
    Rule rule = fault.rule();
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < rule.operands().size(); i++) {
      String operand = rule.operands().get(i);
      arguments.add(number(operand, key(operand), fault.operand(i)));
    }
    arguments.add(Argument.code("code", code));
    return arguments;
  }
}
