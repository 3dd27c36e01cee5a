package cloister.cc.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Corpus;
import cloister.cc.Gcc;
import cloister.cc.ir.CompiledC;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrMachine;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.IrVerifier;
import cloister.cc.optimize.Optimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The corpus, interpreted in intermediate form, prints what gcc's programs print: with variables in
 * memory, with variables in registers, and optimised.
 */
@Tag("full")
class LoweredCorpusTest {
  /** What the interpreter's little library and its reals of 64 bits cannot show. */
  private static final Set<String> BEYOND_THE_INTERPRETER =
      Set.of(
          "attribute-section.c",
          "float-casts-and-excess-precision.c",
          "goto-label-differences.c",
          "int-to-float-edges.c",
          "long-double-basic.c",
          "pp-include-itself.c",
          "pp-stdarg-header-constants.c",
          "printf-doubles.c",
          "printf-integers.c");

  @Test
  void everyFeatureMeansTheSameInEveryForm() throws IOException {
    Gcc.need();
    List<Path> files = new ArrayList<>(Corpus.features());
    files.removeIf(file -> BEYOND_THE_INTERPRETER.contains(file.getFileName().toString()));
    List<Gcc.Outcome> expected = Gcc.runAll(files, List.of());
    int compared = 0;
    for (int i = 0; i < files.size(); i++) {
      String text = Files.readString(files.get(i));
      String name = files.get(i).getFileName().toString();
      compared += compare(name, text, expected.get(i)) ? 1 : 0;
    }
    assertTrue(compared > 240, "only " + compared + " programs could be interpreted");
  }

  /** False when the program needs what the interpreter does not have. */
  private static boolean compare(String name, String text, Gcc.Outcome expected) {
    try {
      same(name + " in memory", expected, CompiledC.of(text, true), 0);
      same(name + " in registers", expected, CompiledC.of(text, false), 0);
      same(name + " optimised", expected, CompiledC.of(text, false), 1);
      return true;
    } catch (UnsupportedOperationException beyond) {
      return false;
    }
  }

  private static void same(String what, Gcc.Outcome expected, IrModule module, int level) {
    IrModule changed = new Optimization(level).module(module);
    changed.functions().forEach((IrFunction function) -> IrVerifier.verify(function));
    IrMachine.Outcome outcome = IrMachine.run(changed);
    assertEquals(expected.output(), outcome.output(), what);
    assertEquals(expected.status(), outcome.status(), what);
  }
}
