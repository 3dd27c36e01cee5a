package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake is reported once, at its place, and draws no others after it. */
class MistakesTest {
  private static final String BEFORE =
      "struct s { int alpha; int beta : 3; const int gamma; }; int twice(int a); struct open;\n";

  @Test
  void anArrayOutsideHasALength() {
    assertEquals(1, Checked.reportsOf("int order[*];").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int f(void) { return nothing + 1 + nothing; }    | 2:22 undeclared nothing
          int f(int count) { return cuont; }               | 2:27 undeclared.near cuont count
          int f(struct s *p) { return p.alpha * 2; }       | 2:31 member.arrow alpha struct s *
          int f(struct s v) { return v->alpha; }           | 2:31 member.dot struct s
          int f(struct s *p) { return p->alhpa; }          | 2:32 member.missing.near struct s alhpa alpha
          int f(int x) { return x.alpha; }                 | 2:25 member.none alpha int
          void f(struct open *p) { p->x = 1; }             | 2:29 incomplete struct open
          void f(const int *p) { *p = 1; }                 | 2:27 assign.const.place
          void f(struct s *p) { p->gamma = 1; }            | 2:32 assign.const gamma
          void f(struct s a, struct s b) { a = b; }        | 2:36 assign.const.member struct s
          void f(void) { 5 = 3; }                          | 2:18 assign.value
          void f(struct s *p) { int *q = &p->beta; *q = 1; } | 2:32 address.bitfield
          int f(struct s v) { return v + 1; }              | 2:30 operands + struct s int
          int f(int x) { return *x; }                      | 2:23 indirect int
          int f(int x) { return x[1]; }                    | 2:24 index.array int
          int f(int x) { return x(); }                     | 2:23 call.function int
          int f(void) { return g(1); }                     | 2:22 call.undeclared g
          int foo(int cos) { return fox(cos); }            | 2:27 call.undeclared.near fox foo
          int f(int cos) { return foo(cos); }              | 2:25 call.undeclared foo
          void f(void) { fopen("a", "r"); }                | 2:16 call.undeclared.header fopen #include <stdio.h>
          char *f(void) { return NULL; }                   | 2:24 undeclared.header NULL #include <stddef.h>
          int x __attribute__((aligned(0x40000000)));      | 2:22 alignment.large 1073741824 268435456
          int x __attribute__((aligned(3)));               | 2:22 alignment 3
          void f(void) { break; }                          | 2:16 jump.outside break
          void f(int x) { case 1: x = 2; }                 | 2:17 case.outside case
          void f(void) { goto out; }                       | 2:21 label.missing out
          void f(struct s v) { if (v) twice(1); }          | 2:26 condition struct s
          int a[-1];                                       | 2:7 array.negative
          int a[1000000000];                               | 2:7 array.large
          struct r { struct r x; };                        | 2:21 member.incomplete x struct r
          int x = 1, *p = &x, y = *p;                      | 2:25 initial.constant
          _Static_assert(sizeof(int) == 8, "small");       | 2:1 assertion.text small
          int f(int x) { return x ? x : (struct s *) 8; }  | 2:25 operands ?: int struct s *
          int f(float x) { return x % 2; }                 | 2:27 operands % float int
          register int x;                                  | 2:14 storage.file
          int f(int n) { static int a[n]; return a[0]; }   | 2:27 array.file
          _Atomic int x;                                   | 2:1 unsupported _Atomic
          _Atomic(int) x;                                  | 2:1 unsupported _Atomic
          int *_Atomic x;                                  | 2:5 unsupported _Atomic
          int f(void) { int a[3] = {0}; return a[3]; }     | 2:39 warning index.bounds 3 int [3]
          struct t { int n; int a[3]; int b; }; int f(struct t *p) { return p->a[3]; } | 2:71 warning index.bounds 3 int [3]
          void *f(void) { return __builtin_frame_address(256); } | 2:48 builtin.frames 255
          """)
  void isReportedOnceAtItsPlace(String text, String report) {
    List<String> reports = Checked.reportsOf(BEFORE + text);
    List<String> expected = List.of(report.strip());
    assertEquals(expected, reports.stream().filter(line -> !line.contains(" note ")).toList());
  }

  /** The end of an array has an address, and a last member may stand for a longer one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "int f(int *p) { int a[3] = {0}; return p == &a[3]; }",
        "int *f(int a[2][3]) { static int b[2][3]; return a ? b[2] : b[1]; }",
        "struct t { int n; int a[1]; }; int f(struct t *p) { return p->a[1]; }"
      })
  void theEndOfAnArrayIsNoMistake(String text) {
    assertEquals(List.of(), Checked.reportsOf(BEFORE + text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int f(void) { return twice(1, 2); } | 2:22 call.count twice 1 2    | 1:61 note note.declared
          int twice(long a);                  | 2:5 redeclared.type twice int (long) int (int) | 1:61 note note.previous twice
          struct s { int x; };                | 2:8 tag.redefined s          | 1:8 note note.previous s
          int x = 1; int x = 2;               | 2:16 redefined x             | 2:5 note note.previous x
          void f(void) { return 1; }          | 2:23 return.void f           | 2:6 note note.declared
          int f(void) { return; }             | 2:15 return.value f int      | 2:5 note note.declared
          void f(int v) { switch (v) { case 1: case 1: break; } } | 2:38 case.twice 1 | 2:30 note note.previous case
          void f(char *p) { twice(p); }       | 2:25 convert.to-integer argument.of int char * | 1:61 note note.declared
          """)
  void pointsToWhatItContradicts(String text, String report, String note) {
    assertEquals(List.of(report.strip(), note.strip()), Checked.reportsOf(BEFORE + text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int f(int x) { if (x) return 1; }                | 2:33 warning return.missing f
          int f(int x) { return x << 33; }                 | 2:25 warning shift 33
          int f(int x) { return x / 0; }                   | 2:25 warning divide.zero
          int f(void) { return 2147483647 + 1; }           | 2:33 warning constant.overflow int
          void f(const int *p) { int *q = p; *q = 1; }     | 2:33 warning convert.discards initializer int * const int *
          int f(void) { int x; return x; }                 | 2:29 warning uninitialized x
          void f(void) { int x; }                          | 2:20 warning unused.variable x
          void f(void) { out: ; }                          | 2:16 warning unused.label out
          static int f(void) { return 0; }                 | 2:12 warning unused.function f
          void f(int x) { x == 2; }                        | 2:19 warning unused.value
          char c = 300;                                    | 2:10 warning constant.changed 300 char 44
          int a[2] = { 1, 2, 3 };                          | 2:20 warning initial.excess
          char a[2] = "abc";                               | 2:13 warning initial.string
          int f(int *p, char *q) { return p == q; }        | 2:35 warning compare.pointers int * char *
          int a __attribute__((strange));                  | 2:22 warning attribute.unknown strange
          """)
  void isWarnedOf(String text, String report) {
    List<String> reports = Checked.reportsOf(BEFORE + text);
    assertEquals(1, reports.size(), reports.toString());
    assertEquals(report.strip(), reports.getFirst().substring(0, report.strip().length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int f(int x) { while (1) if (x) return 1; }
          int f(int x) { switch (x) { case 1: return 2; default: return 3; } }
          int f(int n) { int s; if (n) s = 1; else s = 2; return s; }
          int f(int x) { return sizeof(int) == 4 ? x : x << 40; }
          int f(int n, int a[n][n]) { return a[1][2]; }
          int f(int *p) { return p && *p; }
          void *f(void) { return 0; }
          int f(void) { return ({ int y = 3; y + 1; }); }
          unsigned char c = -1;
          int main(void) { }
          """)
  void whatIsRightIsLeftAlone(String text) {
    assertEquals(List.of(), Checked.reportsOf(BEFORE + text));
  }
}
