package cloister.server.store;

import com.password4j.Argon2Function;
import com.password4j.SaltGenerator;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Argon2id with the parameters that OWASP's password storage cheat sheet gives: 19 MiB, two passes,
 * one lane. Few at a time, so that many sign-ins cannot use up the memory.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final Semaphore atOnce = new Semaphore(2, true);

  /** A hash that no password has, for names that nobody has; salt and digest are zeros. */
  private static final String NOBODY =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY_KIB, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

  public String hash(String password) {
    return few(() -> argon2.hash(bytes(password), SaltGenerator.generate(SALT_BYTES)).getResult());
  }

  public boolean matches(String password, String hash) {
    return few(() -> Argon2Function.getInstanceFromHash(hash).check(password, hash));
  }

  /** Takes as long as {@link #matches} and is never true. */
  public boolean matchesNobody(String password) {
    return matches(password, NOBODY) && false;
  }

  private static String zeros(int bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
  }

  private <T> T few(Supplier<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
