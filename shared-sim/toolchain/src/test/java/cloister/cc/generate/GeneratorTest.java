package cloister.cc.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.report.Span;
import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import cloister.cc.generate.emit.NasmText;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.CompiledC;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;
import cloister.cc.optimize.Optimization;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Symbol;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final Span SPAN = new Span("test.c", 1, 1, 1);

  private static Generator generator() {
    return new Generator(new GeneratorOptions(false), (text, span) -> List.of(), new Diagnostics());
  }

  private static String text(String source) {
    IrModule module = new Optimization(1).module(CompiledC.of(source, false));
    return new NasmText().print(generator().items(module));
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  @Test
  void anElementIsReadByOneAddress() {
    String text = text("int f(int *p, int i) { return p[i + 2]; }");
    assertTrue(text.contains("mov eax, dword [eax+ecx*4+8]") || text.contains("*4+8]"), text);
    assertFalse(text.contains("lea"), text);
  }

  @Test
  void whatIsChangedInMemoryIsChangedThere() {
    String text = text("int n; void f(int d) { n += d; } void g(void) { n <<= 3; }");
    assertTrue(text.contains("add dword [n], e"), text);
    assertTrue(text.contains("shl dword [n], 3"), text);
  }

  @Test
  void twoShiftsAreOneRotation() {
    String text = text("unsigned f(unsigned v) { return v << 7 | v >> 25; }");
    assertTrue(text.contains("rol eax, 7"), text);
  }

  @Test
  void closeCasesMakeATable() {
    String text =
        text(
            "int g(int); int f(int v) { switch (v) { case 1: return g(4); case 2: return g(9);"
                + " case 3: return g(1); case 4: return g(7); case 5: return g(3); } return 0; }");
    assertTrue(text.contains("jmp dword [L@"), text);
    assertEquals(5, count(text, "dd L@"), text);
  }

  @Test
  void aLoopTestsAtItsBottomOnly() {
    String text = text("int f(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; return s; }");
    assertEquals(0, count(text, "jmp"), text);
  }

  @Test
  void namesThatTheAssemblerTakesAreMarked() {
    String text = text("int eax; void loop(void) { eax = 1; }");
    assertTrue(text.contains("$loop:"), text);
    assertTrue(text.contains("[$eax]"), text);
  }

  @Test
  void aVariableInARegisterIsThereBetweenLabels() {
    Generator generator = generator();
    String source = "int g(int); int f(int n) { int k = g(n); g(1); return k; }";
    List<Item> items = generator.items(CompiledC.of(source, false));
    Debug.Function function = generator.debug(List.of()).functions().getFirst();
    Debug.Variable k =
        function.variables().stream().filter(v -> v.name().equals("k")).findFirst().orElseThrow();
    Debug.Location place = k.places().getFirst();
    assertTrue(place.where() instanceof Debug.Where.InRegister, place.toString());
    assertTrue(items.contains(new Item.Label(place.fromLabel())));
    assertTrue(items.contains(new Item.Label(place.toLabel())));
  }

  /** Ten thousand values that are all needed at the end take no more than seconds. */
  @Test
  void aLargeFunctionIsAllocatedInBoundedTime() {
    IntegerType integer = IntegerType.of(IntegerType.Kind.INT);
    Type.Function type = new Type.Function(integer, List.of(), false, true);
    IrFunction function = new IrFunction(new Symbol.Function("f", type, SPAN), SPAN, SPAN);
    BasicBlock block = function.newBlock();
    function.blocks().add(block);
    Operand.SymbolAddress table = new Operand.SymbolAddress("table", 0);
    List<Register> values = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Register value = function.newRegister(Kind.WORD);
      block.add(new Operation.Load(value, Address.of(table, 4 * (i % 300)), 32, false, true), SPAN);
      values.add(value);
      if (values.size() == 40) {
        fold(function, block, values);
      }
    }
    block.end(new Terminator.Return(List.of(values.getFirst())), SPAN);
    IrModule module = new IrModule("test.c", List.of(function), List.of(), List.of());
    Assertions.assertTimeout(Duration.ofSeconds(30), () -> generator().items(module));
  }

  /** The values become one, the last first: so all of them live together. */
  private static void fold(IrFunction function, BasicBlock block, List<Register> values) {
    while (values.size() > 1) {
      Register last = values.removeLast();
      Register sum = function.newRegister(Kind.WORD);
      block.add(
          new Operation.Binary(Operation.BinaryOperator.XOR, sum, values.removeLast(), last), SPAN);
      values.add(sum);
    }
  }
}
