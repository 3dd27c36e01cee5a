package cloister.cc.preprocess;

import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros that are defined, by name. */
final class MacroTable {
  private final Map<String, Macro> macros = new LinkedHashMap<>();

  /** What {@code #pragma push_macro} has put aside: nothing for a name without a macro. */
  private final Map<String, List<Optional<Macro>>> aside = new LinkedHashMap<>();

  MacroTable() {
    for (Builtin builtin : Builtin.values()) {
      macros.put(builtin.word(), builtin);
    }
  }

  Optional<Macro> find(String name) {
    return Optional.ofNullable(macros.get(name));
  }

  /** Those that sources and the command line have defined, in their order. */
  List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    for (Macro macro : macros.values()) {
      if (macro instanceof Definition definition) {
        definitions.add(definition);
      }
    }
    return definitions;
  }

  boolean has(String name) {
    return macros.containsKey(name);
  }

  /** Defines a macro; another definition of the same name is warned of and replaced. */
  void define(Definition added, Diagnostics diagnostics) {
    Macro old = macros.put(added.name(), added);
    if (old instanceof Definition definition && !definition.isSame(added)) {
      diagnostics.warn(added.span(), PreprocessComplaint.redefined(added.name()));
      diagnostics.note(definition.span(), PreprocessComplaint.definedHere());
    } else if (old instanceof Builtin) {
      diagnostics.warn(added.span(), PreprocessComplaint.builtinRedefined(added.name()));
    }
  }

  Optional<Macro> undefine(String name) {
    return Optional.ofNullable(macros.remove(name));
  }

  void push(String name) {
    aside.computeIfAbsent(name, _ -> new ArrayList<>()).add(find(name));
  }

  void pop(String name) {
    List<Optional<Macro>> kept = aside.getOrDefault(name, List.of());
    if (!kept.isEmpty()) {
      Optional<Macro> macro = kept.remove(kept.size() - 1);
      macros.remove(name);
      macro.ifPresent(known -> macros.put(name, known));
    }
  }
}
