package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lines kept for later: the body of {@code %macro} or {@code %rep}. */
final class Recording {
  private final String directive;
  private final Span opened;
  private final Consumer<List<List<Token>>> whenDone;
  private final List<List<Token>> lines = new ArrayList<>();
  private int nested;

  Recording(String directive, Span opened, Consumer<List<List<Token>>> whenDone) {
    this.directive = directive;
    this.opened = opened;
    this.whenDone = whenDone;
  }

  String directive() {
    return directive;
  }

  Span opened() {
    return opened;
  }

  /** True when this line ends the recording; counts those within. */
  boolean ends(List<Token> line) {
    String word = Preprocessor.word(line);
    boolean repetition = directive.equals("%rep");
    boolean opens = repetition ? word.equals("%rep") : isMacro(word);
    boolean closes =
        word.equals(repetition ? "%endrep" : "%endmacro") || !repetition && word.equals("%endm");
    nested += opens ? 1 : closes ? -1 : 0;
    return nested < 0;
  }

  void add(List<Token> line) {
    lines.add(line);
  }

  void finish() {
    whenDone.accept(List.copyOf(lines));
  }

  private static boolean isMacro(String word) {
    return word.equals("%macro") || word.equals("%imacro");
  }
}
