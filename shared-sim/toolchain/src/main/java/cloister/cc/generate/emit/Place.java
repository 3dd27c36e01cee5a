package cloister.cc.generate.emit;

import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import java.util.Optional;

/** Makes operands in the frame. */
final class Place {
  private Place() {}

  static CodeOperand fromBase(int offset) {
    Optional<Register> base = Register.named("ebp");
    return new CodeOperand.Memory(32, base, Optional.empty(), 1, offset, "", Optional.empty());
  }
}
