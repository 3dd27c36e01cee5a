package cloister.cc.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.cc.ir.CompiledC;
import cloister.cc.ir.IrMachine;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.IrText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantDivisionTest {
  private static final List<Integer> DIVISORS =
      List.of(
          2,
          3,
          5,
          6,
          7,
          9,
          10,
          11,
          12,
          13,
          14,
          16,
          25,
          28,
          60,
          100,
          125,
          641,
          1000,
          1024,
          4095,
          10000,
          65535,
          65537,
          1_000_000,
          0x4000_0000,
          0x7FFF_FFFF,
          -2,
          -3,
          -7,
          -10,
          -16,
          -1000);

  private static final List<Integer> DIVIDENDS =
      List.of(
          0,
          1,
          2,
          3,
          5,
          6,
          7,
          9,
          10,
          13,
          99,
          100,
          101,
          640,
          641,
          999,
          1000,
          65535,
          65536,
          1_000_000,
          0x3FFF_FFFF,
          0x4000_0000,
          0x7FFF_FFFE,
          0x7FFF_FFFF,
          0x8000_0000,
          0x8000_0001,
          0xFFFF_FFFF,
          0xFFFF_FFFE,
          -7,
          -10,
          -100,
          -1001,
          -65536);

  @Test
  void quotientsAndRemaindersAreThoseOfADivision() {
    StringBuilder text = new StringBuilder("int printf(const char *, ...); unsigned v[] = {");
    DIVIDENDS.forEach(value -> text.append(Integer.toUnsignedString(value)).append("u, "));
    text.append("}; int main(void) { for (int i = 0; i < ").append(DIVIDENDS.size());
    text.append("; i++) { int s = v[i]; unsigned u = v[i];");
    for (int divisor : DIVISORS) {
      String unsigned = Integer.toUnsignedString(divisor) + "u";
      text.append("printf(\"%d %d %u %u\\n\", s / (").append(divisor).append("), s % (");
      text.append(divisor).append("), u / ").append(unsigned).append(", u % ");
      text.append(unsigned).append(");");
    }
    text.append("} return 0; }");
    IrModule module = new Optimization(1).module(CompiledC.of(text.toString(), false));
    assertFalse(IrText.of(module).contains(" divide"), IrText.of(module));
    assertFalse(IrText.of(module).contains(" remainder"), IrText.of(module));
    assertEquals(expected(), IrMachine.run(module).output());
  }

  private static String expected() {
    StringBuilder lines = new StringBuilder();
    for (int value : DIVIDENDS) {
      for (int divisor : DIVISORS) {
        lines.append(value / divisor).append(' ').append(value % divisor).append(' ');
        lines.append(Integer.toUnsignedString(Integer.divideUnsigned(value, divisor))).append(' ');
        lines.append(Integer.toUnsignedString(Integer.remainderUnsigned(value, divisor)));
        lines.append('\n');
      }
    }
    return lines.toString();
  }
}
