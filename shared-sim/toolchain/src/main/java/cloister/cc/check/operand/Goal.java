package cloister.cc.check.operand;

import cloister.asm.report.Span;
import cloister.message.Message;
import java.util.Optional;

/**
 * Where a value goes, for the message that it does not fit.
 *
 * @param name the goal in words
 * @param declared where it was declared, for a note
 */
public record Goal(Message name, Optional<Span> declared) {
  public static Goal assignment() {
    return new Goal(Message.of("cc.type.goal.assignment"), Optional.empty());
  }

  public static Goal initializer() {
    return new Goal(Message.of("cc.type.goal.initializer"), Optional.empty());
  }
}
