package cloister.world;

import cloister.cpu.decode.OpcodeTable;
import java.util.Optional;

/**
 * What worlds are built with: the table of instructions, and who translates C where C is wanted.
 */
public record Tools(OpcodeTable opcodes, Optional<Translator> c) {

  /** Tools for worlds whose programs are all assembly. */
  public static Tools of(OpcodeTable opcodes) {
    return new Tools(opcodes, Optional.empty());
  }

  /** Tools for worlds with programs in C. */
  public static Tools of(OpcodeTable opcodes, Translator c) {
    return new Tools(opcodes, Optional.of(c));
  }
}
