package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The multi-line macros that exist now, by name; one name may have several arities. */
final class MultiMacros {
  private final Map<String, List<MultiMacro>> exact = new LinkedHashMap<>();
  private final Map<String, List<MultiMacro>> anyCase = new LinkedHashMap<>();

  void define(MultiMacro macro, boolean caseMatters) {
    Map<String, List<MultiMacro>> map = caseMatters ? exact : anyCase;
    String key = caseMatters ? macro.name() : Words.lower(macro.name());
    List<MultiMacro> same = map.computeIfAbsent(key, _ -> new ArrayList<>());
    same.removeIf(old -> old.least() == macro.least() && old.most() == macro.most());
    same.addFirst(macro);
  }

  void undefine(String name) {
    exact.remove(name);
    anyCase.remove(Words.lower(name));
  }

  List<MultiMacro> named(String name) {
    List<MultiMacro> all = new ArrayList<>(exact.getOrDefault(name, List.of()));
    all.addAll(anyCase.getOrDefault(Words.lower(name), List.of()));
    return all;
  }

  /** The macro of a name that takes what follows on the line, with its arguments. */
  static Optional<MultiMacro> fitting(List<MultiMacro> named, List<Token> rest) {
    for (MultiMacro macro : named) {
      if (macro.takes(arguments(macro, rest).size())) {
        return Optional.of(macro);
      }
    }
    return Optional.empty();
  }

  /** The arguments as given, before defaults. */
  static List<List<Token>> arguments(MultiMacro macro, List<Token> rest) {
    return Arguments.ofLine(rest, macro.greedy() ? macro.most() : MultiMacro.ANY);
  }
}
