package cloister.cc.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pass whose result can be shown. */
public enum Pass {
  TOKENS("tokens"),
  SYNTAX("syntax"),
  TREE("tree"),
  IR("ir"),
  IR_OPTIMIZED("ir-optimized"),
  CODE("code");

  private final String word;

  Pass(String word) {
    this.word = word;
  }

  public static Optional<Pass> named(String word) {
    for (Pass pass : values()) {
      if (pass.word.equals(word)) {
        return Optional.of(pass);
      }
    }
    return Optional.empty();
  }

  /** The names of all of them, in the order in which they run. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Pass pass : values()) {
      words.add(pass.word);
    }
    return words;
  }
}
