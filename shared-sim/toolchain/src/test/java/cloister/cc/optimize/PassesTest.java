package cloister.cc.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.CompiledC;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.IrText;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each pass takes out of a small function. */
class PassesTest {
  private static IrFunction optimised(String text) {
    IrModule module = new Optimization(1).module(CompiledC.of(text, false));
    return module.functions().getLast();
  }

  private static List<Operation> operations(IrFunction function) {
    List<Operation> all = new ArrayList<>();
    for (BasicBlock block : function.blocks()) {
      block.instructions().forEach(one -> all.add(one.operation()));
    }
    return all;
  }

  private static long count(IrFunction function, Class<?> kind) {
    return operations(function).stream().filter(kind::isInstance).count();
  }

  @Test
  void constantsGoThroughVariablesAndBranches() {
    IrFunction function =
        optimised("int f(void) { int a = 6, b = a * 7; if (b > 40) return b; return a; }");
    assertEquals(List.of(), operations(function), IrText.of(function));
    assertEquals("return 42", IrText.of(function.blocks().getFirst().terminator()));
  }

  @Test
  void whatWasComputedIsNotComputedAgain() {
    IrFunction function = optimised("int f(int a, int b) { return (a * b) ^ (a * b + 1); }");
    long products =
        operations(function).stream()
            .filter(
                one ->
                    one instanceof Operation.Binary binary
                        && binary.operator() == Operation.BinaryOperator.MULTIPLY)
            .count();
    assertEquals(1, products, IrText.of(function));
  }

  @Test
  void memoryIsReadOnceUntilSomebodyMayHaveWrittenIt() {
    IrFunction twice = optimised("int g; int f(void) { return g + g; }");
    assertEquals(1, count(twice, Operation.Load.class), IrText.of(twice));
    IrFunction between = optimised("int g; int f(int *p) { int a = g; *p = 1; return a + g; }");
    assertEquals(3, count(between, Operation.Load.class), IrText.of(between));
    IrFunction every = optimised("volatile int g; int f(void) { return g + g; }");
    assertEquals(2, count(every, Operation.Load.class), IrText.of(every));
  }

  @Test
  void aLoopHasNoCopiesAndOneBranch() {
    IrFunction function =
        optimised(
            "int f(int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }");
    BasicBlock loop =
        function.blocks().stream()
            .filter(
                block ->
                    block.terminator() instanceof Terminator.Branch branch
                        && (branch.then() == block || branch.otherwise() == block))
            .findFirst()
            .orElseThrow();
    assertEquals(3, loop.instructions().size(), IrText.of(function));
  }

  @Test
  void sumsAndShiftsGoIntoAddresses() {
    IrFunction function =
        optimised("struct s { int x, y; }; int f(struct s *p, int i) { return p[i + 2].y; }");
    assertTrue(IrText.of(function).contains("*8+20]"), IrText.of(function));
    assertEquals(3, operations(function).size(), IrText.of(function));
  }

  @Test
  void aSmallFunctionTakesThePlaceOfItsCall() {
    IrFunction function =
        optimised(
            "static int twice(int x) { return x + x; } int f(int a) { return twice(a) + 1; }");
    assertEquals(0, count(function, Operation.Call.class), IrText.of(function));
    assertFalse(IrText.of(function).contains("store"), IrText.of(function));
  }

  @Test
  void whatNobodyReadsGoes() {
    IrFunction function =
        optimised("int f(int a) { int unused = a * 3; int array[2]; array[0] = a; return a; }");
    assertEquals(1, operations(function).size(), IrText.of(function));
  }

  @Test
  void aStaticFunctionThatNobodyCallsIsLeftOut() {
    IrModule module =
        new Optimization(0)
            .module(
                CompiledC.of("static int g(void) { return 1; } int f(void) { return 2; }", true));
    assertEquals(1, module.functions().size());
  }

  @Test
  void narrowValuesAreNotExtendedTwice() {
    IrFunction function =
        optimised("void f(unsigned char *p) { unsigned char c = p[0]; p[1] = (c & 255) + 1; }");
    assertEquals(0, count(function, Operation.Extend.class), IrText.of(function));
  }

  @Test
  void aVolatileStructureIsCopiedAlthoughNobodyReadsTheCopy() {
    String struct = "struct s { int a[5]; }; ";
    for (String text :
        List.of(
            "void f(volatile struct s *p) { struct s own = *p; (void)own; }",
            "void f(struct s *p) { volatile struct s own; own = *p; }",
            "static inline void g(struct s v) {} void f(volatile struct s *p) { g(*p); }")) {
      IrFunction function = optimised(struct + text);
      assertEquals(1, count(function, Operation.CopyBlock.class), IrText.of(function));
    }
  }

  @Test
  void aVolatileObjectIsClearedOnce() {
    IrFunction function = optimised("void f(void) { volatile char own[16] = {0}; }");
    assertEquals(1, operations(function).size(), IrText.of(function));
  }

  @Test
  void whatIsReturnedToTwiceStaysACall() {
    IrFunction function =
        optimised(
            "int mark(void) __attribute__((returns_twice));"
                + " static int g(int n) { return mark() ? n : 0; } int f(int a) { return g(a); }");
    assertFalse(IrText.of(function).contains("mark"), IrText.of(function));
  }
}
