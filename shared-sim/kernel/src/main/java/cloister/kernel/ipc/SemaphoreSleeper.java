package cloister.kernel.ipc;

import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;

/** A task that waits until its operations on a set can all be done (semop(2)). */
public final class SemaphoreSleeper extends Sleeper {
  private final SemaphoreOperations operations;

  SemaphoreSleeper(Waiter who, SemaphoreSet at, SemaphoreOperations operations) {
    super(who, at);
    this.operations = operations;
  }

  SemaphoreOperations operations() {
    return operations;
  }

  @Override
  boolean isReceiver() {
    return false;
  }

  @Override
  void saveWish(ObjectWriter out) {
    operations.save(out);
  }
}
