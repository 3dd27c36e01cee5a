package cloister.cc.ir;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** How deep a program may call must not depend on what the JVM has compiled by then. */
final class DeepStack {
  private static final long BYTES = 256 << 20;

  private DeepStack() {}

  static <T> T on(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    new Thread(null, task, "deep", BYTES).start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException refused -> throw refused;
        case Error failed -> throw failed;
        default -> throw new AssertionError(e.getCause());
      }
    }
  }
}
