package cloister.cc.lower;

import cloister.cc.ir.Address;
import cloister.cc.ir.Operand.Register;
import cloister.cc.type.Field;
import java.util.List;

/** Where an object is. */
sealed interface Location {
  record InRegisters(List<Register> registers) implements Location {}

  record InMemory(Address address, boolean isVolatile) implements Location {}

  /**
   * A bit-field.
   *
   * @param unit the address of its storage unit
   */
  record InBits(Address unit, Field field, boolean isVolatile) implements Location {}
}
