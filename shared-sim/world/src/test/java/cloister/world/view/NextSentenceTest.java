package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.disasm.Disassembler;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Words;
import cloister.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextSentenceTest {
  @Test
  void aFaultOfRealModeGoesToItsHandler() throws InvalidInput {
    assertEquals("next: #DE goes to its handler", next("xor cx, cx\ndiv cl\n"));
  }

  @Test
  void aShortTableHasNoHandler() throws InvalidInput {
    assertEquals("next: no gate for #DE", next("lidt [table]\ndiv cl\ntable: dw 2, 0, 0\n"));
  }

  /** What is said of the third step. */
  private static String next(String code) throws InvalidInput {
    SourceFile file = new SourceFile("kernel.asm", "org 0x7C00\nbits 16\n" + code, false);
    World world =
        new World(
            Kernel.opcodes(), new Scenario(Scenario.RINGS, 1 << 20, 0, List.of(file), 10_000));
    world.apply(new Command.Run(2));
    Disassembler disassembler = new Disassembler(Kernel.opcodes());
    Scene scene = new Scene(world, new View(Words.ENGLISH, disassembler).words(), disassembler);
    return Words.ENGLISH.format(NextSentence.of(scene).orElseThrow());
  }
}
