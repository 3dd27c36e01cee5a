package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "int x = 5 int y; => 1:10 +1 expected ; int",
        "f() { x = 3 y = 4; z = 1; } => 1:12 +1 expected ; y",
        "f() { return 0 } => 1:15 +1 expected ; }",
        "f() { if x) y(); } => 1:10 +1 expected ( x",
        "f() { do x(); } => 1:15 +1 expected while }",
        "f() { a = b ? c; } => 1:16 +1 expected : ;",
        "f() { case 1; x(); } => 1:13 +1 expected : ;",
        "f() { case 1 x(); } => 1:13 +1 expected : x",
        "f() { default x(); } => 1:15 +1 expected : x",
        "f() { goto; goto 5; goto if; } =>"
            + " 1:11 +1 name.expected ; / 1:18 +1 name.expected 5 / 1:26 +2 name.keyword if",
        "f() { p.5; p->; p->if; } =>"
            + " 1:8 +1 expected ; .5 / 1:15 +1 name.expected ; / 1:20 +2 name.keyword if",
        "f() { x = ; y = 3 +; z(, 1); } => 1:11 +1 expression.expected ;"
            + " / 1:20 +1 expression.expected ; / 1:24 +1 expression.expected ,",
        "f() { sizeof; } => 1:13 +1 expression.expected ;",
        "f() { x = @ 5; } => 1:11 +1 character.stray @",
        "f() { x = int; } => 1:11 +3 expression.expected int",
        "typedef int T; f() { x = T; } => 1:26 +1 type.value T",
        "f() { g(3)); } => 1:11 +1 bracket.stray )",
        "f() { printf(`%d` x); g(1 2); } => 1:18 +1 expected , x / 1:26 +1 expected , 2",
        "int a[] = {1, 2 3}; => 1:16 +1 expected , 3",
        "enum { A B }; => 1:9 +1 expected , B",
        "enum { A, , B }; => 1:11 +1 name.expected ,",
        "enum { A, if }; => 1:11 +2 name.keyword if",
        "enum; struct; => 1:5 +1 tag.missing enum / 1:13 +1 tag.missing struct",
        "int f(int a int b); => 1:12 +1 expected , int",
        "int for = 3; => 1:5 +3 name.keyword for",
        "int f(int if, char x); => 1:11 +2 name.keyword if",
        "int 5x; => 1:5 +2 name.expected 5x",
        "int f(a, b); => 1:7 +1 parameter.type a",
        "int f(x, int y); => 1:7 +1 parameter.type x",
        "int f(...); => 1:7 +3 parameter.dots",
        "int f(5); => 1:7 +1 parameter.expected 5",
        "struct s {} int f(void); => 1:13 +3 type.second int",
        "int struct s {} x; => 1:5 +6 type.second struct",
        "struct { static int x; } s; => 1:10 +6 member.storage static",
        "struct { 5; int x; } s; => 1:10 +1 member.expected 5",
        "f() { else x(); } => 1:7 +4 else.stray",
        "f() { if (1) int x; } => 1:14 +3 declaration.body",
        "f() { int g(void) { return 1; } g(); } => 1:11 +1 function.within g",
        "f() {} } int x; => 1:8 +1 bracket.stray }",
        "f() {} } } return 1; x = 2; } int x => 1:8 +1 bracket.stray } / 1:36 +1 expected ; END",
        "5; int x; => 1:1 +1 declaration.expected 5",
        "int x; x = 5; x++; puts(`a`); int y => 1:8 +1 statement.outside x / 1:36 +1 expected ;"
            + " END",
        "asm(x); => 1:5 +1 string.expected x",
        "_Thread_local int x; => 1:1 +13 thread-local",
        "int x = (int)(5; => 1:16 +1 expected ) ; / 1:14 +1 note opened (",
        "f() { a[1 = 2; } => 1:14 +1 expected ] ; / 1:8 +1 note opened [",
        "f() { g(1, 2; } => 1:13 +1 expected ) ; / 1:8 +1 note opened (",
        "f() { if (x { y(); } } => 1:12 +1 expected ) { / 1:10 +1 note opened (",
        "f() { for (;; { y(); } } => 1:14 +1 expected ) { / 1:11 +1 note opened (",
        "f() { for (int i = 0, i < 3, i++) { y(); } } => 1:24 +1 expected ; <",
        "f() { for (i = 0, i < 3; i++) { y(); } } => 1:29 +1 expected ; )",
        "int x = _Generic(1, int 2); => 1:25 +1 expected : 2",
        "int x = __builtin_offsetof(int); => 1:31 +1 expected , )",
      })
  void pointWhereTheyAre(String written, String reports) {
    String text = written.replace('`', '"').replace("f()", "int f(void)");
    int shift = text.length() == written.length() ? 0 : "int f(void)".length() - "f()".length();
    assertEquals(shifted(reports, shift), String.join(" / ", Reports.of(text)));
  }

  /** The rows write {@code f()} for {@code int f(void)}; columns count as in the row. */
  private static String shifted(String reports, int by) {
    StringBuilder moved = new StringBuilder();
    for (String report : reports.split(" / ")) {
      int space = report.indexOf(' ');
      moved.append(moved.isEmpty() ? "" : " / ").append("1:");
      moved
          .append(Integer.parseInt(report.substring(2, space)) + by)
          .append(report.substring(space));
    }
    return moved.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "itn x; => 1:1 +3 type.unknown.near itn int",
        "unsinged x; => 1:1 +8 type.unknown.near unsinged unsigned",
        "foo x; foo *y; => 1:1 +3 type.unknown foo",
        "foo *x; => 1:1 +3 type.unknown foo",
        "static foo x; => 1:8 +3 type.unknown foo",
        "int f(foo a, bar *b); => 1:7 +3 type.unknown foo / 1:14 +3 type.unknown bar",
        "struct { foo x; } s; => 1:10 +3 type.unknown foo",
        "int x = sizeof(foo *); => 1:16 +3 type.unknown foo",
        "void *x = (foo **)0; => 1:12 +3 type.unknown foo",
        "struct point {}; point p; => 1:18 +5 type.tag point struct point",
        "typedef int number; nubmer x; => 1:21 +6 type.unknown.near nubmer number",
        "size_t x; bool y; => 1:1 +6 type.header size_t #include <stddef.h>"
            + " / 1:11 +4 type.header bool #include <stdbool.h>",
        "int f(void) { retrun 3; } => 1:15 +6 statement.near retrun return",
        "int f(void) { int x; retrun x; } => 1:22 +6 statement.near retrun return",
        "int f(void) { whlie (1) { f(); } } => 1:15 +5 statement.near whlie while",
        "int f(void) { if (1) {} esle {} } => 1:25 +4 statement.near esle else",
        "int f(void) { foo * bar; } => 1:15 +3 type.unknown foo",
        "int f(void) { int foo, bar; foo * bar; } => ``",
        "main() {} static x; => 1:1 +4 warning type.left-out main"
            + " / 1:18 +1 warning type.left-out x",
        "struct s { int x }; => 1:17 +1 warning member.semicolon",
      },
      quoteCharacter = '`')
  void saysWhatWasProbablyMeant(String written, String reports) {
    assertEquals(reports, String.join(" / ", Reports.of(written)));
  }

  @Test
  void aMissingSemicolonIsReportedOnTheLineWhereItIsMissing() {
    assertEquals(
        List.of("1:10 +1 expected ; int", "3:4 +1 expected ; }"),
        Reports.of("int x = 5\nint f(void) {\nf()\n}\n"));
  }

  @Test
  void aStructureWithoutSemicolonDoesNotSwallowWhatFollows() {
    assertEquals(
        List.of("1:12 +1 expected ; int"), Reports.of("struct s {}\nint f(void) { return 0; }"));
  }

  @Test
  void aMissingBraceIsNoticedAtTheNextFunction() {
    assertEquals(
        List.of("4:1 +3 expected } int", "2:10 +1 note opened {"),
        Reports.of("int f(void) {\n  if (1) {\n    f();\nint g(void) {\n  return f();\n}\n"));
  }

  @Test
  void theBlockWhoseEndDoesNotMatchItsMarginIsTheOneLeftOpen() {
    assertEquals(
        List.of("4:2 +1 expected } END", "2:13 +1 note opened {"),
        Reports.of("int f(void) {\n  while (1) {\n    f();\n}\n"));
  }

  @Test
  void aListWithoutItsBraceEndsWhereADeclarationBegins() {
    assertEquals(
        List.of("1:14 +1 expected } int", "1:11 +1 note opened {"),
        Reports.of("int a[] = {1,\nint b;\n"));
  }

  @Test
  void severalErrorsAreReportedInOneRun() {
    assertEquals(
        List.of(
            "2:11 +1 expression.expected ;",
            "3:16 +1 expected ) ;",
            "3:10 +1 note opened (",
            "6:1 +3 type.unknown foo"),
        Reports.of("int f(void) {\n  int a = ;\n  return (1 + 2;\n}\n\nfoo g(void) {\n}\n"));
  }

  @Test
  void afterFiftyErrorsTheParserGivesUp() {
    assertEquals(50, Reports.of("int f(void) {" + "x = ;".repeat(100) + "}").size());
  }
}
