package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.report.Span;
import cloister.cc.lex.Token;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is handed in, the preprocessor ends with tokens and messages that have places. */
class FuzzTest {
  private static final String PIECES =
      "#\\\n\"'/*() ,._%:<>\t\r?xLu8U0e+-=!&|~^{}[];@$é\u0000\uD83D";

  private static final List<String> WORDS =
      List.of(
          "#define ",
          "#undef ",
          "#if ",
          "#elif ",
          "#else\n",
          "#endif\n",
          "#include ",
          "\\\n",
          "\"main.c\"",
          "defined",
          "__VA_ARGS__",
          "__VA_OPT__(",
          "##",
          "#pragma pack(",
          "_Pragma(",
          "__has_include(",
          "#line ",
          "/*",
          "*/",
          "//",
          "...",
          "__COUNTER__",
          "f(",
          "f",
          "x ## y");

  private static void preprocess(String source) {
    Sample sample = Sample.of(source);
    List<Token> tokens = sample.tokens();
    assertTrue(tokens.getLast().isEnd());
    for (Token token : tokens) {
      Span span = token.span();
      assertTrue(span.line() >= 0 && span.column() >= 1 && span.length() >= 0, source);
    }
    sample.problems();
    TokenText.of(tokens);
  }

  @Test
  void randomCharactersEnd() {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      StringBuilder source = new StringBuilder();
      int length = random.nextInt(200);
      for (int k = 0; k < length; k++) {
        source.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }
      preprocess(source.toString());
    }
  }

  @Test
  void randomWordsEnd() {
    Random random = new Random(2);
    for (int i = 0; i < 3000; i++) {
      StringBuilder source = new StringBuilder();
      int length = random.nextInt(60);
      for (int k = 0; k < length; k++) {
        boolean word = random.nextInt(3) > 0;
        source.append(word ? WORDS.get(random.nextInt(WORDS.size())) : "");
        source.append(word ? "" : PIECES.charAt(random.nextInt(PIECES.length())));
      }
      preprocess(source.toString());
    }
  }

  @Test
  void damagedSourcesEnd() {
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      StringBuilder source = new StringBuilder(new MacroCorpus(i).source());
      int cuts = 1 + random.nextInt(5);
      for (int k = 0; k < cuts; k++) {
        int at = random.nextInt(source.length());
        source.delete(at, Math.min(source.length(), at + random.nextInt(30)));
        source.insert(at, WORDS.get(random.nextInt(WORDS.size())));
      }
      preprocess(source.toString());
    }
  }

  @Test
  void theSameSourceComesToTheSameTokens() {
    for (int i = 0; i < 100; i++) {
      String source = new MacroCorpus(i).source();
      assertEquals(Sample.of(source).tokens(), Sample.of(source).tokens());
    }
  }
}
