package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;

/** What a process may use of each resource (getrlimit(2)): a soft and a hard limit. */
public final class Limits {
  public static final int COUNT = 16;
  public static final int CPU = 0;
  public static final int FILE_SIZE = 1;
  public static final int STACK = 3;
  public static final int CORE = 4;
  public static final int PROCESSES = 6;
  public static final int FILES = 7;
  public static final int LOCKED_MEMORY = 8;
  public static final int QUEUES = 12;
  public static final int PENDING_SIGNALS = 11;

  public static final long INFINITE = -1;

  private long[] soft = new long[COUNT];
  private long[] hard = new long[COUNT];

  /**
   * As init has them.
   *
   * @param processes how many a user may have
   */
  public Limits(int processes) {
    Arrays.fill(soft, INFINITE);
    Arrays.fill(hard, INFINITE);
    soft[STACK] = 8 << 20;
    soft[CORE] = 0;
    soft[FILES] = 1024;
    hard[FILES] = 4096;
    soft[PROCESSES] = processes;
    hard[PROCESSES] = processes;
    soft[8] = 8 << 20;
    hard[8] = 8 << 20;
    soft[PENDING_SIGNALS] = processes;
    hard[PENDING_SIGNALS] = processes;
    soft[12] = 819200;
    hard[12] = 819200;
    soft[13] = 0;
    hard[13] = 0;
    soft[14] = 0;
    hard[14] = 0;
  }

  public long soft(int resource) {
    return soft[resource];
  }

  public long hard(int resource) {
    return hard[resource];
  }

  public void set(int resource, long newSoft, long newHard) {
    soft[resource] = newSoft;
    hard[resource] = newHard;
  }

  void copyFrom(Limits other) {
    soft = other.soft.clone();
    hard = other.hard.clone();
  }

  void save(ObjectWriter out) {
    for (int i = 0; i < COUNT; i++) {
      out.number(soft[i]);
      out.number(hard[i]);
    }
  }

  void load(ObjectReader in) {
    for (int i = 0; i < COUNT; i++) {
      soft[i] = in.longNumber();
      hard[i] = in.longNumber();
    }
  }
}
