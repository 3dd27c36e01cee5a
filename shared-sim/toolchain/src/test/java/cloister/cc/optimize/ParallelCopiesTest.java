package cloister.cc.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.ir.CompiledC;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation.Copy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParallelCopiesTest {
  @Test
  void copiesOneAfterTheOtherDoWhatCopiesAtOnceDo() {
    IrFunction function = CompiledC.of("void f(void) {}", false).functions().getFirst();
    List<Register> registers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      registers.add(function.newRegister(Kind.WORD));
    }
    Random random = new Random(3);
    for (int round = 0; round < 1000; round++) {
      List<Copy> copies = new ArrayList<>();
      Map<Operand, Operand> expected = new LinkedHashMap<>();
      registers.forEach(register -> expected.put(register, register));
      for (Register to : registers) {
        if (random.nextBoolean()) {
          Register from = registers.get(random.nextInt(registers.size()));
          copies.add(new Copy(to, from));
          expected.put(to, from);
        }
      }
      Map<Operand, Operand> values = new LinkedHashMap<>();
      registers.forEach(register -> values.put(register, register));
      for (Copy copy : ParallelCopies.sequence(copies, function)) {
        values.put(copy.to(), values.get(copy.from()));
      }
      values.keySet().retainAll(registers);
      assertEquals(expected, values, copies.toString());
    }
  }
}
