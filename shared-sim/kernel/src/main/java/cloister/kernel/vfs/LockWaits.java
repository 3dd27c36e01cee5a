package cloister.kernel.vfs;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import java.util.ArrayList;
import java.util.List;

/** Who waits for locks of a file, and what each has asked for. */
public final class LockWaits {
  /** One of them. */
  public record Wait(Waiter waiter, RecordLock asked) {}

  private final WaitQueue queue = new WaitQueue();
  private final List<Wait> waits = new ArrayList<>();

  void add(Waiter waiter, RecordLock asked) {
    waits.add(new Wait(waiter, asked));
    queue.add(waiter);
  }

  /** Something was given back: all ask again. */
  void wakeAll() {
    for (Wait wait : waits) {
      forget(wait);
    }
    waits.clear();
    queue.wakeAll();
  }

  /** Somebody does not wait any more. */
  public void remove(Waiter waiter) {
    waits.stream().filter(wait -> wait.waiter == waiter).forEach(LockWaits::forget);
    waits.removeIf(wait -> wait.waiter == waiter);
  }

  private static void forget(Wait wait) {
    if (wait.asked.owner() instanceof DescriptorTable files) {
      files.awaitLockOf(null);
    }
  }

  public List<Wait> all() {
    return waits;
  }

  void save(ObjectWriter out) {
    queue.save(out);
    out.number(waits.size());
    for (Wait wait : waits) {
      out.pointer(wait.waiter);
      wait.asked.save(out);
    }
  }

  void load(ObjectReader in) {
    queue.load(in);
    int count = in.number();
    for (int i = 0; i < count; i++) {
      Waiter waiter = in.pointer();
      waits.add(new Wait(waiter, RecordLock.load(in)));
    }
  }
}
