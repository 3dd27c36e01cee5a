package cloister.kernel.cgroup;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * The memory controller of a group: pages that were first touched in it or below, and how many
 * there may be (cgroup-v2, "Memory"). It outlives its group while there are any.
 */
public final class MemoryAccount extends KernelObject {
  /** No bound. */
  public static final int MAX = Integer.MAX_VALUE;

  private MemoryAccount parent;
  private Cgroup group;
  private final int[] pages = new int[PageUse.values().length];
  private int current;
  private int peak;
  private boolean killsGroup;

  /** Pages beyond the high bound since somebody had to wait for it. */
  private int beyond;

  /** In pages, by {@link Bound}. */
  private final int[] bounds = {0, 0, MAX, MAX, MAX, MAX};

  private final int[] events = new int[MemoryEvent.values().length];
  private final int[] localEvents = new int[MemoryEvent.values().length];

  /** What can be set, in the words of the files. */
  public enum Bound {
    MIN,
    LOW,
    HIGH,
    MAX,
    SWAP_HIGH,
    SWAP_MAX
  }

  public MemoryAccount(int id) {
    super(id);
  }

  MemoryAccount of(Cgroup owner, MemoryAccount above) {
    group = owner;
    parent = above;
    return this;
  }

  /** Null for the first one. */
  public MemoryAccount parent() {
    return parent;
  }

  public Cgroup group() {
    return group;
  }

  public int current() {
    return current;
  }

  public int peak() {
    return peak;
  }

  public int pages(PageUse use) {
    return pages[use.ordinal()];
  }

  public int bound(Bound which) {
    return bounds[which.ordinal()];
  }

  public void setBound(Bound which, int limit) {
    bounds[which.ordinal()] = limit;
  }

  /** Whether all of a group end when one of it has to (memory.oom.group). */
  public boolean killsGroup() {
    return killsGroup;
  }

  public void setKillsGroup(boolean value) {
    killsGroup = value;
  }

  public int events(MemoryEvent event) {
    return events[event.ordinal()];
  }

  public int localEvents(MemoryEvent event) {
    return localEvents[event.ordinal()];
  }

  /** Something has happened here, which those above count, too. */
  public void count(MemoryEvent event) {
    localEvents[event.ordinal()]++;
    for (MemoryAccount at = this; at.parent != null; at = at.parent) {
      at.events[event.ordinal()]++;
    }
  }

  /**
   * Counts pages that were taken beyond {@code memory.high}.
   *
   * @return whether a batch of them is full
   */
  public boolean countBeyond(int taken, int batch) {
    beyond += taken;
    boolean full = beyond >= batch;
    beyond = full ? 0 : beyond;
    return full;
  }

  public boolean isOverMax() {
    return current > bound(Bound.MAX);
  }

  /** The account of its way up that has no room for another page; null where all have. */
  public MemoryAccount full() {
    for (MemoryAccount at = this; at != null; at = at.parent) {
      if (at.current >= at.bounds[Bound.MAX.ordinal()]) {
        return at;
      }
    }
    return null;
  }

  /** The account of its way up that uses more than {@code memory.high}; null where none does. */
  public MemoryAccount high() {
    for (MemoryAccount at = this; at != null; at = at.parent) {
      if (at.current > at.bounds[Bound.HIGH.ordinal()]) {
        return at;
      }
    }
    return null;
  }

  public void charge(PageUse use) {
    for (MemoryAccount at = this; at != null; at = at.parent) {
      at.current++;
      at.pages[use.ordinal()]++;
      at.peak = Math.max(at.peak, at.current);
    }
  }

  public void uncharge(PageUse use) {
    for (MemoryAccount at = this; at != null; at = at.parent) {
      at.current--;
      at.pages[use.ordinal()]--;
    }
  }

  public boolean isWithin(MemoryAccount other) {
    MemoryAccount at = this;
    while (at != null && at != other) {
      at = at.parent;
    }
    return at == other;
  }

  @Override
  public Kind kind() {
    return Kind.MEMORY_ACCOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(parent);
    out.pointer(group);
    out.numbers(pages);
    out.numbers(new int[] {current, peak, beyond});
    out.flag(killsGroup);
    out.numbers(bounds);
    out.numbers(events);
    out.numbers(localEvents);
  }

  @Override
  public void load(ObjectReader in) {
    parent = in.pointer();
    group = in.pointer();
    take(in, pages);
    int[] words = in.numbers();
    current = words[0];
    peak = words[1];
    beyond = words[2];
    killsGroup = in.flag();
    take(in, bounds);
    take(in, events);
    take(in, localEvents);
  }

  private static void take(ObjectReader in, int[] into) {
    System.arraycopy(in.numbers(), 0, into, 0, into.length);
  }
}
