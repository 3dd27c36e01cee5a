package cloister.asm.encode;

import cloister.asm.parse.Operand;
import cloister.asm.value.Value;

/**
 * An operand with what its expression is worth in this pass.
 *
 * @param value of an immediate, of a far pointer's offset or of an address
 * @param selector of a far pointer
 */
record Actual(Operand written, Value value, Value selector) {

  boolean isMemory() {
    return written instanceof Operand.Memory;
  }

  /** True for memory that no register takes part in. */
  boolean isDirectMemory() {
    return isMemory() && !value.hasRegisters();
  }
}
