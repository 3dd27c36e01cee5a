package cloister.kernel.cgroup;

import java.util.Optional;

/** What groups can bound, in the order in which {@code cgroup.controllers} lists it. */
public enum Controller {
  CPU("cpu", true),
  MEMORY("memory", false),
  PIDS("pids", true);

  /** Controllers of Linux that no group has here. */
  private static final String OTHERS = " cpuset io hugetlb rdma misc ";

  private final String label;
  private final boolean threaded;

  Controller(String label, boolean threaded) {
    this.label = label;
    this.threaded = threaded;
  }

  public String label() {
    return label;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** Whether it can tell the threads of a process apart. */
  public boolean isThreaded() {
    return threaded;
  }

  public static Optional<Controller> named(String name) {
    for (Controller one : values()) {
      if (one.label.equals(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Whether Linux knows one of that name, though no group has it here. */
  public static boolean isKnown(String name) {
    return OTHERS.contains(" " + name + " ");
  }

  static int threadedBits() {
    return CPU.bit() | PIDS.bit();
  }
}
