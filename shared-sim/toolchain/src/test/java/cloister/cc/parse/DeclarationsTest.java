package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "int x; => (declare x int)",
        "static const unsigned long long x = 1, *y; => "
            + "(declare x static const unsigned long long = 1) "
            + "(declare y (ptr static const unsigned long long))",
        "int *a[3]; => (declare a (array 3 (ptr int)))",
        "int (*a)[3]; => (declare a (ptr (array 3 int)))",
        "int a[2][3]; => (declare a (array 2 (array 3 int)))",
        "int *const *volatile p; => (declare p (ptr volatile (ptr const int)))",
        "int (*f(int a))(char); => (declare f (fn (ptr (fn int [char])) [a int]))",
        "void (*signal(int, void (*)(int)))(int);"
            + " => (declare signal (fn (ptr (fn void [int])) [int] [(ptr (fn void [int]))]))",
        "int f(void), g(), h(int, ...); => (declare f (fn int [void])) (declare g (fn int old))"
            + " (declare h (fn int [int] ...))",
        "int f(int a[static const 3], int b[*], int c[], int n, int d[n]);"
            + " => (declare f (fn int [a (array static const 3 int)] [b (array * int)]"
            + " [c (array _ int)] [n int] [d (array n int)]))",
        "int f(register int x, char *__restrict s); => (declare f (fn int [x register int] [s (ptr"
            + " restrict char)]))",
        "struct s; => (declare (struct s …))",
        "struct s { int a, *b; char c : 3, : 2; struct { int d; }; } x; => (declare x (struct s [a"
            + " int] [b (ptr int)] [c char : 3] [char : 2] [(struct _ [d int])]))",
        "union u { int a; _Static_assert(1, \"\"); __extension__ float b; };"
            + " => (declare (union u [a int] (assert 1) \"\" [b float]))",
        "struct e {}; => (declare (struct e))",
        "enum e { A, B = 2, C, } x; => (declare x (enum e A B=2 C))",
        "typedef int t; t x; => (declare t typedef int) / (declare x t)",
        "long typedef int t; => (declare t long typedef int)",
        "typeof(int *) x; __typeof__(x) y;"
            + " => (declare x (typeof type (ptr int))) / (declare y (typeof x))",
        "_Alignas(8) int x; _Alignas(long) char y;"
            + " => (declare x int (alignas 8)) / (declare y char (alignas type long))",
        "_Atomic int x; _Atomic(int) y; => (declare x _Atomic int) / "
            + "(declare y _Atomic (typeof type int))",
        "_Noreturn inline void f(void); => (declare f (fn _Noreturn inline void [void]))",
        "int a[] = {1, [3] = 2, [5 ... 6] = 3, {4}}; => (declare a (array _ int) = {1 [3]=2"
            + " [5..6]=3 {4}})",
        "struct s x = {.a = 1, .b[2].c = 3, d: 4}; => (declare x (struct s …) = {.a=1 .b[2].c=3"
            + " .d=4})",
        "int a[2] = {[0] 1, [1] 2,}; => (declare a (array 2 int) = {[0]=1 [1]=2})",
        "struct s x = {}; => (declare x (struct s …) = {})",
        "int x asm(\"y\") __attribute__((used)) = 1; => (declare x int asm y @used = 1)",
        "int __attribute__((aligned(4), packed)) x __attribute__((__unused__));"
            + " => (declare x int @aligned(4) @packed @unused)",
        "int x, __attribute__((weak)) y; => (declare x int) (declare y int @weak)",
        "int *__attribute__((a)) const x; => (declare x (ptr const int) @a)",
        "int (__attribute__((stdcall)) *x)(void); => (declare x (ptr (called @stdcall (fn int"
            + " [void]))))",
        "struct __attribute__((packed)) s { int a __attribute__((aligned(2))); } __attribute__((b))"
            + " x; => (declare x (struct s [a int @aligned(2)] @packed @b))",
        "int printf(const char *, ...) __attribute__((format(printf, 1, 2), nonnull(1))); =>"
            + " (declare printf (fn int [(ptr const char)] ...) @format(printf 1 2) @nonnull(1))",
        "int f(int x __attribute__((unused))); => (declare f (fn int [x int @unused]))",
        "enum e { A __attribute__((deprecated)) = 1 }; => (declare (enum e A=1))",
        "int f(void) { return 1; } => (function f (fn int [void]) {(return 1)})",
        "__attribute__((noreturn)) void f(void) {} => (function f (fn void @noreturn [void]) {})",
        "int f(a, b) int a; char *b; { return a; } => (function f (fn int old a b) (declare a int)"
            + " (declare b (ptr char)) {(return a)})",
        "int *(f)(int x) { return 0; } => (function f (fn (ptr int) [x int]) {(return 0)})",
        "int (*f(void))(int) { return 0; } => (function f (fn (ptr (fn int [int])) [void]) {(return"
            + " 0)})",
        "asm(\"x:\" \"nop\"); => (asm \"x:nop\")",
        "_Static_assert(sizeof(int) == 4); => (assert (== (sizeof type int) 4))",
        "__extension__ typedef long long t; => (declare t typedef long long)",
        "; int x;; => (declare x int)",
        "__builtin_va_list x; => (declare x __builtin_va_list)",
        "int x[sizeof(int)]; => (declare x (array (sizeof type int) int))",
        "_Complex double z; => (declare z _Complex double)",
      })
  void isRead(String written, String tree) {
    assertEquals(tree, Drawn.source(written).replace("\n", " / "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "__pragma_pack ( 1 ) struct s {}; => (declare (struct s @pack(1)))",
        "__pragma_pack(push, 2) struct s {}; __pragma_pack(pop) struct t {};"
            + " => (declare (struct s @pack(2))) / (declare (struct t))",
        "__pragma_pack(4) __pragma_pack(push) __pragma_pack(1) struct s {}; __pragma_pack(pop)"
            + " struct t {}; __pragma_pack() struct u {}; => (declare (struct s @pack(1))) / "
            + "(declare (struct t @pack(4))) / "
            + "(declare (struct u))",
        "__pragma_pack(push, x, 1) __pragma_pack(push, 2) __pragma_pack(pop, x) struct s {};"
            + " => (declare (struct s))",
        "struct s __pragma_pack(1) { int __pragma_pack(2) a; }; => (declare (struct s [a int]"
            + " @pack(1)))",
        "__pragma_pack(1) __pragma_pack(pop) struct s {}; => (declare (struct s @pack(1)))",
      })
  void packsStructuresAsThePragmaBeforeThemSays(String written, String tree) {
    assertEquals(tree, Drawn.source(written).replace("\n", " / "));
  }
}
