package cloister.kernel.cgroup;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * The cpu controller of a group: its share among its siblings, and the time that it may run in each
 * period (cgroup-v2, "CPU"; sched-bwc). All times are ticks.
 */
public final class CpuAccount extends KernelObject {
  /** Ticks: more than any task is ever set back by, and not too many to be multiplied. */
  private static final long MOST_COST = 10_000_000_000L;

  /** No bound. */
  public static final long MAX = Long.MAX_VALUE;

  /** 100 ms. */
  public static final long USUAL_PERIOD = 10_000_000;

  /** What a weight of 100 is for the scheduler, where a task with nice value 0 has as much. */
  public static final int USUAL_SHARES = 1024;

  private CpuAccount parent;
  private Cgroup group;
  private int shares = USUAL_SHARES;
  private long quota = MAX;
  private long period = USUAL_PERIOD;

  /** What is left to run in the present period; what was run too much is negative. */
  private long left;

  /** The tick at which the present period ends; 0 while none has begun. */
  private long periodEnd;

  /** The tick since which it may not run; -1 while it may. */
  private long throttledSince = -1;

  /** Whether it was throttled in the present period. */
  private boolean throttledNow;

  private int periods;
  private int throttledPeriods;
  private long throttled;

  /** Weights of what could run in it: tasks, and groups in which some could. */
  private long runnable;

  public CpuAccount(int id) {
    super(id);
  }

  CpuAccount of(Cgroup owner, CpuAccount above) {
    group = owner;
    parent = above;
    return this;
  }

  public CpuAccount parent() {
    return parent;
  }

  public Cgroup group() {
    return group;
  }

  public int shares() {
    return shares;
  }

  public void setShares(int value) {
    shares = value;
  }

  public long quota() {
    return quota;
  }

  public long period() {
    return period;
  }

  public boolean isBounded() {
    return quota != MAX;
  }

  /** What it may run in each period from now on; {@link #MAX} for all of it. */
  public void setBandwidth(long ticks, long each, long now) {
    advance(now);
    if (isThrottled()) {
      release(now);
    }
    quota = ticks;
    period = each;
    periodEnd = 0;
    throttledNow = false;
  }

  /** How many periods there were in which it ran. */
  public int periods() {
    return periods;
  }

  public int throttledPeriods() {
    return throttledPeriods;
  }

  /** For how long it was kept from running. */
  public long throttledTicks(long now) {
    return throttled + (throttledSince >= 0 ? Math.max(0, now - throttledSince) : 0);
  }

  public boolean isThrottled() {
    return throttledSince >= 0;
  }

  /** The tick at which it may run again. */
  public long end() {
    return periodEnd;
  }

  /** The tick at which it has run all that it may, if it runs from now on without a pause. */
  public long exhaustedAt(long now) {
    if (!isBounded()) {
      return MAX;
    }
    return now + (periodEnd == 0 || now >= periodEnd ? quota : Math.max(0, left));
  }

  /**
   * Time passes. A period in which nobody could run is none: its timer rests. What was run too much
   * is taken from the next ones.
   */
  public void advance(long now) {
    while (periodEnd != 0 && now >= periodEnd) {
      long end = periodEnd;
      countPeriod();
      if (!isThrottled()) {
        periodEnd = 0;
        return;
      }
      if (left > 0) {
        release(end);
      }
      throttledNow = isThrottled();
      periodEnd = end + period;
    }
  }

  private void countPeriod() {
    periods++;
    throttledPeriods += throttledNow ? 1 : 0;
    throttledNow = false;
    left = Math.min(left, 0) + quota;
  }

  private void release(long now) {
    throttled += now - throttledSince;
    throttledSince = -1;
  }

  /**
   * It has run until now.
   *
   * @return whether it may not run any more from now on
   */
  public boolean run(long ticks, long now) {
    if (!isBounded()) {
      return false;
    }
    long at = now - ticks;
    advance(at);
    while (at < now) {
      if (periodEnd == 0) {
        periodEnd = at + period;
        left = quota;
      }
      long part = Math.min(now, periodEnd) - at;
      left -= part;
      at += part;
      if (at == periodEnd && at < now) {
        countPeriod();
        periodEnd += period;
      }
    }
    if (left > 0 || isThrottled()) {
      return false;
    }
    throttledSince = now;
    throttledNow = true;
    return true;
  }

  // Weights.

  /** A task of so much weight could run, or a group in which one could. */
  public void add(long weight) {
    boolean first = runnable == 0;
    runnable += weight;
    if (first && parent != null) {
      parent.add(shares);
    }
  }

  public void remove(long weight) {
    runnable -= weight;
    if (runnable == 0 && parent != null) {
      parent.remove(shares);
    }
  }

  void forgetRunnable() {
    runnable = 0;
  }

  /** What running costs a task, where each group up to the first one has but its share. */
  public long cost(long ticks) {
    long cost = ticks;
    for (CpuAccount at = this; at.parent != null; at = at.parent) {
      cost = Math.min(cost * Math.max(1, at.runnable) / at.shares, MOST_COST);
    }
    return cost;
  }

  @Override
  public Kind kind() {
    return Kind.CPU_ACCOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(parent);
    out.pointer(group);
    out.numbers(new int[] {shares, periods, throttledPeriods});
    for (long value :
        new long[] {quota, period, left, periodEnd, throttledSince, throttled, runnable}) {
      out.number(value);
    }
    out.flag(throttledNow);
  }

  @Override
  public void load(ObjectReader in) {
    parent = in.pointer();
    group = in.pointer();
    int[] words = in.numbers();
    shares = words[0];
    periods = words[1];
    throttledPeriods = words[2];
    quota = in.longNumber();
    period = in.longNumber();
    left = in.longNumber();
    periodEnd = in.longNumber();
    throttledSince = in.longNumber();
    throttled = in.longNumber();
    runnable = in.longNumber();
    throttledNow = in.flag();
  }
}
