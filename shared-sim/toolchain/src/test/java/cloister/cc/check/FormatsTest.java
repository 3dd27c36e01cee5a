package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats are compared with the arguments behind them. */
class FormatsTest {
  private static final String BEFORE =
      """
      int printf(const char *, ...) __attribute__((format(printf, 1, 2)));
      int scanf(const char *, ...) __attribute__((__format__(__scanf__, 1, 2)));
      void f(int i, long l, long long ll, double d, float x, char *s, void *p, unsigned *u) {
      """;

  private static List<String> reports(String call) {
    return Checked.reportsOf(BEFORE + call + "; i = l + ll + d + x + *s + *u; *s = p != 0; }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          printf("%s", i)       | 4:14 warning format.type %s char * int
          printf("%d", l)       | 4:14 warning format.type %d int long
          printf("%lld", l)     | 4:16 warning format.type %lld long long long
          printf("%f", i)       | 4:14 warning format.type %f double int
          printf("%d %d", i)    | 4:8 warning format.few %d
          printf("%d", i, l)    | 4:17 warning format.many 1
          printf("%*d", l, i)   | 4:15 warning format.type %*d int long
          printf("%y", i)       | 4:8 warning format.unknown %y
          scanf("%d", i)        | 4:13 warning format.type %d int * int
          scanf("%f", &d)       | 4:14 warning format.type %f float * double *
          """)
  void aWrongArgumentIsWarnedOf(String call, String report) {
    assertEquals(List.of(report.strip()), reports(call));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          printf("%d %ld %llx %5.2f %s %p %%", i, l, ll, d, s, p)
          printf("%c %hhd %u %g %zu %*.*f", i, i, i, x, sizeof i, i, i, d)
          scanf("%d %lf %s %*d %[^a] %u %hhx", &i, &d, s, s, u, s)
          """)
  void rightArgumentsAreLeftAlone(String call) {
    assertEquals(List.of(), reports(call));
  }
}
