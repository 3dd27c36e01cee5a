package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What a process has used: ticks in ring 3 and in the kernel, faults and switches. */
public final class Times {
  public long user;
  public long system;
  public int faults;
  public int voluntarySwitches;
  public int involuntarySwitches;

  void add(Times other) {
    user += other.user;
    system += other.system;
    faults += other.faults;
    voluntarySwitches += other.voluntarySwitches;
    involuntarySwitches += other.involuntarySwitches;
  }

  void save(ObjectWriter out) {
    out.number(user);
    out.number(system);
    out.numbers(new int[] {faults, voluntarySwitches, involuntarySwitches});
  }

  void load(ObjectReader in) {
    user = in.longNumber();
    system = in.longNumber();
    int[] counts = in.numbers();
    faults = counts[0];
    voluntarySwitches = counts[1];
    involuntarySwitches = counts[2];
  }
}
