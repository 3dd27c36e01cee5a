package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Source;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deep or long: no stack of parser or later passes may overflow. */
class LimitsTest {
  private static final int STACK_BYTES = 512 << 10;

  /** A statement or expression may lie upon a few records that are not one themselves. */
  private static final int RECORDS =
      4 * (Limits.OF_A_BROWSER.high() + Limits.OF_A_BROWSER.nested());

  /** In each, the piece in double brackets is repeated. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x = [[(]]",
        "int x = [[(]]1[[)]];",
        "int x = [[-]]1;",
        "int x = 1[[+1]];",
        "int x = 1[[,1]];",
        "void f(void) { 1[[,1]]; }",
        "int x = 1[[*(1]]",
        "int x = [[a=]]1;",
        "int x = [[a?]]",
        "int x = [[a?b:]]1;",
        "int x = [[a?:]]1;",
        "int x = a[[.a]];",
        "int x = a[[ [1] ]];",
        "int x = a[[ [1 ]]",
        "int x = a[[()]];",
        "int x = [[f(]]",
        "int x = [[(int)]]1;",
        "int x = [[sizeof ]]1;",
        "int x = [[sizeof(]]",
        "int x = [[(int){]]",
        "int x = [[&&]]a;",
        "int x = [[__extension__ ]]1;",
        "int x = [[_Generic(]]",
        "int x = [[__builtin_choose_expr(1,]]",
        "int x = [[__builtin_offsetof(struct {int a[]]",
        "void f(void) { [[({]]",
        "void f(void) { [[({ 1; ]] 2; [[ }) + 1;]] }",
        "int [[(]]x[[)]];",
        "int [[*]]x;",
        "int x[[ [1] ]];",
        "int x[[(void)]];",
        "int f([[int (]]",
        "int f([[int g(]]",
        "int f([[int(*)(]]",
        "int f(a) [[int f(a) ]]",
        "[[struct {]]",
        "[[enum { A = sizeof(]]",
        "[[typeof(]]",
        "[[_Atomic(]]",
        "[[_Alignas(]]",
        "[[__attribute__((a(]]",
        "int x [[__attribute__((a))]];",
        "int x = [[{]]",
        "int x = [[{]]1[[}]];",
        "int x[] = { [[ .a ]] = 1 };",
        "int x[] = { [[ a: ]] 1 };",
        "void f(void) [[{]]",
        "void f(void) { [[if (1) ]]; }",
        "void f(void) { if (1); [[else if (1);]] }",
        "void f(void) { [[if (1) ; else ]]; }",
        "void f(void) { [[while (1) ]]; }",
        "void f(void) { [[do ]]; }",
        "void f(void) { [[for (;;) ]]; }",
        "void f(void) { [[switch (1) ]]; }",
        "void f(void) { [[else ]]; }",
        "void f(void) { while (1) [[x: ]]; }",
        "void f(void) { while (1) [[case 1: ]]; }",
        "void f(void) { while (1) [[__attribute__((a)) ]]; }",
        "void f(void) { [[int g(void) {]]",
        "void f(void) { [[if (1) int ]]",
        "void f(void) { [[asm(\"\" : \"\"(]]",
      })
  void isReadOrRefusedWithoutOverflow(String pattern) {
    for (int times : new int[] {Limits.OF_A_BROWSER.nested() / 2, 700, 5_000}) {
      List<Token> tokens = Tokens.of(repeated(pattern, times));
      Source source = parsed(tokens, new Diagnostics());
      int height = height(source);
      assertTrue(height < RECORDS, () -> "the tree is " + height + " high");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x[] = { [[1, ]] };",
        "int a[[, x]];",
        "[[int x; ]]",
        "[[void f(void) {} ]]",
        "void f(void) { [[a = b + 1;]] }",
        "void f(void) { switch (1) { [[case 1: ]] ; } }",
        "void f(void) { [[x: ]] ; }",
        "int x = f([[1, ]] 1);",
        "int f([[int, ]] int);",
        "struct { [[int x; ]] };",
        "enum { [[A, ]] };",
        "char *x = [[\"a\" ]];",
      })
  void whatIsOnlyLongIsRead(String pattern) {
    Diagnostics diagnostics = new Diagnostics();
    parsed(Tokens.of(repeated(pattern, 5_000)), diagnostics);
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "int x = [[(]]1[[)]]; # 63",
        "int x = [[{]]1[[}]]; # 127",
        "void f(void) [[{]] [[}]] # 127",
        "int [[(]]x[[)]]; # 63",
        "[[struct {]] int x; [[} a;]] # 63",
        "int x = 1[[+ 1]]; # 260",
        "int x = 1[[* 1]]; # 260",
        "int x = [[a ? b : ]] 1; # 260",
        "void f(void) { if (1); [[else if (1);]] } # 120",
      })
  void whatTheStandardAsksForIsRead(String pattern, int times) {
    Diagnostics diagnostics = new Diagnostics();
    parsed(Tokens.of(repeated(pattern, times)), diagnostics);
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void tooDeepIsSaidOnce() {
    assertEquals(
        List.of("1:137 +1 limit.depth 256"), Reports.of("int x = " + "(".repeat(500) + "1;"));
  }

  @Test
  void tooLongIsSaidOnce() {
    assertEquals(1, Reports.of("int x = 1" + "+1".repeat(10_000) + ";").size());
    assertTrue(Reports.of("int x = 1" + "+1".repeat(10_000) + ";").getFirst().contains("length"));
  }

  private static String repeated(String pattern, int times) {
    StringBuilder text = new StringBuilder();
    for (String piece : pattern.split("(?=\\[\\[)|(?<=]])")) {
      boolean loop = piece.startsWith("[[") && piece.endsWith("]]");
      text.append(loop ? piece.substring(2, piece.length() - 2).repeat(times) : piece);
    }
    return text.toString();
  }

  private static Source parsed(List<Token> tokens, Diagnostics diagnostics) {
    AtomicReference<Source> source = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> source.set(new Parser(tokens, diagnostics, Limits.OF_A_BROWSER).source()),
            "",
            STACK_BYTES);
    thread.setUncaughtExceptionHandler((dead, cause) -> thrown.set(cause));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertNull(thrown.get());
    return source.get();
  }

  /** How many records lie within each other. */
  private static int height(Object node) {
    int height = 0;
    if (node instanceof Collection<?> all) {
      for (Object one : all) {
        height = Math.max(height, height(one));
      }
    } else if (node instanceof Optional<?> optional) {
      height = optional.map(LimitsTest::height).orElse(0);
    } else if (node instanceof Record) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        try {
          height = Math.max(height, 1 + height(component.getAccessor().invoke(node)));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return height;
  }
}
