package cloister.kernel.cgroup;

/** What {@code memory.events} counts, in its order. */
public enum MemoryEvent {
  LOW("low"),
  HIGH("high"),
  MAX("max"),
  OOM("oom"),
  OOM_KILL("oom_kill"),
  OOM_GROUP_KILL("oom_group_kill");

  private final String label;

  MemoryEvent(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
