package cloister.world;

import cloister.asm.Assembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes programs of a scenario's files. Those that others include are no programs themselves. */
final class Translator {
  private final Tools tools;
  private final int seed;
  private final Map<String, Integer> symbols = new LinkedHashMap<>();

  Translator(Tools tools, int seed) {
    this.tools = tools;
    this.seed = seed;
    symbols.put("SEED", seed);
  }

  /** One program for each file, in their order. */
  List<Program> all(List<SourceFile> files) {
    Map<String, String> included = included(files);
    List<Program> made = new ArrayList<>();
    for (SourceFile file : files) {
      if (!file.isIncluded()) {
        made.add(translate(file, included));
      }
    }
    return withIncluded(files, made);
  }

  /** The programs with another text for one file; those that it does not concern stay. */
  List<Program> replaced(List<Program> programs, SourceFile changed) {
    List<SourceFile> files = new ArrayList<>();
    for (Program program : programs) {
      SourceFile file = program.file();
      files.add(file.name().equals(changed.name()) ? changed : file);
    }
    if (changed.isIncluded()) {
      return all(files);
    }
    Program replacement = translate(changed, included(files));
    List<Program> made = new ArrayList<>();
    for (Program program : programs) {
      if (program.file().name().equals(changed.name())) {
        made.add(replacement);
      } else if (!program.file().isIncluded()) {
        made.add(program);
      }
    }
    return withIncluded(files, made);
  }

  /** The programs, and between them, in the files' order, the texts that they include. */
  private static List<Program> withIncluded(List<SourceFile> files, List<Program> made) {
    List<Program> all = new ArrayList<>();
    int next = 0;
    for (SourceFile file : files) {
      all.add(file.isIncluded() ? Program.included(file, made) : made.get(next++));
    }
    return List.copyOf(all);
  }

  private static Map<String, String> included(List<SourceFile> files) {
    Map<String, String> included = new LinkedHashMap<>();
    for (SourceFile file : files) {
      if (file.isIncluded()) {
        included.put(file.name(), file.text());
      }
    }
    return included;
  }

  private Program translate(SourceFile file, Map<String, String> included) {
    if (file.isC()) {
      return tools
          .c()
          .map(compiler -> compiler.translate(file, seed))
          .orElseGet(() -> Program.untranslated(file));
    }
    return Program.assemble(
        new Assembler(tools.opcodes(), name -> Optional.ofNullable(included.get(name)), symbols),
        file);
  }
}
