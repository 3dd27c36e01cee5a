package cloister.asm.macro;

import cloister.asm.lex.Token;
import java.util.List;
import java.util.Optional;

/** Lines being read: a file, the body of a macro or of a repetition. */
final class Frame {
  final List<List<Token>> lines;

  /** The macro call that gives the parameters their values. */
  final Optional<Call> call;

  /** True for the body of {@code %rep}, which ends without ending the macro around it. */
  final boolean repetition;

  /** How many conditions were open before. */
  final int conditionsBefore;

  private long repeats;
  private int next;

  Frame(
      List<List<Token>> lines,
      Optional<Call> call,
      boolean repetition,
      long repeats,
      int conditionsBefore) {
    this.lines = lines;
    this.call = call;
    this.repetition = repetition;
    this.repeats = repeats;
    this.conditionsBefore = conditionsBefore;
  }

  /** True when all lines are read as often as wanted. */
  boolean done() {
    if (next < lines.size()) {
      return false;
    }
    repeats--;
    next = 0;
    return repeats <= 0 || lines.isEmpty();
  }

  List<Token> next() {
    return lines.get(next++);
  }

  void leave() {
    next = lines.size();
    repeats = 0;
  }
}
