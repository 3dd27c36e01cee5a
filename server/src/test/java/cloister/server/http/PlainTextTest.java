package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"Mira", "Олена", "李", "👩‍🚀", "می‌خواهم"})
  void namesOfAllScriptsAreTaken(String name) {
    assertEquals(name, PlainText.of("  " + name + " ", "nickname"));
  }

  @Test
  void accentsAreComposed() {
    assertEquals("\u00e9", PlainText.of("e\u0301", "nickname"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000", "a\nb", "a\u202eb", "\ud800", "a\u200b", "a\u2028b"})
  void whatNobodySeesIsRefused(String name) {
    Problem problem = assertThrows(Problem.class, () -> PlainText.of(name, "nickname"));
    assertEquals("nickname", problem.field().orElseThrow());
  }
}
