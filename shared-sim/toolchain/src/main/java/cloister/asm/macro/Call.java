package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** One expansion of a multi-line macro. */
final class Call {
  final MultiMacro macro;

  /** The macro's name as called. */
  final String name;

  final Span place;

  /** Makes {@code %%labels} unique. */
  final int number;

  final List<Token> label;
  private final List<List<Token>> arguments;

  Call(
      MultiMacro macro,
      String name,
      List<List<Token>> arguments,
      List<Token> label,
      Span place,
      int number) {
    this.macro = macro;
    this.name = name;
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

  /** The arguments from one number to another, either way; negative ones count from the end. */
  List<Token> range(int from, int to) {
    int first = from < 0 ? count() + from + 1 : from;
    int last = to < 0 ? count() + to + 1 : to;
    boolean exist = Math.min(first, last) >= 1 && Math.max(first, last) <= count();
    List<Token> tokens = new ArrayList<>();
    int step = first <= last ? 1 : -1;
    for (int i = first; exist && i != last + step; i += step) {
      if (i != first) {
        tokens.add(Token.symbol(",", place, false));
      }
      tokens.addAll(argument(i));
    }
    return tokens;
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
