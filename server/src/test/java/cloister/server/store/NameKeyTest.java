package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are told apart. */
class NameKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"ann", "\uff21nn", "An\u200bn", "Ann\u2800", "\u3164Ann", "A\u034fnn"})
  void whoLooksLikeAnnIsAnn(String name) {
    assertEquals(Accounts.key("Ann"), Accounts.key(name));
  }

  @Test
  void whoLooksOtherwiseIsAnother() {
    assertNotEquals(Accounts.key("Ann"), Accounts.key("Anna"));
  }
}
