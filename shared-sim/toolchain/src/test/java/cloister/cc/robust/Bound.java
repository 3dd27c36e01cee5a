package cloister.cc.robust;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * How much one input may take.
 *
 * @param hangs after this, whoever does not come back never will
 * @param cpuMillis of the processor, however busy the machine is
 * @param mebibytes that are asked for in all, which bounds what is held at one time
 */
record Bound(Duration hangs, int cpuMillis, int mebibytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the work made; it fails with the name when it took more. */
  <T> T hold(String name, ThrowingSupplier<T> work) {
    return assertTimeoutPreemptively(hangs, () -> measured(name, work), name);
  }

  private <T> T measured(String name, ThrowingSupplier<T> work) throws Throwable {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    T made;
    try {
      made = work.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
      throw new AssertionError(name, broken);
    }
    long took = (THREADS.getCurrentThreadCpuTime() - nanos) / 1_000_000;
    long asked = THREADS.getCurrentThreadAllocatedBytes() - bytes >> 20;
    assertTrue(took < cpuMillis, name + " took " + took + " ms");
    assertTrue(asked < mebibytes, name + " asked for " + asked + " MiB");
    return made;
  }
}
