package cloister.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloister.codec.JsonException.Problem;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesWhatItReads() throws JsonException {
    String text =
        "{\"b\":[1,-2,4294967295,123456789012345,-9007199254740991,0.5],\"a\":{\"x\":null,\"y\":true,\"z\":false},\"s\":\"q\\\""
            + " b\\\\ n\\n"
            + " \\u0001 \u20ac\",\"e\":[],\"o\":{}}";
    assertEquals(text, JsonParser.parse(" " + text + "\n").write());
  }

  @Test
  void sortsKeysForHashing() throws JsonException {
    assertEquals(
        "{\"a\":{\"c\":1,\"d\":2},\"b\":1}",
        JsonParser.parse("{\"b\":1,\"a\":{\"d\":2,\"c\":1}}").writeSorted());
  }

  @Test
  void wordsAreUnsigned() {
    assertEquals("4294967280", Json.unsigned(0xfffffff0).write());
  }

  @Test
  void namesThePlaceOfAProblem() {
    JsonException e = assertThrows(JsonException.class, () -> JsonParser.parse("{\n \"a\": tru }"));
    assertEquals(Problem.UNEXPECTED_CHARACTER, e.problem());
    assertEquals(2, e.line());
    assertEquals(10, e.column());
  }

  @Test
  void refusesWhatIsNotJson() {
    assertProblem(Problem.UNEXPECTED_END, "");
    assertProblem(Problem.UNEXPECTED_END, "{\"a\":1");
    assertProblem(Problem.UNEXPECTED_END, "\"abc");
    assertProblem(Problem.UNEXPECTED_CHARACTER, "[1,]");
    assertProblem(Problem.UNEXPECTED_CHARACTER, "{a:1}");
    assertProblem(Problem.UNEXPECTED_CHARACTER, "1 2");
    assertProblem(Problem.UNEXPECTED_CHARACTER, "\"\t\"");
    assertProblem(Problem.UNEXPECTED_CHARACTER, "NaN");
    assertProblem(Problem.BAD_NUMBER, "01");
    assertProblem(Problem.BAD_NUMBER, "-012");
    assertProblem(Problem.BAD_NUMBER, "1.");
    assertProblem(Problem.BAD_NUMBER, "1e");
    assertProblem(Problem.BAD_NUMBER, "1e999");
    assertProblem(Problem.BAD_ESCAPE, "\"\\x\"");
    assertProblem(Problem.BAD_ESCAPE, "\"\\u12g4\"");
    assertProblem(Problem.DUPLICATE_KEY, "{\"a\":1,\"a\":2}");
    assertProblem(Problem.TOO_DEEP, "[".repeat(65));
    JsonException e = assertThrows(JsonException.class, () -> JsonParser.parse("[1,2,3]", 6));
    assertEquals(Problem.TOO_LONG, e.problem());
  }

  private static void assertProblem(Problem problem, String text) {
    JsonException e = assertThrows(JsonException.class, () -> JsonParser.parse(text), text);
    assertEquals(problem, e.problem(), text);
  }
}
