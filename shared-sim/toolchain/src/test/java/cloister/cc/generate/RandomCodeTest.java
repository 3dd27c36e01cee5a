package cloister.cc.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Setting;
import cloister.cc.ir.IrMachine;
import cloister.cc.ir.IrModule;
import cloister.cc.report.Diagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs in intermediate form write the same when they are interpreted and when their
 * generated code runs on the host's processor.
 *
 * <p>CLOISTER_FUZZ_SEED sets where to begin, CLOISTER_FUZZ_PROGRAMS how many there are.
 */
class RandomCodeTest {
  @TempDir Path folder;

  @BeforeEach
  void needsNasmAndGcc() {
    NativeProgram.need();
  }

  @Test
  void randomProgramsWriteWhatTheirInterpretationWrites() throws IOException, InterruptedException {
    long seed = Setting.of("CLOISTER_FUZZ_SEED", 1);
    long count = Setting.of("CLOISTER_FUZZ_PROGRAMS", 20);
    for (long i = seed; i < seed + count; i++) {
      String expected = IrMachine.run(new RandomModule(i).make()).output();
      for (boolean omit : new boolean[] {false, true}) {
        IrModule module = new RandomModule(i).make();
        Generator generator =
            new Generator(new GeneratorOptions(omit), (text, span) -> List.of(), new Diagnostics());
        String written = NativeProgram.run(folder, generator.items(module));
        assertEquals(expected, written, "seed " + i + (omit ? ", without EBP" : ""));
      }
    }
  }
}
