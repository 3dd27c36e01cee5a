package cloister.server.store;

import com.password4j.Argon2Function;
import com.password4j.SaltGenerator;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id with the parameters that OWASP's password storage cheat sheet gives: 19 MiB, two passes,
 * one lane.
 *
 * <p>Requests have virtual threads, of which only as many run as there are processors, and a hash
 * does not let go of its processor. So few platform threads do the hashing: the operating system
 * shares the processors out between them and all others, and the memory is bounded too.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private static final int MOST_THREADS = 2;
  private static final int IDLE_SECONDS = 10;

  /** Who is last has waited for a few seconds. */
  private static final int MOST_WAITING = 32;

  /** So many wait already that one more had better come again. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Busy() {
      super("too many passwords at once", null, false, false);
    }
  }

  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final Executor few = few();

  /** A hash that no password has, for names that nobody has; salt and digest are zeros. */
  private static final String NOBODY =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY_KIB, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

  public String hash(String password) {
    return waitFor(
        () -> argon2.hash(bytes(password), SaltGenerator.generate(SALT_BYTES)).getResult());
  }

  public boolean matches(String password, String hash) {
    return waitFor(() -> Argon2Function.getInstanceFromHash(hash).check(password, hash));
  }

  /** Takes as long as {@link #matches} and is never true. */
  public boolean matchesNobody(String password) {
    return matches(password, NOBODY) && false;
  }

  private static String zeros(int bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
  }

  private static Executor few() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
    ThreadPoolExecutor hashing =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("hashing-", 0).factory());
    hashing.allowCoreThreadTimeOut(true);
    return hashing;
  }

  private <T> T waitFor(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, few).join();
    } catch (RejectedExecutionException e) {
      throw new Busy();
    }
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
