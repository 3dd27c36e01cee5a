package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** One expansion of a multi-line macro. */
final class Call {
  final MultiMacro macro;
  final Span place;

  /** Makes {@code %%labels} unique. */
  final int number;

  final List<Token> label;
  private final List<List<Token>> arguments;

  Call(MultiMacro macro, List<List<Token>> arguments, List<Token> label, Span place, int number) {
    this.macro = macro;
    this.arguments = new ArrayList<>(arguments);
    this.label = label;
    this.place = place;
    this.number = number;
  }

  int count() {
    return arguments.size();
  }

  /** The argument of a number from 1; missing ones are empty. */
  List<Token> argument(int index) {
    return index >= 1 && index <= arguments.size() ? arguments.get(index - 1) : List.of();
  }

  /** {@code %rotate}: moves arguments from the front to the end, or back when negative. */
  void rotate(long distance) {
    if (arguments.isEmpty()) {
      return;
    }
    int shift = Math.floorMod(distance, arguments.size());
    for (int i = 0; i < shift; i++) {
      arguments.add(arguments.removeFirst());
    }
  }
}
