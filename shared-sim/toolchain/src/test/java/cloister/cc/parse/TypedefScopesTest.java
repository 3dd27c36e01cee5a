package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A name is a type or not according to where it stands (C11 6.2.1). */
class TypedefScopesTest {
  private static void reads(String written, String tree) {
    String all = Drawn.source("typedef int T; typedef char U; int v; " + written);
    assertEquals(tree, all.lines().skip(3).reduce((a, b) -> a + "\n" + b).orElse(""));
  }

  @Test
  void aVariableHidesTheTypeInItsBlockOnly() {
    reads(
        "void f(void) { { int T = 2; T * v; } T * x; }",
        "(function f (fn void [void]) {{(declare T int = 2) (* T v)} (declare x (ptr T))})");
  }

  @Test
  void aDeclaratorInParenthesesDeclares() {
    reads("void f(void) { T (x); x; }", "(function f (fn void [void]) {(declare x T) x})");
  }

  @Test
  void theNameIsHiddenFromItsOwnInitializerOn() {
    reads(
        "void f(void) { int T = sizeof(T); }",
        "(function f (fn void [void]) {(declare T int = (sizeof T))})");
  }

  @Test
  void aParameterHidesTheTypeInTheBody() {
    reads("void f(int T) { T * v; }", "(function f (fn void [T int]) {(* T v)})");
    reads(
        "void f(x, y) int x, y; { T * v; }",
        "(function f (fn void old x y) (declare x int) (declare y int) {(declare v (ptr T))})");
  }

  @Test
  void aParameterOfAPrototypeHidesNothingAfterIt() {
    reads("void f(int T, int); T x;", "(declare f (fn void [T int] [int]))\n(declare x T)");
  }

  @Test
  void aTypeInParenthesesIsAParameterOfAnUnnamedFunction() {
    reads("void f(int (T), int (x));", "(declare f (fn void [(fn int [T])] [x int]))");
  }

  @Test
  void aParameterCanHaveATypesNameAfterAType() {
    reads("void f(T U, char T);", "(declare f (fn void [U T] [T char]))");
  }

  @Test
  void membersTagsAndLabelsHideNothing() {
    reads(
        "struct T { T T; U U; } s; void f(void) { T: s.T = ((T)1); goto T; T x; }",
        "(declare s (struct T [T T] [U U]))\n"
            + "(function f (fn void [void])"
            + " {(label T (= (. s T) (cast T 1))) (goto T) (declare x T)})");
  }

  @Test
  void anEnumeratorHidesTheType() {
    reads(
        "void f(void) { enum { T, W = T }; T * v; }",
        "(function f (fn void [void]) {(declare (enum _ T W=T)) (* T v)})");
  }

  @Test
  void theVariableOfALoopHidesTheTypeInTheLoop() {
    reads(
        "void f(void) { for (int T = 0; T < 1;) T * v; T x; }",
        "(function f (fn void [void])"
            + " {(for (declare T int = 0) (< T 1) _ (* T v)) (declare x T)})");
  }

  @Test
  void aTypeCanBeDeclaredAgainInABlock() {
    reads(
        "void f(void) { typedef U T; T x; (T)x; unsigned T; }",
        "(function f (fn void [void])"
            + " {(declare T typedef U) (declare x T) (cast T x) (declare T unsigned)})");
  }

  @Test
  void onlyTheFirstNameIsTheType() {
    reads(
        "void f(void) { T U; const T; U = 1; }",
        "(function f (fn void [void]) {(declare U T) (declare const T) (= U 1)})");
  }

  @Test
  void parenthesesAroundATypeMakeACastAndAroundAValueACall() {
    reads(
        "void f(void) { (T)(v); (f)(v); (T)-1; (v)-1; sizeof(T)*v; }",
        "(function f (fn void [void])"
            + " {(cast T v) (call f v) (cast T (- 1)) (- v 1) (* (sizeof type T) v)})");
  }
}
