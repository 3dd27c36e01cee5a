package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.codec.JsonException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every sentence that the code can say has words, and no words are left over. An id stands in the
 * code as a literal; where it is put together, its beginning does, up to a dot.
 */
class MessageIdsTest {
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z]+(?:\\.[A-Za-z0-9_-]+)+\\.?|[a-z]+\\.)\"");

  private static final TreeSet<String> ids = new TreeSet<>();
  private static final TreeSet<String> literals = new TreeSet<>();

  @BeforeAll
  static void read() throws JsonException {
    ids.addAll(Sources.english().ids());
    for (Path file : Sources.with(".java")) {
      // The names of events are for traces and lessons, not for people.
      boolean events = Sources.nameOf(file).endsWith("/event/Event.java");
      if (!events && !Sources.nameOf(file).contains("/src/test/")) {
        Matcher matcher = LITERAL.matcher(Sources.read(file));
        while (matcher.find()) {
          literals.add(matcher.group(1));
        }
      }
    }
    assertFalse(ids.isEmpty(), "no catalogue was read");
  }

  @Test
  void everyIdInTheCodeHasWords() {
    TreeSet<String> areas = new TreeSet<>();
    ids.forEach(id -> areas.add(id.substring(0, id.indexOf('.'))));
    TreeSet<String> silent = new TreeSet<>();
    for (String literal : literals) {
      boolean isId = areas.contains(literal.substring(0, literal.indexOf('.')));
      boolean hasWords =
          literal.endsWith(".")
              ? ids.stream().anyMatch(id -> id.startsWith(literal))
              : ids.contains(literal);
      if (isId && !hasWords) {
        silent.add(literal);
      }
    }
    assertEquals(new TreeSet<>(), silent);
  }

  @Test
  void noWordsAreLeftOver() {
    List<String> beginnings = literals.stream().filter(literal -> literal.endsWith(".")).toList();
    TreeSet<String> unused = new TreeSet<>(ids);
    unused.removeAll(literals);
    unused.removeIf(id -> beginnings.stream().anyMatch(id::startsWith));
    assertEquals(new TreeSet<>(), unused);
  }
}
