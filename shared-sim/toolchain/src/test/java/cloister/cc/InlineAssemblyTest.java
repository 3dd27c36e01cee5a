package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.encode.InstructionSet;
import cloister.cc.driver.CompileOptions;
import cloister.cc.driver.Passes;
import cloister.cc.parse.Limits;
import cloister.cc.preprocess.Options;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What inline assembly asks for is there, or the statement is told that it is not. */
class InlineAssemblyTest {
  private static final InstructionSet SET = new InstructionSet(new OpcodeTable());
  private static final String DECLARATIONS =
      "struct s { int a : 3, b; char c[20]; } s;\n"
          + "int f(int i, long long w, double d, float e, char c, int *p) {\n";

  /** The errors of one statement inside a function, each as its line and id. */
  private static List<String> errors(String statement, int optimize) {
    String text = DECLARATIONS + statement + "\nl: return i + w + d + e + c + *p + s.b; }";
    Diagnostics diagnostics = new Diagnostics();
    CompileOptions options =
        new CompileOptions(Options.none(), Limits.OF_A_BROWSER, optimize, false);
    Passes passes = new Passes(SET, options, name -> Optional.of(text), diagnostics);
    passes.compile("a.c").ifPresent(compiled -> passes.assemble("a.o", compiled.items()));
    return diagnostics.all().stream()
        .filter(one -> one.severity() == Severity.ERROR)
        .map(InlineAssemblyTest::text)
        .toList();
  }

  private static String text(Diagnostic diagnostic) {
    return diagnostic.span().line() + " " + diagnostic.message().id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "cc.type.asm.letter § asm(\"\" : : \"x\"(i));",
        "cc.type.asm.letter § asm(\"\" : \"=@ccq\"(i));",
        "cc.type.asm.type § asm(\"\" : \"=i\"(i));",
        "cc.type.asm.type § asm(\"\" : : \"t\"(i));",
        "cc.type.asm.type § asm(\"\" : \"=f\"(d));",
        "cc.type.asm.type § asm(\"\" : : \"r\"(d));",
        "cc.type.asm.type § asm(\"\" : : \"b\"(w));",
        "cc.type.asm.type § asm(\"\" : \"=r\"(i) : \"0\"(d));",
        "cc.type.asm.type § asm(\"\" : \"=@ccz\"(w));",
        "cc.type.asm.second § asm(\"\" : : \"u\"(d));",
        "cc.type.asm.twice § asm(\"\" : : \"t\"(d), \"t\"(d));",
        "cc.type.asm.twice § asm(\"\" : \"=a\"(i), \"=a\"(c));",
        "cc.type.asm.twice § asm(\"\" : : \"S\"(i), \"S\"(c));",
        "cc.type.asm.twice § asm(\"\" : \"=&a\"(i) : \"a\"(c));",
        "cc.type.asm.twice § asm(\"\" : \"+a\"(i) : \"a\"(c));",
        "cc.type.asm.twice § asm(\"\" : \"=A\"(w), \"=d\"(i));",
        "cc.type.asm.twice § asm(\"\" : \"=a\"(i) : : \"al\");",
        "cc.type.asm.twice § asm(\"\" : \"+r\"(i) : \"0\"(c));",
        "cc.type.asm.twice § asm(\"\" : \"=r\"(i) : \"0\"(c), \"0\"(c));",
        "cc.type.asm.match § asm(\"\" : \"=m\"(i) : \"0\"(c));",
        "cc.type.asm.match § asm(\"\" : \"=r\"(i), \"=r\"(c) : \"10\"(c));",
        "cc.type.asm.memory § asm(\"\" : \"=m\"(s.a));",
        "cc.type.asm.memory § asm(\"\" : : \"m\"(i + 1));",
        "cc.type.assign.const § const int k[2] = {0}; asm(\"\" : \"=m\"(k));",
        "cc.type.assign.value § asm(\"\" : \"=m\"(i + 1));",
        "cc.type.assign.array § asm(\"\" : \"=r\"(s.c));",
        "cc.type.asm.immediate § asm(\"\" : : \"Z\"(-1));",
        "cc.type.asm.immediate § asm(\"\" : : \"I\"(32));",
        "cc.type.asm.immediate § asm(\"\" : : \"N\"(&s));",
        "cc.type.asm.immediate § asm(\"\" : : \"i\"(0x123456789LL));",
        "cc.type.asm.frame § asm(\"\" : : : \"ebp\");",
        "cc.type.asm.number § asm(\"%l0\" : : \"r\"(i));",
        "cc.type.asm.number § asm goto(\"%0\" : : : : l);",
        "cc.type.asm.number § asm(\"%3\" : \"+r\"(i) : \"r\"(i));",
        "cc.type.asm.number § asm(\"%99999999999\" : \"+r\"(i));",
        "cc.type.asm.number § asm(\"nop %\" : \"+r\"(i));",
        "cc.type.asm.name § asm(\"%[x\" : \"+r\"(i));",
        "cc.type.asm.modifier § asm(\"%Y0\" : \"+r\"(i));",
        "cc.type.asm.alternative § asm(\"{a|b\" : \"+r\"(i));",
        "cc.generate.asm.byte § asm(\"%b0\" : \"+S\"(i));",
        "cc.generate.asm.byte § asm(\"%h0\" : \"+D\"(i));",
        "cc.gas.instruction § asm(\"frobnicate\");",
        "cc.gas.expected § asm(\"movl %%eax %%ebx\" : );",
        "asm.operand.sizes § asm(\"movl %al, %ebx\");",
      })
  void aStatementThatCannotBeIsTold(String id, String statement) {
    for (int optimize = 0; optimize <= 1; optimize++) {
      assertEquals(List.of("3 " + id), errors(statement, optimize), statement);
    }
  }

  @Test
  void moreRegistersThanThereAreAreRefused() {
    String seven = "int v[7]; asm volatile(\"\" : \"=r\"(v[0])";
    for (int i = 1; i < 7; i++) {
      seven += ", \"=r\"(v[" + i + "])";
    }
    assertEquals(List.of("3 cc.generate.asm.registers"), errors(seven + ");", 1));
    String fixed =
        "asm(\"\" : \"=r\"(i) : : \"eax\", \"ebx\", \"ecx\", \"edx\", \"esi\", \"edi\");";
    assertEquals(List.of("3 cc.generate.asm.registers"), errors(fixed, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "asm(\"\" : \"=@ccnae\"(i), \"=@cco\"(c), \"=@ccg\"(p[2]));",
        "asm(\"\" : \"=g\"(i) : \"0\"(c));",
        "asm(\"\" : \"=rm\"(*p) : \"0\"(c));",
        "asm(\"\" : \"=m,r\"(i) : \"m,r\"(c));",
        "asm(\"\" : \"=g\"(d) : \"g\"(e), \"rm\"(d));",
        "asm(\"\" : \"=t\"(d), \"=u\"(e) : \"f\"(d), \"f\"(e));",
        "asm(\"\" : \"=t\"(d) : \"0\"(d), \"f\"(e));",
        "asm(\"\" : \"=A\"(i) : \"d\"(c));",
        "asm(\"\" : \"=r\"(w), \"=A\"(w) : \"1\"(w));",
        "asm(\"{movl|mov} %1, %0 # | }\" : \"=r\"(i) : \"r\"(i));",
        "asm(\"jmp %*%0; jmp %A1\" : : \"r\"(p), \"m\"(p));",
        "asm(\"movl %0, s\" : : \"iI\"(&s));",
        "asm(\"\" : \"=m\"(*(char(*)[10])p), \"+m\"(s.c), \"=m\"(*(char(*)[])p));",
        "asm(\"\" : : \"cI\"((int) 2), \"Nd\"(255) : \"ecx\", \"edx\");",
        "asm(\"\" : : \"e\"(7), \"Z\"(7), \"e\"(&s));",
        "asm goto(\"jz %l3; jc %l[l]\" : \"+r\"(i) : \"r\"(i) : : l);",
      })
  void whatGccTakesIsTaken(String statement) {
    for (int optimize = 0; optimize <= 1; optimize++) {
      assertEquals(List.of(), errors(statement, optimize), statement);
    }
  }

  @Test
  void whateverIsWrittenIsCompiledOrRefused() {
    Random random = new Random(1);
    int good = 0;
    for (int i = 0; i < 1_500; i++) {
      List<String> errors = errors(statement(random), i & 1);
      good += errors.isEmpty() ? 1 : 0;
    }
    assertTrue(good > 100, "only " + good + " of the statements were good");
  }

  private static String statement(Random random) {
    StringBuilder text = new StringBuilder("asm");
    boolean leaves = random.nextInt(6) == 0;
    text.append(leaves ? " goto" : "").append("(\"");
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(one(random, PIECES));
    }
    text.append("\" : ");
    operands(text, random, random.nextInt(3), true);
    text.append(" : ");
    operands(text, random, random.nextInt(4), false);
    text.append(" : ");
    if (random.nextInt(3) == 0) {
      text.append('"').append(one(random, CLOBBERS)).append('"');
    }
    return text.append(leaves ? " : l" : "").append(");").toString();
  }

  private static void operands(StringBuilder text, Random random, int count, boolean output) {
    for (int i = 0; i < count; i++) {
      text.append(i > 0 ? ", \"" : "\"");
      text.append(output ? one(random, "=", "=", "+", "=&", "+&") : "");
      for (int k = random.nextInt(5) == 0 ? 2 : 1; k > 0; k--) {
        text.append(one(random, CONSTRAINTS));
      }
      text.append("\"(").append(one(random, output ? PLACES : VALUES)).append(')');
    }
  }

  private static String one(Random random, String... all) {
    return all[random.nextInt(all.length)];
  }

  private static final String[] PIECES = {
    "movl %0, %1; ",
    "movl %1, %%eax; ",
    "nop; ",
    "%=",
    "%b0 ",
    "%h1 ",
    "%k0",
    "jmp %l1; ",
    "{a|b}",
    "fadd %1; ",
    "1: jmp 1b; ",
    "%2",
    "%c1",
    ".long %c0; ",
    "pushl %0; ",
    "jmp %*%0; ",
    "lock; "
  };
  private static final String[] CONSTRAINTS = {
    "r", "r", "q", "m", "g", "a", "b", "c", "d", "S", "D", "A", "i", "n", "I", "N", "0", "1", "t",
    "u", "f", "rm", "X", "p", "@ccz", "@ccbe", "r,m", "Q", "o", "V", "%r", "x"
  };
  private static final String[] CLOBBERS = {"eax", "memory", "cc", "st", "edi", "bl", "st(1)"};
  private static final String[] PLACES = {
    "i", "w", "d", "e", "c", "*p", "s.a", "s.b", "s", "s.c[i]", "p"
  };
  private static final String[] VALUES = {
    "i",
    "w",
    "d",
    "e",
    "c",
    "*p",
    "s.a",
    "s",
    "1",
    "&s",
    "2.5",
    "1LL << 40",
    "i + 1",
    "p",
    "f",
    "300"
  };
}
