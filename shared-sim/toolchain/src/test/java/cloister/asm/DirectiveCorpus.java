package cloister.asm;

import java.util.Random;

/** Programs of directives, macros, data and jumps, always the same ones for a seed. */
final class DirectiveCorpus {
  private static final String[] OPERATORS = {
    "+", "-", "*", "&", "|", "^", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "<>", "=", "&&",
    "||", "^^", "<<<", ">>>"
  };
  private static final String[] DIVISIONS = {"/", "//", "%", "%%"};
  private static final String[] NUMBERS = {
    "0",
    "1",
    "7",
    "255",
    "0x1234",
    "0b1011",
    "17q",
    "0ffh",
    "$7f",
    "1_000",
    "'a'",
    "'xyz'",
    "`\\n`",
    "0x7fffffffffffffff",
    "0xffffffff",
    "10d",
    "0o17",
    "i",
    "two"
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder("%assign i 3\n%define two (1+1)\nstart:\n");
  private int labels;

  private DirectiveCorpus(long seed) {
    random = new Random(seed);
  }

  static String program(long seed, int statements) {
    DirectiveCorpus corpus = new DirectiveCorpus(seed);
    corpus.line("bits " + (seed % 2 == 0 ? 16 : 32));
    for (int i = 0; i < statements; i++) {
      corpus.statement(0);
    }
    for (int i = corpus.labels; i < corpus.labels + 5; i++) {
      corpus.line("l" + i + ": nop");
    }
    return corpus.text.toString();
  }

  private void statement(int depth) {
    switch (random.nextInt(depth < 3 ? 13 : 8)) {
      case 0 -> line("l" + labels++ + ":");
      case 1 -> line(pick("jmp ", "jz ", "call ", "jnc ") + "l" + (labels + random.nextInt(5)));
      case 2 -> line("times " + random.nextInt(90) + " nop");
      case 3 -> line(data());
      case 4 -> line("dq " + expression(4));
      case 5 -> line("mov eax, " + expression(2) + " & 0x7fffffff");
      case 6 -> line(random.nextInt(4) == 0 ? "dw " + real("") : longReal());
      case 7 -> line(pick("align 4", "align 8, db 0xcc", "alignb 2", "resb 3", "dw $-start"));
      case 8 -> choice(depth);
      case 9 -> repetition(depth);
      case 10 -> line("%assign i (" + expression(2) + ") & 7");
      case 11 -> macro(depth);
      default -> strings();
    }
  }

  private void choice(int depth) {
    String condition = expression(2);
    line(pick("%if ", "%ifn ") + condition);
    statement(depth + 1);
    if (random.nextBoolean()) {
      line(pick("%elifnum ", "%elifid ", "%elifstr ", "%elifidni two,") + pick("i", "'s'", "5"));
      statement(depth + 1);
    }
    line("%else");
    statement(depth + 1);
    line("%endif");
  }

  private void repetition(int depth) {
    line("%rep " + (1 + random.nextInt(4)));
    line("%assign i i+1");
    if (random.nextBoolean()) {
      line("%if i > 5");
      line("%exitrep");
      line("%endif");
    }
    if (depth < 2) {
      line(data());
    }
    line("%endrep");
  }

  private void macro(int depth) {
    String name = "m" + random.nextInt(1000);
    line("%macro " + name + pick(" 1-3 5, 6", " 1-*", " 1-2+", " 1-3.nolist 1,2"));
    line("%%a: dw %1, %0");
    line("%ifnum %1");
    line(pick("jmp %%a", "db %1 & 255", "%rotate 1"));
    line("%endif");
    if (depth == 0) {
      line("db %{1:-1}");
    }
    line("%endmacro");
    line(name + " " + pick("1", "i, 2", "3,4,5", "{7}, 'a'"));
    line("%unmacro " + name + " 1");
  }

  private void strings() {
    String name = "s" + random.nextInt(5);
    String value = pick("'hello'", "\"it's\"", "`a\\tb\\x41`");
    line("%strcat " + name + " " + value + ", 'z'");
    line("%strlen n " + name);
    line("%substr t " + name + " " + (1 + random.nextInt(3)) + "," + pick("1", "2", "-1", "-2"));
    line("db " + name + ", n, t, 0");
    line("%defstr d " + pick("a + b", "i", "x,y"));
    line("db d");
    line("%define h(x) 0x%[i] + 0x %+ x");
    line("dd h(" + pick("1A", "2b", "0C", "EE", "1E", "7d", "5") + ")");
  }

  private String data() {
    String line = pick("db ", "dw ", "dd ", "dq ");
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      line += item() + (n > 1 ? ", " : "");
    }
    return line;
  }

  private String item() {
    return switch (random.nextInt(6)) {
      case 0 -> pick("'abc'", "\"defgh\"", "`\\0\\u20ac`");
      case 1 -> random.nextInt(4) + " dup (" + expression(1) + ", 'q')";
      case 2 -> "?";
      case 3 -> "$-start";
      default -> expression(2);
    };
  }

  private String longReal() {
    String exponent = random.nextBoolean() ? "e" + (random.nextInt(60) - 30) : "";
    return pick("dd ", "dq ", "dt ") + real(exponent);
  }

  /**
   * With many digits, so that none lies between two numbers: NASM takes some ties for less. It also
   * overflows half precision too late, so that there is no exponent then.
   */
  private String real(String exponent) {
    String sign = pick("", "-", "+");
    String digits = random.nextInt(100) + "." + (random.nextLong() >>> 1 + random.nextInt(9));
    return sign + digits + exponent;
  }

  private String expression(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return pick(NUMBERS);
    }
    return switch (random.nextInt(6)) {
      case 0 -> pick("-", "~", "!", "+") + "(" + expression(depth - 1) + ")";
      case 1 ->
          "(" + expression(depth - 1) + ") " + pick(DIVISIONS) + " ((" + expression(1) + ") | 1)";
      case 2 -> "(" + expression(depth - 1) + " " + pick(OPERATORS) + " " + pick(NUMBERS) + ")";
      case 3 -> "(" + thing() + pick(" = ", " == ", " <> ", " != ") + thing() + ")";
      default -> expression(depth - 1) + " " + pick(OPERATORS) + " " + expression(depth - 1);
    };
  }

  /** What can only be compared. */
  private String thing() {
    return pick(
        "cs", "ss", "eax", "eax+4", "2*eax", "eax+eax", "-ax", "start", "start+1", "$", "5");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
