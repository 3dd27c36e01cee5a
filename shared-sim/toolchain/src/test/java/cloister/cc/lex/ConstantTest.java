package cloister.cc.lex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.asm.report.Span;
import cloister.asm.value.FloatFormat;
import cloister.cc.Problems;
import cloister.cc.report.Diagnostics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of constants (C11 6.4.4, 6.4.5). */
class ConstantTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private static Span span(String text) {
    return new Span("test.c", 1, 1, text.length());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, false, 0",
    "42, 42, 10, false, 0",
    "017, 15, 8, false, 0",
    "0xfFuLL, 255, 16, true, 2",
    "0B101L, 5, 2, false, 1",
    "9LLU, 9, 10, true, 2",
    "18446744073709551615u, -1, 10, true, 0",
    "01777777777777777777777, -1, 8, false, 0"
  })
  void integersHaveValueBaseAndSuffix(
      String text, long value, int base, boolean isUnsigned, int longs) {
    assertEquals(
        new IntegerConstant(value, base, isUnsigned, longs),
        IntegerConstant.read(text, span(text), diagnostics));
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08 | error 8 is no digit of a number of base 8.",
        "0b12 | error 2 is no digit of a number of base 2.",
        "0x | error The number 0x has no digits.",
        "1lul | error An integer constant cannot end in lul.",
        "1Ll | error An integer constant cannot end in Ll.",
        "12ab | error An integer constant cannot end in ab.",
        "18446744073709551616 | warning The number 18446744073709551616 needs more than 64 bits and"
            + " is cut off."
      })
  void malformedIntegersAreReported(String text, String problem) {
    IntegerConstant.read(text, span(text), diagnostics);
    assertEquals(List.of("1:1+" + text.length() + " " + problem), Problems.of(diagnostics));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a' | 97",
        "'\\n' | 10",
        "'\\e' | 27",
        "'\\0' | 0",
        "'\\377' | -1",
        "'\\x80' | -128",
        "L'\\xffffffff' | -1",
        "u'\\xffff' | 65535",
        "U'\\U0001F600' | 128512",
        "L'é' | 233",
        "'\\'' | 39",
        "'\"' | 34"
      })
  void charactersHaveTheirValues(String text, int value) {
    assertEquals(value, CharacterConstant.read(text, span(text), diagnostics).value());
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'ab' | 24930 | warning This character constant has several characters; its value depends"
            + " on the compiler.",
        "'abcde' | 1650680933 | warning This character constant is too long for its type; only its"
            + " last characters count.",
        "'é' | 50089 | warning This character constant has several characters; its value depends on"
            + " the compiler.",
        "L'ab' | 98 | warning This character constant is too long for its type; only its last"
            + " characters count.",
        "'' | 0 | error A character constant cannot be empty."
      })
  void oddCharactersAreReported(String text, int value, String problem) {
    assertEquals(value, CharacterConstant.read(text, span(text), diagnostics).value());
    assertEquals(List.of("1:1+" + text.length() + " " + problem), Problems.of(diagnostics));
  }

  private StringConstant string(String... parts) {
    List<Token> tokens = new ArrayList<>();
    for (String part : parts) {
      tokens.add(new Token(Token.Kind.STRING, part, span(part), true, false));
    }
    return StringConstant.read(tokens, diagnostics);
  }

  @Test
  void stringsAreJoinedInTheirEncoding() {
    assertArrayEquals(new int[] {'a', 0, 'b', 0xFF}, string("\"a\\0\"", "\"b\\xff\"").units());
    assertArrayEquals(new int[] {0xC3, 0xA9, 0xE2, 0x82, 0xAC}, string("\"é\\u20AC\"").units());
    assertArrayEquals(new int[] {0xF0, 0x9F, 0x98, 0x80}, string("u8\"\uD83D\uDE00\"").units());
    assertArrayEquals(new int[] {0xD83D, 0xDE00}, string("u\"\uD83D\uDE00\"").units());
    assertArrayEquals(new int[] {'x', 0x1F600}, string("\"x\"", "L\"\uD83D\uDE00\"").units());
    assertEquals(Encoding.WIDE, string("\"x\"", "L\"y\"").encoding());
    assertArrayEquals(new int[] {0x12, '3'}, string("\"\\x12\"", "\"3\"").units());
    assertArrayEquals(new int[] {0123, '4'}, string("\"\\1234\"").units());
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\\q\" | 1:3+2 warning \\q is no escape sequence; the backslash is ignored.",
        "\"\\x\" | 1:2+2 error Hexadecimal digits are missing after \\x.",
        "\"\\u12\" | 1:2+4 error Hexadecimal digits are missing after \\u12.",
        "\"\\uD800\" | 1:2+6 error \\uD800 names no character.",
        "\"\\x100\" | 1:2+5 warning This escape sequence does not fit into 8 bits and is cut off.",
        "\"\\777\" | 1:2+4 warning This escape sequence does not fit into 8 bits and is cut off."
      })
  void oddEscapesAreReported(String text, String problem) {
    string(text);
    assertEquals(List.of(problem), Problems.of(diagnostics));
  }

  @Test
  void differentPrefixesDoNotGoTogether() {
    string("L\"x\"", "u\"y\"");
    assertEquals(
        List.of("1:1+4 error Strings with the prefixes L and u cannot be joined."),
        Problems.of(diagnostics));
  }

  private FloatingConstant floating(String text) {
    return FloatingConstant.read(text, span(text), diagnostics);
  }

  @Test
  void floatingConstantsAreRoundedAsJavaRoundsThem() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String digits = Long.toString(random.nextLong() >>> random.nextInt(63));
      int point = random.nextInt(digits.length() + 1);
      String text = digits.substring(0, point) + "." + digits.substring(point);
      text += random.nextBoolean() ? "e" + (random.nextInt(700) - 350) : "";
      if (text.charAt(0) != '-') {
        FloatingConstant constant = floating(text);
        long wanted = Double.doubleToRawLongBits(Double.parseDouble(text));
        assertEquals(wanted, constant.bits(FloatFormat.FLOAT64), text);
        int wantedFloat = Float.floatToRawIntBits(Float.parseFloat(text));
        assertEquals(wantedFloat, (int) constant.bits(FloatFormat.FLOAT32), text);
      }
    }
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, DOUBLE, 3FFF, 8000000000000000",
    "0.1L, LONG_DOUBLE, 3FFB, CCCCCCCCCCCCCCCD",
    "0x1.8p1f, FLOAT, 4000, C000000000000000",
    "1e400L, LONG_DOUBLE, 452F, DA763FC8CB9FF9E6",
    "3.64519953188247460252840593361941982e-4951L, LONG_DOUBLE, 0000, 0000000000000001",
    "1.18973149535723176502126385303097021e+4932L, LONG_DOUBLE, 7FFE, FFFFFFFFFFFFFFFF"
  })
  void longDoublesHaveEightyBits(String text, String kind, String high, String low) {
    FloatingConstant constant = floating(text);
    assertEquals(kind, constant.kind().toString());
    assertEquals(Integer.parseInt(high, 16), constant.signAndExponent());
    assertEquals(Long.parseUnsignedLong(low, 16), constant.bits(FloatFormat.FLOAT80));
  }

  /** A digit far behind a half still makes it more than a half. */
  @Test
  void noDigitIsTooFarToCount() {
    String half = "9007199254740993." + "0".repeat(2000);
    assertEquals(
        Double.doubleToRawLongBits(9007199254740992.0), floating(half).bits(FloatFormat.FLOAT64));
    assertEquals(
        Double.doubleToRawLongBits(9007199254740994.0),
        floating(half + "1").bits(FloatFormat.FLOAT64));
  }

  /** No constant has more digits that matter than half of the least number: 11,515. */
  @Test
  void halfOfTheLeastNumberIsExact() {
    BigDecimal half = BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(16_446)));
    String digits = half.unscaledValue().toString();
    String power = "e-" + half.scale() + "L";
    assertEquals(0, floating(digits + ".0" + power).bits(FloatFormat.FLOAT80));
    assertEquals(1, floating(digits + ".1" + power).bits(FloatFormat.FLOAT80));
    String less = digits.substring(0, digits.length() - 1) + "4.9" + power;
    assertEquals(0, floating(less).bits(FloatFormat.FLOAT80));
    String most = "0".repeat(3) + "1" + "0".repeat(5_000) + ".e-5000L";
    assertEquals(0x8000_0000_0000_0000L, floating(most).bits(FloatFormat.FLOAT80));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e | error The exponent of 1e has no digits.",
        "1e+ | error The exponent of 1e+ has no digits.",
        "0x1.8 | error A hexadecimal floating constant such as 0x1.8 needs an exponent, as in"
            + " 0x1.8p0.",
        "1.5x | error A floating constant cannot end in x.",
        "1.2.3 | error 1.2.3 is no number.",
        "0x.p1 | error 0x.p1 is no number."
      })
  void malformedFloatingConstantsAreReported(String text, String problem) {
    floating(text);
    assertEquals(List.of("1:1+" + text.length() + " " + problem), Problems.of(diagnostics));
  }
}
