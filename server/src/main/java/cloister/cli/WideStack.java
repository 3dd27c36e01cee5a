package cloister.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work that recurses deeper than the main thread's stack is wide. */
final class WideStack {
  private WideStack() {}

  /**
   * The result of work on a thread of its own; throws what the work throws.
   *
   * @param bytes of its stack, taken only as far as they are used
   */
  static <T> T call(long bytes, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    new Thread(null, () -> result.completeAsync(work, Runnable::run), "compiler", bytes).start();
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw e;
      }
    }
  }
}
