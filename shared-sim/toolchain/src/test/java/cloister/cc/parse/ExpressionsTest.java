package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "a + b * c => (+ a (* b c))",
        "a - b - c => (- (- a b) c)",
        "(a - b) - (c) => (- (- a b) c)",
        "a || b && c | d ^ a & b == c < d << a + b * c"
            + " => (|| a (&& b (| c (^ d (& a (== b (< c (<< d (+ a (* b c))))))))))",
        "a * b + c << d < a == b & c ^ d | a && b || c"
            + " => (|| (&& (| (^ (& (== (< (<< (+ (* a b) c) d) a) b) c) d) a) b) c)",
        "a % b / c >= d != a >> b <= c > d => (!= (>= (/ (% a b) c) d) (> (<= (>> a b) c) d))",
        "a = b += c => (= a (+= b c))",
        "a *= a /= a %= a -= a <<= a >>= a &= a ^= a |= a"
            + " => (*= a (/= a (%= a (-= a (<<= a (>>= a (&= a (^= a (|= a a)))))))))",
        "a ? b : c ? d : a => (? a b (? c d a))",
        "a ? b ? c : d : a => (? a (? b c d) a)",
        "a ? b, c : d => (? a (, b c) d)",
        "a ?: b => (? a _ b)",
        "a, b, c => (, (, a b) c)",
        "a = b, c => (, (= a b) c)",
        "- + ~ ! * & a => (- (+ (~ (! (* (& a))))))",
        "++a-- => (++ (post-- a))",
        "a+++b => (+ (post++ a) b)",
        "p->x.y[a](b, c)++ => (post++ (call ([] (. (-> p x) y) a) b c))",
        "f() => (call f)",
        "f(a, (b, c)) => (call f a (, b c))",
        "sizeof a + b => (+ (sizeof a) b)",
        "sizeof(int) + 1 => (+ (sizeof type int) 1)",
        "sizeof(a)[b] => (sizeof ([] a b))",
        "sizeof(int){1} => (sizeof (literal int {1}))",
        "sizeof(int[2]){1}[0] => (sizeof ([] (literal (array 2 int) {1}) 0))",
        "_Alignof(long) + __alignof__ a => (+ (_Alignof type long) (__alignof__ a))",
        "(int)a + b => (+ (cast int a) b)",
        "(int)(char)-a => (cast int (cast char (- a)))",
        "(int *(*)[3])a => (cast (ptr (array 3 (ptr int))) a)",
        "(int (*)(int, ...))a => (cast (ptr (fn int [int] ...)) a)",
        "(const char *const volatile)a => (cast (ptr const volatile const char) a)",
        "(struct s){a, .b = 1, 2}.b => (. (literal (struct s …) {a .b=1 2}) b)",
        "\"a\" \"b\" L\"c\" => \"a\" \"b\" L\"c\"",
        "'a' + 0x1p-3f => (+ 'a' 0x1p-3f)",
        "({ int x = 1; x; }) + 1 => (+ (value {(declare x int = 1) x}) 1)",
        "&&here => (&& here)",
        "a && b => (&& a b)",
        "a && &b => (&& a (& b))",
        "__extension__ (a) + b => (+ a b)",
        "__real__ a + __imag__ b => (+ (__real__ a) (__imag__ b))",
        "__builtin_va_arg(a, int *) => (va_arg a (ptr int))",
        "__builtin_offsetof(struct s, a.b[1].c) => (offsetof (struct s …) .a .b [1] .c)",
        "__builtin_types_compatible_p(int, char *) => (compatible int (ptr char))",
        "__builtin_choose_expr(1, a, b) => (choose 1 a b)",
        "_Generic(a, int: 1, char *: 2, default: 3) => (generic a [int: 1] [(ptr char): 2]"
            + " [default: 3])",
        "__builtin_expect(!!(a), 0) => (call __builtin_expect (! (! a)) 0)",
        "__func__ => __func__",
      })
  void isReadWithItsPrecedence(String written, String tree) {
    assertEquals(tree, Drawn.expression(written));
  }
}
