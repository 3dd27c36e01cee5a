package cloister.server.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Counts what another virtual thread gets done while one hashes, where both share a carrier. */
  static final class SharedCarrier {
    public static void main(String[] arguments) throws Exception {
      AtomicInteger turns = new AtomicInteger();
      Thread.ofVirtual().start(() -> count(turns));
      Thread hashing = Thread.ofVirtual().start(SharedCarrier::hash);
      hashing.join();
      IO.println(turns.get());
      System.exit(0);
    }

    private static void hash() {
      for (int i = 0; i < 5; i++) {
        new Passwords().hash("correct horse");
      }
    }

    private static void count(AtomicInteger turns) {
      try {
        while (true) {
          Thread.sleep(5);
          turns.incrementAndGet();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void hashingLeavesTheVirtualThreadsTheirCarriers() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-cp",
                System.getProperty("java.class.path"),
                SharedCarrier.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String turns = process.inputReader().readLine();
    assertTrue(Integer.parseInt(turns) > 10, turns + " turns during five hashes");
  }
}
