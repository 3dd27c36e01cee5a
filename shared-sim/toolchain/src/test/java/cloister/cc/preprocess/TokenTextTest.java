package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.lex.Token;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of preprocessed tokens comes to the same tokens in the same places. */
class TokenTextTest {
  private static List<String> places(List<Token> tokens) {
    List<String> places = new ArrayList<>();
    for (Token token : tokens) {
      if (!token.isEnd()) {
        places.add(token.kind() + token.text() + "@" + token.span().file() + token.span().line());
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int main(void)\n{\n\n\n  return 0;\n}\n",
        "#define EMPTY\n-EMPTY- +EMPTY+ -EMPTY> .EMPTY. EMPTY. /EMPTY/ /EMPTY* <EMPTY:",
        "#define E\n1E.5 1E+2 aE 1E-E-x LE'x' uE\"y\" xE7 .E5 1eE+1 %E:%E: #E# &E&=",
        "a\n#line 90 \"we \\\"ird\\\\.h\"\nb\n\n\n\n\n\n\n\n\n\n\n\n\nc",
        "a\n#pragma pack(push, 1)\nint x; _Pragma(\"pack(pop)\") int y;\nz",
        "#define B \\u\n\"\\\\\" a \\ b\nc\n @ ` \u00E9",
        "#define M(x) x +\\\n x\nM(\n1\n)\n2"
      })
  void isReadBackAsItWas(String source) {
    List<Token> tokens = Sample.of(source).tokens();
    String text = TokenText.of(tokens);
    assertEquals(places(tokens), places(Sample.of(text).with(undefineAll()).tokens()), text);
  }

  /** It would be a directive on a line of its own. */
  @Test
  void aNumberSignStaysBehindWhatIsBefore() {
    List<Token> tokens = Sample.of("#define HASH #\na\nHASH define x\nb").tokens();
    assertEquals("# 2 \"main.c\"\na #\ndefine x\nb\n", TokenText.of(tokens));
  }

  /** Names that came out as they are must not be replaced when the text is read. */
  private static Options undefineAll() {
    return Options.none().undefine("linux");
  }

  @Test
  void saysWhereLinesAreFrom() {
    Sample sample = Sample.of("a\n#include \"h.h\"\nb\n").with("h.h", "\n\nx -\n y\n");
    assertEquals(
        "# 1 \"main.c\"\na\n# 3 \"h.h\"\nx -\ny\n# 3 \"main.c\"\nb\n",
        TokenText.of(sample.tokens()));
  }
}
