package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.report.Diagnostics;
import cloister.codec.Utf8;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code -funsigned-char} changes: each claim is one that the compiler checks. */
class UnsignedCharactersTest {
  private record One(String text) implements Files {
    @Override
    public Optional<byte[]> bytes(String name) {
      return text(name).map(Utf8::encode);
    }

    @Override
    public Optional<String> text(String name) {
      return name.equals("a.c") ? Optional.of(text) : Optional.empty();
    }
  }

  private static int errors(String claim, String flag) throws WrongUsage {
    return errorsOf("_Static_assert(" + claim + ", \"\");", flag);
  }

  private static int errorsOf(String text, String flag) throws WrongUsage {
    Diagnostics diagnostics = new Diagnostics();
    Files files = new One(text);
    new Driver(new OpcodeTable(), Sysroot.empty(), files, diagnostics)
        .run(Arguments.read(List.of(flag, "-fsyntax-only", "a.c")));
    return diagnostics.count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(char) -1 == 255",
        "'\\377' == 255",
        "(char) 200 > 0",
        "(char) 128 >> 1 == 64",
        "sizeof(char) == 1"
      })
  void aCharacterHasNoSign(String claim) throws WrongUsage {
    assertEquals(0, errors(claim, "-funsigned-char"), claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"'\\377' == 255", "'\\x80' > 0", "L'\\377' == 255"})
  void aConditionOfThePreprocessorSaysSoToo(String claim) throws WrongUsage {
    String text = "#if !(" + claim + ")\n#error other\n#endif\nint x;\n";
    assertEquals(0, errorsOf(text, "-funsigned-char"), claim);
    int other = claim.startsWith("'\\") ? 1 : 0;
    assertEquals(other, errorsOf(text, "-fsigned-char"), claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(signed char) -1 == -1",
        "!__builtin_types_compatible_p(char, unsigned char)",
        "!__builtin_types_compatible_p(char, signed char)"
      })
  void theOtherTypesStayAsTheyAre(String claim) throws WrongUsage {
    assertEquals(0, errors(claim, "-funsigned-char"), claim);
    assertEquals(0, errors(claim, "-fsigned-char"), claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"(char) -1 == 255", "'\\377' > 0"})
  void withoutTheFlagItHasOne(String claim) throws WrongUsage {
    assertEquals(1, errors(claim, "-fsigned-char"), claim);
  }
}
