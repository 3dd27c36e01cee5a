package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the tokens are, the parser ends, and without an exception. */
@Tag("full")
class RobustnessTest {
  private static final String PROGRAM =
      """
        typedef unsigned int word; struct point { int x, y : 3; struct { word z; }; };
        enum color { RED, GREEN = 2, BLUE }; static word table[4] = { [1] = 2, 3, [2 ... 3] = 4 };
        int add(int a, int b); int old(a, b) int a; char *b; { return a + *b; }
        void (*handler(int, void (*)(int)))(int) __attribute__((unused));
        extern int named asm("other") __attribute__((weak)), *more[2][3];
        _Static_assert(sizeof(int) == 4, "int"); asm("nop");
        int main(int argc, char **argv) {
      __label__ here;
          struct point p = { .x = 1, .y = 2 }, *q = &p; word i;
          for (int k = 0, m; k < 10; k++) { if (k == 3) continue; else if (k > 5) break; else i += k; }
          while (i-- > 0 && !q->x) { do { p.x = (int)(word)i ? i : 2; } while (0); }
          switch (argc) { case 0: case 1 ... 3: i = 4; default: goto here; }
          here: i = ({ word t = 2; t * 3; }) + sizeof(struct point) + sizeof i + _Alignof(int);
          asm volatile("add %1, %0" : [out] "+r"(i) : "r"(argc) : "cc", "memory");
          q = (struct point *)&(struct point){ 1, 2 }; i = _Generic(i, word: 1, default: 2);
          i = __builtin_offsetof(struct point, x) + __builtin_types_compatible_p(int, word);
          void *a = &&here; typeof(i) j = i, T[i]; { int word = 2; word * i; } goto *a;
          return add(i, argv[0][1] << 2 | 'a' ^ ~3), "a" "b"[0], j ?: 1;
        }
      """;

  private static final int RUNS = 2_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Random random = new Random(11);
  private final List<Token> program = Tokens.of(PROGRAM);

  @Test
  void aValidProgramIsRead() {
    Drawn.source(PROGRAM);
  }

  @Test
  void everyBeginningOfAProgramIsRefusedInPeace() {
    for (int length = 0; length < program.size(); length++) {
      List<Token> beginning = new ArrayList<>(program.subList(0, length));
      beginning.add(program.getLast());
      parse(beginning);
    }
  }

  @Test
  void everyProgramWithoutOneTokenIsRefusedInPeace() {
    for (int left = 0; left < program.size() - 1; left++) {
      List<Token> without = new ArrayList<>(program);
      without.remove(left);
      parse(without);
    }
  }

  @Test
  void programsWithTokensOfElsewhereAreRefusedInPeace() {
    for (int run = 0; run < RUNS; run++) {
      List<Token> changed = new ArrayList<>(program);
      for (int i = random.nextInt(6); i >= 0; i--) {
        change(changed);
      }
      parse(changed);
    }
  }

  @Test
  void soupIsRefusedInPeace() {
    for (int run = 0; run < RUNS; run++) {
      List<Token> soup = new ArrayList<>();
      for (int i = random.nextInt(120); i >= 0; i--) {
        soup.add(any());
      }
      soup.add(program.getLast());
      parse(soup);
    }
  }

  @Test
  void soupOfFewKindsIsRefusedInPeace() {
    for (int run = 0; run < RUNS; run++) {
      List<Token> kinds = List.of(any(), any(), any(), any());
      List<Token> soup = new ArrayList<>();
      for (int i = random.nextInt(400); i >= 0; i--) {
        soup.add(kinds.get(random.nextInt(kinds.size())));
      }
      soup.add(program.getLast());
      parse(soup);
    }
  }

  private void change(List<Token> tokens) {
    int place = random.nextInt(tokens.size() - 1);
    switch (random.nextInt(4)) {
      case 0 -> tokens.add(place, any());
      case 1 -> tokens.remove(place);
      case 2 -> tokens.set(place, any());
      default -> tokens.addAll(place, List.copyOf(tokens.subList(place, tokens.size() - 1)));
    }
    while (tokens.size() > 3 * program.size()) {
      tokens.remove(random.nextInt(tokens.size() - 1));
    }
  }

  private Token any() {
    return program.get(random.nextInt(program.size() - 1));
  }

  private static void parse(List<Token> tokens) {
    assertTimeoutPreemptively(
        LONGEST,
        () -> new Parser(tokens, new Diagnostics(), Limits.OF_A_BROWSER).source(),
        () -> text(tokens));
  }

  private static String text(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()).append(' '));
    return text.toString();
  }
}
