package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"Mira", "Олена", "李", "Ada 👩‍🚀", "می‌خواهم"})
  void namesOfAllScriptsAreTaken(String name) {
    assertEquals(name, PlainText.of("  " + name + " ", "nickname"));
  }

  @Test
  void spacesInTheMiddleCostNoMoreThanTheirLength() {
    String gaps = "a" + " ".repeat(500_000) + "b";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(gaps, PlainText.trimmed(gaps)));
    assertEquals("a b", PlainText.trimmed("\u00a0\ta b\u3000\n"));
    assertEquals("", PlainText.trimmed(" \u2003 "));
  }

  @Test
  void accentsAreComposed() {
    assertEquals("\u00e9", PlainText.of("e\u0301", "nickname"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u0000",
        "a\nb",
        "a\u202eb",
        "\ud800",
        "a\u200b",
        "a\u2028b",
        "\u3164",
        "\u2800",
        "\u200d\u200d",
        "a\u0301\u0301\u0301\u0301\u0301\u0301"
      })
  void whatNobodySeesIsRefused(String name) {
    Problem problem = assertThrows(Problem.class, () -> PlainText.of(name, "nickname"));
    assertEquals("nickname", problem.field().orElseThrow());
  }
}
