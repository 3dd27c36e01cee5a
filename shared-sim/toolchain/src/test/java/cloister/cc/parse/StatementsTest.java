package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "; => ;",
        "{} { a; } => {} {a}",
        "if (a) b; => (if a b)",
        "if (a) if (b) c; else d; => (if a (if b c d))",
        "if (a) b; else if (c) d; else a; => (if a b (if c d a))",
        "if (a) b; else while (c) if (d) a; else b; => (if a b (while c (if d a b)))",
        "switch (a) { case 1: b; case 2 ... 3: default: c; }"
            + " => (switch a {(case 1 b) (case 2 .. 3 ;) (default c)})",
        "switch (a) case 1: case 2: b; => (switch a (case 1 (case 2 b)))",
        "while (a) b; => (while a b)",
        "do a; while (b); => (do a b)",
        "for (;;) a; => (for _ _ _ a)",
        "for (a = 1; a < 2; a++) b; => (for (= a 1) (< a 2) (post++ a) b)",
        "for (int i = 1, *j; ; ) b; => (for (declare i int = 1) (declare j (ptr int)) _ _ b)",
        "x: a; goto x; => (label x a) (goto x)",
        "goto *p; => (goto * p)",
        "x: y: a; => (label x ;) (label y a)",
        "if (a) x: y: b; => (if a (label x (label y b)))",
        "{ x: } y: => {(label x ;)} (label y ;)",
        "x: int y = 1; => (label x ;) (declare y int = 1)",
        "x: __attribute__((unused)); a; => (label x @unused ;) a",
        "x: __attribute__((unused)) int y; => (label x ;) (declare y int @unused)",
        "while (1) { continue; break; } => (while 1 {continue break})",
        "return; return a + 1; => (return) (return (+ a 1))",
        "{ __label__ x, y; x: y: a; } => {label x label y (label x ;) (label y a)}",
        "__attribute__((__fallthrough__)); => ; @fallthrough",
        "__extension__ int x; __extension__ (a); => (declare x int) a",
        "_Static_assert(1, \"no\"); => (assert 1) \"no\"",
        "asm(\"nop\"); => (asm \"nop\")",
        "__asm__ __volatile__(\"a\\n\\t\" \"b\"); => (asm volatile \"a\\n\tb\")",
        "asm volatile(\"in %1, %0\" : \"=a\"(a), [x] \"+m\"(*p) : \"Nd\"(b) : \"memory\", \"cc\");"
            + " => (asm volatile \"in %1, %0\" outputs (=a a) ([x] +m (* p)) inputs (Nd b)"
            + " clobbers memory cc labels)",
        "asm(\"\" :); => (asm \"\" outputs inputs clobbers labels)",
        "asm goto(\"jmp %l0\" : : : : x); x: => (asm \"jmp %l0\" outputs inputs clobbers labels x)"
            + " (label x ;)",
      })
  void isRead(String written, String tree) {
    assertEquals(tree, Drawn.body(written));
  }
}
