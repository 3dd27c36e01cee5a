package cloister.kernel.ipc;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Operations on the semaphores of a set that are done all at once or not at all (semop(2)). */
public final class SemaphoreOperations {
  public static final int NO_WAIT = 04000;
  public static final int UNDO = 0x1000;

  /** What came of them. */
  enum Result {
    DONE,
    /** One of them has to wait. */
    BLOCKED,
    /** One of them would have to wait, and shall not (IPC_NOWAIT). */
    NOT_NOW,
    /** A semaphore, or what is to be undone, would be more than SEMVMX. */
    TOO_MUCH
  }

  private final int[] numbers;
  private final int[] changes;
  private final int[] flags;
  private final int process;

  /** Where it is noted what an end undoes; null where nothing is. */
  private final UndoList undo;

  /** The one that could not be done when they were tried last. */
  private int blocking;

  /**
   * @param numbers of semaphores
   * @param changes what is added to each; 0 for waiting until it is 0
   * @param process the kernel's number of who does them
   * @param undo null where none of them is to be undone
   */
  public SemaphoreOperations(
      int[] numbers, int[] changes, int[] flags, int process, UndoList undo) {
    this.numbers = numbers;
    this.changes = changes;
    this.flags = flags;
    this.process = process;
    this.undo = undo;
  }

  public int count() {
    return numbers.length;
  }

  /** The highest semaphore that is named. */
  public int highest() {
    int most = 0;
    for (int number : numbers) {
      most = Math.max(most, number);
    }
    return most;
  }

  /** Whether one of them changes something. */
  public boolean alter() {
    for (int change : changes) {
      if (change != 0) {
        return true;
      }
    }
    return false;
  }

  boolean blockedAt(int semaphore, boolean forZero) {
    int change = changes[blocking];
    return numbers[blocking] == semaphore && (forZero ? change == 0 : change < 0);
  }

  /** Does all of them, or none. */
  Result tryOn(SemaphoreSet set) {
    int[] adjust = undo == null ? null : set.adjustments(undo);
    for (int i = 0; i < numbers.length; i++) {
      Result result = tryOne(set, i, adjust);
      if (result != Result.DONE) {
        takeBack(set, i, adjust);
        return result;
      }
    }
    for (int number : numbers) {
      set.touch(number, process);
    }
    return Result.DONE;
  }

  private boolean undoes(int index) {
    return (flags[index] & UNDO) != 0;
  }

  private Result tryOne(SemaphoreSet set, int index, int[] adjust) {
    int before = set.value(numbers[index]);
    int after = before + changes[index];
    if (changes[index] == 0 && before != 0 || after < 0) {
      blocking = index;
      return (flags[index] & NO_WAIT) != 0 ? Result.NOT_NOW : Result.BLOCKED;
    }
    if (after > IpcLimits.SEMAPHORE_VALUE) {
      return Result.TOO_MUCH;
    }
    if (undoes(index)) {
      int undone = adjust[numbers[index]] - changes[index];
      if (undone < -IpcLimits.SEMAPHORE_VALUE - 1 || undone > IpcLimits.SEMAPHORE_VALUE) {
        return Result.TOO_MUCH;
      }
      adjust[numbers[index]] = undone;
    }
    set.put(numbers[index], after);
    return Result.DONE;
  }

  private void takeBack(SemaphoreSet set, int done, int[] adjust) {
    for (int i = done - 1; i >= 0; i--) {
      set.put(numbers[i], set.value(numbers[i]) - changes[i]);
      if (undoes(i)) {
        adjust[numbers[i]] += changes[i];
      }
    }
  }

  /** As an event tells them: the semaphore and what is done to it, one after the other. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(numbers.length, 8); i++) {
      text.append(i == 0 ? "" : ", ").append(numbers[i]).append(changes[i] > 0 ? ":+" : ":");
      text.append(changes[i]);
    }
    return numbers.length > 8 ? text.append(", ...").toString() : text.toString();
  }

  void save(ObjectWriter out) {
    out.numbers(numbers);
    out.numbers(changes);
    out.numbers(flags);
    out.number(process);
    out.number(blocking);
    out.pointer(undo);
  }

  static SemaphoreOperations load(ObjectReader in) {
    int[] numbers = in.numbers();
    int[] changes = in.numbers();
    int[] flags = in.numbers();
    int process = in.number();
    int blocking = in.number();
    SemaphoreOperations loaded =
        new SemaphoreOperations(numbers, changes, flags, process, in.pointer());
    loaded.blocking = blocking;
    return loaded;
  }
}
