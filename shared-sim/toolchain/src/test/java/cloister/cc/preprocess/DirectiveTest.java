package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, headers and pragmas (C11 6.10.1, 6.10.2, 6.10.6). */
class DirectiveTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "-1 > 0u",
        "!(-1 > 0)",
        "-1 / 2 == 0 && -7 % 3 == -1",
        "18446744073709551615u == -1",
        "9223372036854775807 + 1 < 0",
        "(2 || 1 / 0) && !(0 && 1 / 0)",
        "1 ? 2 : 1 / 0",
        "(0 ? 1u : -1) > 0",
        "1 << 3 == 8 && -16 >> 2 == -4 && 1 << 64 == 0 && 8 >> -1 == 16",
        "'a' == 97 && '\\377' < 0 && L'\\377' == 255 && 'ab' == 24930",
        "0x10 == 16 && 010 == 8 && 0b11 == 3",
        "unknown == 0 && true == 0",
        "defined linux && defined(linux) && !defined nothing",
        "~0 == -1 && (5 & 6) == 4 && (5 | 6) == 7 && (5 ^ 6) == 3",
        "1, 2",
        "__has_include(\"there.h\") && !__has_include(<missing.h>)",
        "__has_attribute(packed) && __has_attribute(__packed__) && !__has_attribute(hot)",
        "defined __has_builtin && __has_builtin(__builtin_offsetof)"
      })
  void conditionHolds(String condition) {
    Options options = Options.none().having(List.of("packed"), List.of("__builtin_offsetof"));
    Sample sample = Sample.of("#if " + condition + "\nyes\n#else\nno\n#endif").with(options);
    assertEquals("yes", sample.with("there.h", "").text());
    assertEquals(List.of(), sample.problems().stream().filter(p -> p.contains(" error ")).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "0, 0, 1",
    "2147483647, 2147483647, 0",
    "2147483648, 2147483647, 1",
    "99999999999999999999, 2147483647, 1"
  })
  void linesHaveNumbersThatFit(String written, String first, int warnings) {
    Sample sample = Sample.of("#line " + written + "\n__LINE__\n");
    assertEquals(first, sample.text());
    assertEquals(warnings, sample.problems().size());
  }

  @Test
  void linesBehindTheLastNumberStayThere() {
    Sample sample = Sample.of("#line 2147483647\n\n\n__LINE__ \\\n __LINE__\n");
    assertEquals("2147483647 2147483647", sample.text());
  }

  @Test
  void onlyOneBranchIsRead() {
    String source =
        """
        #if 0
        one 'unmatched
        #  if 1
        nested
        #  else
        #  endif
        #elif 1
        two
        #elif 1 / 0
        three
        #else
        four /* #endif
        */
        #endif
        #ifdef linux
        five
        #endif
        #ifndef linux
        six
        #endif
        """;
    Sample sample = Sample.of(source);
    assertEquals("two five", sample.text());
    assertEquals(List.of(), sample.problems());
  }

  @Test
  void headersAreFoundBesideTheFileThenInTheFolders() {
    Sample sample =
        Sample.of("#include \"a/one.h\"\n#include <two.h>\n#define H <two.h>\n#include H\n")
            .with("a/one.h", "one\n#include \"near.h\"\n#include \"two.h\"")
            .with("a/near.h", "near")
            .with("inc/two.h", "first\n#include_next <two.h>")
            .with("sys/two.h", "second __FILE__ __INCLUDE_LEVEL__")
            .with(Options.none().includeSystem("sys").include("inc"));
    String two = "first second \"sys/two.h\" ";
    assertEquals("one near " + two + "3 " + two + "2 " + two + "2", sample.text());
    assertEquals(List.of(), sample.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#pragma once\nonce",
        "#ifndef H\n#define H\nonce\n#endif\n",
        "_Pragma(\"once\") once",
        "/* c */\n#ifndef H\n#define H\n#if 1\nonce\n#else\n#endif\n#endif // H"
      })
  void aGuardedHeaderIsReadOnce(String header) {
    Sample sample = Sample.of("#include \"h.h\"\n#include \"h.h\"\n").with("h.h", header);
    assertEquals("once", sample.text());
  }

  @Test
  void aGuardThatIsUndefinedLetsTheHeaderInAgain() {
    Sample sample =
        Sample.of("#include \"h.h\"\n#undef H\n#include \"h.h\"\n")
            .with("h.h", "#ifndef H\n#define H\nx\n#endif\n");
    assertEquals("x x", sample.text());
  }

  @Test
  void whatStandsBehindTheGroupIsReadEachTime() {
    Sample sample =
        Sample.of("#include \"h.h\"\n#include \"h.h\"\n")
            .with("h.h", "#ifndef H\n#define H\nx\n#else\ny\n#endif\n");
    assertEquals("x y", sample.text());
  }

  @Test
  void lineDirectivesChangeWhatMessagesSay() {
    Sample sample =
        Sample.of("#line 50 \"other.c\"\n__FILE__ __LINE__\n# 7 \"third.c\" 2\n__LINE__");
    assertEquals("\"other.c\" 50 7", sample.text());
    assertEquals("third.c", sample.tokens().getLast().span().file());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#pragma pack(push, 1) | __pragma_pack ( push , 1 )",
        "#define N 4;#pragma pack(N);int x; | __pragma_pack ( 4 ) int x",
        "_Pragma(\"pack(2)\") x | __pragma_pack ( 2 ) x",
        "#define P(x) _Pragma(#x);P(pack(8)) y | __pragma_pack ( 8 ) y",
        "#pragma GCC diagnostic push;#pragma STDC FP_CONTRACT ON;z | z"
      })
  void pragmasReachTheParser(String source, String expected) {
    Sample sample = Sample.of(source.replace(';', '\n'));
    assertEquals(expected, sample.text());
    assertEquals(List.of(), sample.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "#foo | 1:2+3 error There is no directive #foo.",
        "#include <no.h> | 1:10+6 error There is no header no.h.",
        "#include | 1:2+7 error A header's name in quotes or angle brackets is expected after"
            + " #include.",
        "#if 1;x | 1:2+2 error This #if has no #endif.",
        "#else | 1:2+4 error There is no #if for this #else.",
        "#if;#endif | 1:2+2 error A condition is missing after #if.",
        "#if 1 +;#endif | 1:2+2 error This condition ends too early.",
        "#if (1;#endif | 1:2+2 error ) is expected here.",
        "#if 1 2;#endif | 1:7+1 error 2 does not belong in a condition here.",
        "#if 1 / 0;#endif | 1:7+1 error Division by zero in a condition.",
        "#if 1.5;#endif | 1:5+3 error A condition is made of integers only.",
        "#if defined;#endif | 1:5+7 error defined needs a name or a header here.",
        "#error Don't do this | 1:2+5 error The source says: Don't do this",
        "#warning careful | 1:2+7 warning The source warns: careful",
        "#define | 1:2+6 error The name of a macro is missing after #define.",
        "#define defined | 1:9+7 error defined cannot be the name of a macro.",
        "#define f(x, x) | 1:14+1 error The macro has two parameters x.",
        "#define f(x | 1:11+1 error The list of parameters goes on with a comma or ends with ).",
        "#define f(x) #y | 1:14+1 error In this macro, # is followed by a parameter.",
        "#define f ## x | 1:11+2 error ## stands between two tokens.",
        "#define c(a, b) a ## b;c(+, x) | 2:1+1 error + and x pasted together are no token.",
        "#define f(x) x; f(1 | 2:2+1 error The list of arguments of the macro f is never closed.",
        "#pragma strange | 1:2+6 warning The pragma strange is not known and is ignored.",
        "#ifdef A B;#endif | 1:10+1 warning Nothing more belongs on the line of #ifdef.",
        "#line x | 1:2+4 error #line takes a line number and, where wanted, a file's name in"
            + " quotes."
      })
  void problemsSayWhatAndWhere(String source, String expected) {
    assertEquals(List.of(expected), Sample.problemsOf(source.replace(';', '\n')));
  }

  @Test
  void anotherDefinitionIsWarnedOfWithItsPlace() {
    assertEquals(
        List.of(
            "3:9+1 warning The macro A was defined otherwise before.",
            "1:9+1 note It was defined here."),
        Sample.problemsOf("#define A 1\n#define B  x /* */ y\n#define A 2\n#define B x y\n"));
  }

  @Test
  void wrongArgumentsAreCounted() {
    assertEquals(
        List.of(
            "2:1+1 error The macro f has 1 arguments here and takes 2.",
            "1:9+1 note It was defined here."),
        Sample.problemsOf("#define f(a, b) a b\nf(1)"));
  }

  /** As if the source began with them; each may rely on those before it. */
  @Test
  void forcedHeadersComeFirst() {
    Options options = Options.none().define("A=1").force("one.h").force("two.h").force("one.h");
    Sample sample = Sample.of("c __INCLUDE_LEVEL__ B").with(options);
    sample.with("one.h", "#pragma once\n#define B A\na __INCLUDE_LEVEL__").with("two.h", "b B");
    assertEquals("a 1 b 1 c 0 1", sample.text());
    assertEquals(List.of(), sample.problems());
  }

  @Test
  void aForcedHeaderMustBeThere() {
    Sample sample = Sample.of("c").with(Options.none().force("none.h"));
    assertEquals("c", sample.text());
    assertEquals(1, sample.problems().size());
  }
}
