package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The engine's reader of YAML takes documents for what they are, and says what is wrong where. */
@Tag("full")
class YamlTest {
  private static final List<String> WORDS =
      List.of(
          "a",
          "b c",
          "x: y",
          "- z",
          "#c",
          "a #b",
          "it's",
          "q\"r",
          "1",
          "0",
          "true",
          "null",
          "~",
          "12a",
          "é",
          "a:b",
          "[x",
          "{y}",
          "*s",
          "&t",
          "!u",
          "|",
          ">",
          "%",
          "@",
          "`",
          "line1\nline2",
          "\n",
          "tail\n",
          "a\n\nb\n\n",
          "  lead",
          "trail ",
          "",
          "-",
          "--- x",
          "?",
          "\ttab",
          "a,b",
          ": x",
          "a\\n",
          "x:",
          "\"",
          "'");
  private static final List<String> PIECES =
      List.of(
          "\n", " ", "  ", "#c\n", "- ", ": ", ",", "\"", "'", "|", "\n\n", "x", "[", "]", "}",
          "&a ", "*a", "\n  ", "\\", "...", "---\n");

  /** What this reader knows and does not take, or takes as YAML 1.2 has it. */
  private static final List<String> LEFT_OUT =
      List.of("the tag !", "no keys but", "no key here", "one document of a file");

  @TempDir private Path folder;

  @Test
  void formsOfYamlAreRead() throws Exception {
    Map<String, String> cases =
        Map.ofEntries(
            Map.entry(
                "a: 1\nb: [x, 'y''z', \"\\x41\\u00e9\"]", "{\"a\":1,\"b\":[\"x\",\"y'z\",\"Aé\"]}"),
            Map.entry("- a: 1\n  b: 2\n-\n  - c", "[{\"a\":1,\"b\":2},[\"c\"]]"),
            Map.entry("a:\n- 1\n- 2\nb: 3", "{\"a\":[1,2],\"b\":3}"),
            Map.entry("a: |\n  x\n   y\n\n  z\n\nb: 1", "{\"a\":\"x\\n y\\n\\nz\\n\",\"b\":1}"),
            Map.entry("a: >-\n  x\n  y\n\n  z\n\n", "{\"a\":\"x y\\nz\"}"),
            Map.entry("a: |+\n  x\n\n", "{\"a\":\"x\\n\\n\"}"),
            Map.entry("a: |2\n    x\n", "{\"a\":\"  x\\n\"}"),
            Map.entry("a: &x {b: 1}\nc: *x", "{\"a\":{\"b\":1},\"c\":{\"b\":1}}"),
            Map.entry(
                "a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\ne:\n  <<: [{b: 4}, *x]",
                "{\"a\":{\"b\":1,\"c\":2},\"d\":{\"c\":3,\"b\":1},\"e\":{\"b\":4,\"c\":2}}"),
            Map.entry(
                "? a\n",
                "yaml: line 1, column 1: this engine reads no keys but scalars on their line"),
            Map.entry(
                "a: 0x10\nb: 0o17\nc: 017\nd: 1_0\ne: .5\nf: 1e3",
                "{\"a\":16,\"b\":15,\"c\":15,\"d\":10,\"e\":0.5,\"f\":1000}"),
            Map.entry(
                "a: !!str 1\nb: yes\nc: ~\nd:\ne: True",
                "{\"a\":\"1\",\"b\":\"yes\",\"c\":null,\"d\":null,\"e\":true}"),
            Map.entry("%YAML 1.2\n---\na\n...\n", "\"a\""),
            Map.entry("", "null"));
    List<String> documents = new ArrayList<>(cases.keySet());
    List<String> answers = new YamlReader(folder).read(documents);
    for (int i = 0; i < documents.size(); i++) {
      assertEquals(cases.get(documents.get(i)), answers.get(i), documents.get(i));
    }
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() throws Exception {
    Map<String, String> cases =
        Map.of(
            "a:\n\tb: 2", "line 2, column 2: found character that cannot start any token",
            "a: b: c", "line 1, column 5: mapping values are not allowed in this context",
            "a: 1\n b: 2", "line 2, column 3: mapping values are not allowed in this context",
            "a: [1, 2", "line 1, column 9: did not find expected ',' or ']'",
            "a: \"x", "line 1, column 6: found unexpected end of stream",
            "a: 1\nb: 2\na: 3", "line 3, column 1: mapping key \"a\" already defined",
            "a: *x", "line 1, column 6: unknown anchor 'x' referenced",
            "a: &x [*x]", "line 1, column 10: anchor 'x' value contains itself",
            "a: 1\u0007", "line 1, column 5: control characters are not allowed",
            "<<: 1", "line 1, column 6: map merge requires map or sequence of maps as the value");
    List<String> documents = new ArrayList<>(cases.keySet());
    List<String> answers = new YamlReader(folder).read(documents);
    for (int i = 0; i < documents.size(); i++) {
      assertEquals("yaml: " + cases.get(documents.get(i)), answers.get(i), documents.get(i));
    }
  }

  @Test
  void noDocumentIsTooDeepOrGrowsWithoutEnd() throws Exception {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ",",
                      List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }
    List<String> answers =
        new YamlReader(folder)
            .read(
                List.of(
                    bomb.toString(),
                    "[".repeat(100_000),
                    "- ".repeat(100_000),
                    "a\n".repeat(100_000)));
    assertTrue(answers.get(0).endsWith("document contains excessive aliasing"), answers.get(0));
    assertTrue(answers.get(1).endsWith("exceeded max depth of 100"), answers.get(1));
    assertTrue(answers.get(2).endsWith("exceeded max depth of 100"), answers.get(2));
    assertTrue(answers.get(3).startsWith("\"a a a"), "a text of many lines");
  }

  /** As another reader takes them, also with something wrong in them. */
  @Test
  void randomDocumentsAreReadAsByAnotherReader() throws Exception {
    String seed = System.getenv("CLOISTER_FUZZ_SEED");
    Random random = new Random(seed == null ? 1 : Long.parseLong(seed));
    String count = System.getenv("CLOISTER_FUZZ_PROGRAMS");
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < (count == null ? 4000 : Integer.parseInt(count)); i++) {
      documents.add(document(random));
    }
    List<String> answers = new YamlReader(folder).read(documents);
    int read = 0;
    for (int i = 0; i < documents.size(); i++) {
      String answer = answers.get(i);
      String expected = expected(documents.get(i));
      if (LEFT_OUT.stream().noneMatch(answer::contains)) {
        boolean wrong = answer.startsWith("yaml: ");
        assertEquals(expected, wrong ? null : answer, documents.get(i) + "\n" + answer);
        read += wrong ? 0 : 1;
      }
    }
    assertTrue(read > documents.size() / 2, "read: " + read);
  }

  private static String document(Random random) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.values()[random.nextInt(3)])
            .setDefaultScalarStyle(
                List.of(
                        ScalarStyle.PLAIN,
                        ScalarStyle.PLAIN,
                        ScalarStyle.SINGLE_QUOTED,
                        ScalarStyle.DOUBLE_QUOTED,
                        ScalarStyle.LITERAL,
                        ScalarStyle.FOLDED)
                    .get(random.nextInt(6)))
            .setWidth(random.nextBoolean() ? 80 : 10)
            .setIndent(2 + random.nextInt(3))
            .build();
    String text = new Dump(settings).dumpToString(value(random, 0));
    if (random.nextInt(3) == 0) {
      int at = random.nextInt(text.length() + 1);
      text = text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
    }
    return text;
  }

  private static Object value(Random random, int depth) {
    int kind = depth > 3 ? 0 : random.nextInt(10);
    if (kind < 5) {
      return switch (random.nextInt(6)) {
        case 0 -> random.nextInt(100) - 50;
        case 1 -> random.nextBoolean();
        case 2 -> null;
        default -> WORDS.get(random.nextInt(WORDS.size()));
      };
    }
    if (kind < 8) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(value(random, depth + 1));
      }
      return list;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean odd = random.nextInt(3) == 0;
      map.put(odd ? WORDS.get(random.nextInt(WORDS.size())) : "k" + i, value(random, depth + 1));
    }
    return map;
  }

  /** As JSON; null for what is no document. */
  private static String expected(String document) {
    try {
      LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      return json(new Load(settings).loadFromString(document));
    } catch (YamlEngineException refused) {
      return null;
    }
  }

  private static String json(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case List<?> list -> "[" + String.join(",", list.stream().map(YamlTest::json).toList()) + "]";
      case Map<?, ?> map ->
          "{"
              + String.join(
                  ",",
                  map.entrySet().stream()
                      .map(e -> quoted(String.valueOf(e.getKey())) + ":" + json(e.getValue()))
                      .toList())
              + "}";
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(c < 32 || c == 127 ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return out.append('"').toString();
  }
}
