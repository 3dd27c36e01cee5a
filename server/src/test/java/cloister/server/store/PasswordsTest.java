package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aHashIsArgon2idAndMatchesItsPasswordOnly() {
    String hash = passwords.hash("correct horse");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(passwords.matches("correct horse", hash));
    assertFalse(passwords.matches("Correct horse", hash));
  }

  @Test
  void thePasswordOfNobodyMatchesNothing() {
    assertFalse(passwords.matchesNobody("correct horse"));
  }

  @Test
  void equalPasswordsHaveDifferentHashes() {
    assertNotEquals(passwords.hash("correct horse"), passwords.hash("correct horse"));
  }
}
