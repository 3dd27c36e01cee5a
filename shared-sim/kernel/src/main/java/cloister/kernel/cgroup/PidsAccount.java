package cloister.kernel.cgroup;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** The pids controller of a group: tasks in it and below, until their end is told of. */
public final class PidsAccount extends KernelObject {
  /** No bound. */
  public static final int MAX = Integer.MAX_VALUE;

  private PidsAccount parent;
  private Cgroup group;
  private int current;
  private int peak;
  private int max = MAX;
  private int events;

  /** How often this group's own bound refused. */
  private int localEvents;

  /** How often a task of this very group was refused another. */
  private int refused;

  public PidsAccount(int id) {
    super(id);
  }

  /** Whether what it counts is counted by another, too: by the same, or one above. */
  public boolean isWithin(PidsAccount other) {
    PidsAccount at = this;
    while (at != other && at != null) {
      at = at.parent;
    }
    return at == other;
  }

  PidsAccount of(Cgroup owner, PidsAccount above) {
    group = owner;
    parent = above;
    return this;
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

  public int max() {
    return max;
  }

  public void setMax(int limit) {
    max = limit;
  }

  public int events() {
    return events;
  }

  public int localEvents() {
    return localEvents;
  }

  /** The account of its way up that has no room for another task; null where all have. */
  public PidsAccount full() {
    for (PidsAccount at = this; at.parent != null; at = at.parent) {
      if (at.current >= at.max) {
        return at;
      }
    }
    return null;
  }

  /**
   * A task of this group is refused another.
   *
   * @param full whose bound it is
   * @return whether it is the first time
   */
  public boolean refuse(PidsAccount full) {
    full.localEvents++;
    for (PidsAccount at = full; at.parent != null; at = at.parent) {
      at.events++;
    }
    return ++refused == 1;
  }

  /** So many tasks more, whatever the bound: who comes from elsewhere is let in. */
  public void charge(int tasks) {
    for (PidsAccount at = this; at != null; at = at.parent) {
      at.current += tasks;
      at.peak = Math.max(at.peak, at.current);
    }
  }

  /** It begins with those that are there, who are counted above already. */
  void beginWith(int tasks) {
    current = tasks;
    peak = tasks;
  }

  public void uncharge() {
    for (PidsAccount at = this; at != null; at = at.parent) {
      at.current--;
    }
  }

  @Override
  public Kind kind() {
    return Kind.PIDS_ACCOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(parent);
    out.pointer(group);
    out.numbers(new int[] {current, peak, max, events, localEvents, refused});
  }

  @Override
  public void load(ObjectReader in) {
    parent = in.pointer();
    group = in.pointer();
    int[] words = in.numbers();
    current = words[0];
    peak = words[1];
    max = words[2];
    events = words[3];
    localEvents = words[4];
    refused = words[5];
  }
}
