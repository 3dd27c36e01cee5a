package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.lex.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Macros are replaced as C11 6.10.3 and GNU C have it. */
class MacroTest {

  /** C11 6.10.3.5, example 3. */
  @Test
  void rescanningFollowsTheStandardsExample() {
    String source =
        """
        #define x 3
        #define f(a) f(x * (a))
        #undef x
        #define x 2
        #define g f
        #define z z[0]
        #define h g(~
        #define m(a) a(w)
        #define w 0,1
        #define t(a) a
        #define p() int
        #define q(x) x
        #define r(x,y) x ## y
        #define str(x) # x
        f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
        g(x+(3,4)-w) | h 5) & m
        (f)^m(m);
        p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
        char c[2][6] = { str(hello), str() };
        """;
    assertEquals(
        "f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ;"
            + " f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) )"
            + " ^ m ( 0 , 1 ) ;"
            + " int i [ ] = { 1 , 23 , 4 , 5 , } ;"
            + " char c [ 2 ] [ 6 ] = { \"hello\" , \"\" } ;",
        Sample.textOf(source));
  }

  /** C11 6.10.3.5, example 4. */
  @Test
  void stringsAreMadeAsInTheStandardsExample() {
    String source =
        """
        #define str(s) # s
        #define xstr(s) str(s)
        #define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \\
        x ## s, x ## t)
        #define INCFILE(n) vers ## n
        #define glue(a, b) a ## b
        #define xglue(a, b) glue(a, b)
        #define HIGHLOW "hello"
        #define LOW LOW ", world"
        debug(1, 2);
        fputs(str(strncmp("abc\\0d", "abc", '\\4') // this goes away
        == 0) str(: @\\n), s);
        xstr(INCFILE(2).h)
        glue(HIGH, LOW);
        xglue(HIGH, LOW)
        """;
    assertEquals(
        "printf ( \"x\" \"1\" \"= %d, x\" \"2\" \"= %s\" , x1 , x2 ) ; fputs ("
            + " \"strncmp(\\\"abc\\\\0d\\\", \\\"abc\\\", '\\\\4') == 0\" \": @\\n"
            + "\" , s ) ; \"vers2.h\" \"hello\" ; \"hello\" \", world\"",
        Sample.textOf(source));
  }

  /** C11 6.10.3.5, examples 5 and 7, and 6.10.3.3, 4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#define t(x,y,z) x ## y ## z\\n t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,),"
            + " t(,,12), t(,,) | 123 , 45 , 67 , 89 , 10 , 11 , 12 ,",
        "#define debug(...) fprintf(stderr, __VA_ARGS__)\\n"
            + " debug(\"Flag\"); debug(\"X = %d\\n"
            + "\", x); | fprintf ( stderr , \"Flag\" ) ; fprintf ( stderr , \"X = %d\\n"
            + "\" , x ) ;",
        "#define showlist(...) puts(#__VA_ARGS__)\\n showlist(The first, second, and third items.);"
            + " | puts ( \"The first, second, and third items.\" ) ;",
        "#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))\\n report(x>y, \"x\","
            + " x, y); | ( ( x > y ) ? puts ( \"x>y\" ) : printf ( \"x\" , x , y ) ) ;",
        "#define hash_hash # ## #\\n #define mkstr(a) # a\\n #define in_between(a) mkstr(a)\\n"
            + " #define join(c, d) in_between(c hash_hash d)\\n join(x, y); | \"x ## y\" ;"
      })
  void operatorsFollowTheStandardsExamples(String source, String expected) {
    String lines = source.replace("\\n ", "\n");
    assertEquals(expected, Sample.textOf(lines));
  }

  /** Boost and many others count on that: what comes out of an argument can be scanned again. */
  @Test
  void deferredMacrosAreReplacedInTheNextScan() {
    String source =
        """
        #define EMPTY()
        #define DEFER(x) x EMPTY()
        #define EVAL(...) EVAL1(EVAL1(__VA_ARGS__))
        #define EVAL1(...) __VA_ARGS__
        #define TWICE(x) x DEFER(TWICE_)()(x)
        #define TWICE_() TWICE
        TWICE(a);
        EVAL(TWICE(a));
        """;
    assertEquals("a TWICE_ ( ) ( a ) ; a a a a TWICE_ ( ) ( a ) ;", Sample.textOf(source));
  }

  @Test
  void aNameFoundInItsOwnReplacementIsNeverReplacedAgain() {
    assertEquals("a b", Sample.textOf("#define a b\n#define b a\na b"));
    assertEquals("f ( 1 )", Sample.textOf("#define f(x) f\n#define id(x) x\nid(id(f(2))(1))"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#define e(f, ...) p(f, ##__VA_ARGS__);e(1) e(1,) e(1,2,3) | p ( 1 ) p ( 1 , ) p ( 1 , 2 ,"
            + " 3 )",
        "#define e(...) p(0, ##__VA_ARGS__);e() e(2) | p ( 0 ) p ( 0 , 2 )",
        "#define e(a...) p(a);e() e(1,2) | p ( ) p ( 1 , 2 )",
        "#define e(f, a...) p(f, ## a);e(1) e(1, 2) | p ( 1 ) p ( 1 , 2 )",
        "#define e(f, ...) p(f __VA_OPT__(,) __VA_ARGS__);e(1) e(1,) e(1, 2) | p ( 1 ) p ( 1 ) p ("
            + " 1 , 2 )",
        "#define e(x, ...) x ## __VA_OPT__(y z) w;e(a) e(a, 1) | a w ay z w",
        "#define e(...) #__VA_OPT__(a __VA_ARGS__);e() e(1,  2) | \"\" \"a 1, 2\""
      })
  void variableArgumentsFollowGnu(String source, String expected) {
    assertEquals(expected, Sample.textOf(source.replace(';', '\n')));
  }

  @Test
  void aMacroWithParametersIsUsedOnlyBeforeAParenthesis() {
    assertEquals("f + 1 ; 7 ;", Sample.textOf("#define f(x) x\nf + 1;\nf /* on */ \n (7);"));
  }

  @Test
  void argumentsGoOverLinesAndDirectives() {
    String source = "#define f(x, y) x-y\nf(1,\n#define two 2\ntwo\n)";
    assertEquals("1 - 2", Sample.textOf(source));
  }

  @Test
  void tokensStandWhereTheMacroIsUsed() {
    Sample sample = Sample.of("#define ADD(a, b) (a + b)\nint x = ADD(yy,\n  zz);\n");
    List<Token> tokens = sample.tokens();
    String places = "";
    for (Token token : tokens.subList(3, 8)) {
      places += token.text() + "@" + token.span().line() + ":" + token.span().column() + " ";
    }
    assertEquals("(@2:9 yy@2:13 +@2:9 zz@3:3 )@2:9 ", places);
  }

  @Test
  void whereAMacroWasUsedIsKnown() {
    Sample sample = Sample.of("#define A B\n#define B 1\nA 2");
    Preprocessor preprocessor = sample.preprocessor();
    List<Token> tokens = preprocessor.preprocess("main.c");
    assertEquals("A", preprocessor.expansions().macroAt(tokens.get(0).span()).orElse(""));
    assertEquals("", preprocessor.expansions().macroAt(tokens.get(1).span()).orElse(""));
  }

  @Test
  void whiteSpaceInStringsIsThatOfTheSource() {
    String source =
        "#define s(x) #x\n#define xs(...) s2(__VA_ARGS__)\n#define s2(...) #__VA_ARGS__\n"
            + "#define id(x) [x]\n"
            + "s( a  +/* */b ) s(\"\\n\" '\"' \\) xs(id( 1)id(2) 3) s(\n a\n b)";
    assertEquals("\"a + b\" \"\\\"\\\\n\\\" '\\\"' \" \"[1][2] 3\" \"a b\"", Sample.textOf(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__FILE__ __LINE__ | \"main.c\" 1",
        "__DATE__ __TIME__ | \"Jan  1 2000\" \"00:00:00\"",
        "__COUNTER__ __COUNTER__ __INCLUDE_LEVEL__ __BASE_FILE__ | 0 1 0 \"main.c\"",
        "__STDC__ __STDC_VERSION__ __STDC_HOSTED__ | 1 201112L 1",
        "__i386__ i386 linux unix __ELF__ __cloister__ | 1 1 1 1 1 1",
        "__SIZE_TYPE__ __WCHAR_TYPE__ __INT64_TYPE__ | unsigned int long int long long int"
      })
  void predefinedMacrosHaveTheirValues(String source, String expected) {
    assertEquals(expected, Sample.textOf(source));
  }

  @Test
  void optionsDefineAndUndefine() {
    Options options =
        Options.none().define("A").define("B=2 + 3").define("F(x)=x x").undefine("linux");
    assertEquals("1 2 + 3 y y linux", Sample.of("A B F(y) linux").with(options).text());
  }

  @Test
  void digraphsAreReadAndAreSpelledOutInStringsOnly() {
    assertEquals(
        "[ ] { } \"<: %>\" ab",
        Sample.textOf("%:define s(x) %:x\n%:define c(a, b) a%:%:b\n<::><%%> s(<: %>) c(a,b)"));
  }

  @Test
  void macrosCanBePutAside() {
    assertEquals(
        "2 1",
        Sample.textOf(
            "#define A 1\n#pragma push_macro(\"A\")\n#undef A\n#define A 2\nA\n"
                + "#pragma pop_macro(\"A\")\nA"));
  }
}
