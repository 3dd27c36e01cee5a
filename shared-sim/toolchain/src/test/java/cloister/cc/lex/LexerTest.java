package cloister.cc.lex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.report.Span;
import cloister.cc.Problems;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens and their places (C11 5.1.1.2, 6.4). */
class LexerTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private List<Token> tokens(String source) {
    Lexer lexer = new Lexer("test.c", source, new Names(), diagnostics);
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.next(); !token.isEnd(); token = lexer.next()) {
      tokens.add(token);
    }
    return tokens;
  }

  private String kinds(String source) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens(source)) {
      text.append(token.kind().toString().charAt(0)).append(token.text()).append(' ');
    }
    return text.toString().strip();
  }

  private String places(String source) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens(source)) {
      Span span = token.span();
      text.append(token.text()).append('@').append(span.line()).append(':');
      text.append(span.column()).append('+').append(span.length()).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void nullCharactersAreWarnedOfOutsideOfStrings() {
    assertEquals("Ia Ib S\"\0\"", kinds("a\0\0b \"\0\""));
    assertEquals(1, diagnostics.all().size());
    assertEquals("cc.lex.null", diagnostics.all().getFirst().message().id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int x=0x1F; | Iint Ix P= N0x1F P;",
        "a+++++b | Ia P++ P++ P+ Ib",
        "x<<=y>>=z...w->v | Ix P<<= Iy P>>= Iz P... Iw P-> Iv",
        ".5 1.e+3 0x1p-2 1..2 1e 0xe+1 12_x$ | N.5 N1.e+3 N0x1p-2 N1..2 N1e N0xe+1 N12_x$",
        "'a' '\\'' L'b' u'c' U'd' | C'a' C'\\'' CL'b' Cu'c' CU'd'",
        "\"s\\\"t\" u8\"x\" L\"\" R\"y\" | S\"s\\\"t\" Su8\"x\" SL\"\" IR S\"y\"",
        "u8'x' | Iu8 C'x'",
        "$a _b é名 \\u00e9x 1é | I$a I_b Ié名 Iéx N1é",
        "<::><%%>%:%:%:% | P<: P:> P<% P%> P%:%: P%: P%",
        "@ \\ \uD83D\uDE00\u2010 | O@ O\\ I\uD83D\uDE00 O\u2010",
        "a/* b */c//d | Ia Ic",
        ".. ... .... | P. P. P... P... P.",
      })
  void charactersBecomeTokens(String source, String expected) {
    assertEquals(expected, kinds(source));
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void everyTokenKnowsItsPlace() {
    assertEquals("int@1:1+3 é@1:5+1 =@2:3+1 \"ä\"@3:1+3 ;@3:6+1", places("int é\n  =\n\"ä\"\t ;"));
  }

  @Test
  void splicedLinesCountButJoinTokens() {
    assertEquals(
        "ab@1:1+1 c@2:3+1 \"xy\"@3:1+2 z@6:1+1", places("a\\\nb c\r\n\"x\\  \ny\"\\\r\n\nz"));
  }

  @Test
  void marksTellOfSpaceAndLines() {
    List<Token> tokens = tokens("a b/**/c\n/* x\n*/ d(");
    StringBuilder marks = new StringBuilder();
    for (Token token : tokens) {
      marks.append(token.text());
      marks.append(token.firstOfLine() ? '!' : token.spaceBefore() ? '_' : '.');
    }
    assertEquals("a!b_c_d!(.", marks.toString());
  }

  @Test
  void aCommentKeepsTheLineThatItBeginsIn() {
    List<Token> tokens = tokens("a /* \n */ # b");
    assertFalse(tokens.get(1).firstOfLine());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x;  \"abc | 2:3+4 error This string is not closed on its line. | Ix S\"abc\"",
        "x; 'a;b | 2:2+2 error This character constant is not closed on its line. | Ix C'a' Ib",
        "x \"a\\\" | 1:3+4 error This string is not closed on its line. | Ix S\"a\\\"\"",
        "x  /* y;z | 1:4+2 error This comment is never closed. | Ix",
        "\"??/\" | 1:2+3 warning The trigraph ??/ is left as it is: GNU C has none. | S\"??/\"",
        "a ??= b | 1:3+3 warning The trigraph ??= is left as it is: GNU C has none."
            + " | Ia P? P? P= Ib"
      })
  void problemsSayWhereTheyBegin(String source, String problem, String tokens) {
    assertEquals(tokens, kinds(source.replace(';', '\n')));
    assertEquals(List.of(problem), Problems.of(diagnostics));
  }

  @Test
  void byteOrderMarksAndNullsAreWhiteSpace() {
    assertEquals("a@1:1+1 b@1:3+1", places("\uFEFFa\0b"));
  }

  @Test
  void theEndStaysTheEnd() {
    Lexer lexer = new Lexer("test.c", "a", new Names(), diagnostics);
    lexer.next();
    assertTrue(lexer.next().isEnd());
    assertTrue(lexer.next().isEnd());
    assertEquals(new Span("test.c", 1, 2, 0), lexer.next().span());
  }

  @Test
  void namesAreOneStringEach() {
    Names names = new Names();
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      source.append("name").append(i).append(' ');
    }
    Lexer first = new Lexer("a.c", source.toString(), names, diagnostics);
    Lexer second = new Lexer("b.c", source.toString(), names, diagnostics);
    for (int i = 0; i < 3000; i++) {
      String name = first.next().text();
      assertEquals("name" + i, name);
      assertTrue(name == second.next().text());
    }
  }
}
