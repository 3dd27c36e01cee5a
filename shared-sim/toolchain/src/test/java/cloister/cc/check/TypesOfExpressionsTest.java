package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types that C gives expressions. */
class TypesOfExpressionsTest {
  private static final String BEFORE =
      """
      struct s { unsigned narrow : 3; unsigned full : 32; int plain; char text[4]; };
      enum e { FIRST } en; struct s v; char c; short h; unsigned u; long l; long long ll;
      unsigned long ul; float x; double d; int a[3], *p; const char *t; int f(void); void *q;
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2147483647 | int
          2147483648 | long long
          0x80000000 | unsigned
          0xFFFFFFFFFF | long long
          1u | unsigned
          1l | long
          1ull | unsigned long long
          'a' | int
          1.0f | float
          1.0 | double
          FIRST | int
          +c | int
          h + h | int
          u + l | unsigned long
          ul + ll | long long
          c + x | float
          x + d | double
          +v.narrow | int
          +v.full | unsigned
          v.plain << ll | int
          h << 1ll | int
          !ll | int
          a[1] | int
          &a | int (*)[3]
          a + 1 | int *
          p - p | int
          *&f | int (void)
          &f | int (*)(void)
          c ? p : 0 | int *
          c ? p : q | void *
          c ? t : (char *) 0 | const char *
          sizeof c | unsigned
          (c) | char
          c = 1 | char
          "abc" | char[4]
          (h, c) | char
          v.text | char[4]
          ll == 1 | int
          c ?: x | float
          &v.text[1] | char *
          """)
  void areThoseOfTheStandard(String expression, String type) {
    String text =
        BEFORE
            + "_Static_assert(__builtin_types_compatible_p(typeof("
            + expression
            + "), typeof("
            + type
            + ")), \"\");";
    assertEquals(List.of(), Checked.reportsOf(text));
  }
}
