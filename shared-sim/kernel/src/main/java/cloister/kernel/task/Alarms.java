package cloister.kernel.task;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is due at some tick: tasks that sleep until then, and alarms of processes. */
public final class Alarms {
  /** What is due at a tick, beside tasks and processes. */
  public interface Timer {
    void expire();
  }

  /** All but one of the three are null. */
  private record Entry(long tick, int id, Task task, Process process, KernelObject timer) {}

  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparingLong(Entry::tick).thenComparingInt(Entry::id));
  private final TreeMap<Integer, Entry> byOwner = new TreeMap<>();

  public void wakeAt(Task task, long tick) {
    put(new Entry(tick, task.id(), task, null, null));
  }

  /** ITIMER_REAL of a process; {@link PendingCall#NEVER} ends it. */
  public void alarmAt(Process process, long tick, long period) {
    cancelOwner(process.id());
    process.setAlarm(tick, period);
    if (tick != PendingCall.NEVER) {
      put(new Entry(tick, process.id(), null, process, null));
    }
  }

  /** A timer; {@link PendingCall#NEVER} ends it. */
  public <T extends KernelObject & Timer> void timerAt(T timer, long tick) {
    cancelOwner(timer.id());
    if (tick != PendingCall.NEVER) {
      put(new Entry(tick, timer.id(), null, null, timer));
    }
  }

  void cancel(Task task) {
    cancelOwner(task.id());
  }

  private void put(Entry entry) {
    cancelOwner(entry.id);
    entries.add(entry);
    byOwner.put(entry.id, entry);
  }

  private void cancelOwner(int id) {
    Entry entry = byOwner.remove(id);
    if (entry != null) {
      entries.remove(entry);
    }
  }

  /** The next tick at which something is due. */
  public long next() {
    return entries.isEmpty() ? PendingCall.NEVER : entries.first().tick;
  }

  /** Wakes who has slept enough, and says whose alarm it is. */
  public List<Process> act(long now) {
    if (next() > now) {
      return List.of();
    }
    List<Process> alarmed = new ArrayList<>();
    while (!entries.isEmpty() && entries.first().tick <= now) {
      Entry due = entries.first();
      cancelOwner(due.id);
      if (due.task != null) {
        due.task.wake();
      } else if (due.timer instanceof Timer timer) {
        timer.expire();
      } else {
        long period = due.process.alarmPeriod();
        long next = period == 0 ? PendingCall.NEVER : Math.max(due.tick + period, now + 1);
        alarmAt(due.process, next, period);
        alarmed.add(due.process);
      }
    }
    return alarmed;
  }

  public void save(ObjectWriter out) {
    out.number(entries.size());
    for (Entry entry : entries) {
      out.number(entry.tick);
      out.number(entry.id);
      out.pointer(entry.task);
      out.pointer(entry.process);
      out.pointer(entry.timer);
    }
  }

  public void load(ObjectReader in) {
    entries.clear();
    byOwner.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      long tick = in.longNumber();
      int id = in.number();
      Task task = in.pointer();
      Process process = in.pointer();
      put(new Entry(tick, id, task, process, in.pointer()));
    }
  }
}
