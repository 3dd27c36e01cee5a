package cloister.kernel.ns;

import java.util.Optional;

/** The kinds of namespaces, in the order in which {@code /proc/PID/ns} lists them. */
public enum NamespaceKind {
  CGROUP("cgroup", 0x02000000, 0xEFFFFFFB),
  IPC("ipc", 0x08000000, 0xEFFFFFFF),
  MOUNT("mnt", 0x00020000, 0xF0000001),
  NETWORK("net", 0x40000000, 0xF0000000),
  PID("pid", 0x20000000, 0xEFFFFFFC),
  TIME("time", 0x00000080, 0xEFFFFFFA),
  USER("user", 0x10000000, 0xEFFFFFFD),
  UTS("uts", 0x04000000, 0xEFFFFFFE);

  private final String label;
  private final int flag;
  private final int initialNumber;

  NamespaceKind(String label, int flag, int initialNumber) {
    this.label = label;
    this.flag = flag;
    this.initialNumber = initialNumber;
  }

  /** As {@code /proc/PID/ns} names it. */
  public String label() {
    return label;
  }

  /** Of clone(2), unshare(2) and setns(2). */
  public int flag() {
    return flag;
  }

  /** The inode number of the first one (Linux, proc_ns.h); of the last two, as they get them. */
  public int initialNumber() {
    return initialNumber;
  }

  /** All flags together. */
  public static int allFlags() {
    int flags = 0;
    for (NamespaceKind kind : values()) {
      flags |= kind.flag;
    }
    return flags;
  }

  public static Optional<NamespaceKind> named(String label) {
    for (NamespaceKind kind : values()) {
      if (kind.label.equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
