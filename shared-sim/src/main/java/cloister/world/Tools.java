package cloister.world;

import cloister.cpu.Coprocessor;
import cloister.cpu.decode.OpcodeTable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What worlds are built with: the table of instructions, and what not every simulator brings.
 *
 * @param c who translates C
 * @param coprocessor makes the unit for floating point
 */
public record Tools(OpcodeTable opcodes, Optional<Language> c, Supplier<Coprocessor> coprocessor) {

  /** Tools for worlds whose programs are all assembly, without floating point. */
  public static Tools of(OpcodeTable opcodes) {
    return new Tools(opcodes, Optional.empty(), Coprocessor.None::new);
  }

  /** Tools for worlds with programs in C. */
  public static Tools of(OpcodeTable opcodes, Language c) {
    return new Tools(opcodes, Optional.of(c), Coprocessor.X87::new);
  }
}
