package cloister.analysis;

/** What a hypervisor does with the segments of a kernel that it moves from ring 0 to ring 1. */
public enum Arrangement {
  /** They keep DPL 0, out of the kernel's reach; the kernel has others of the hypervisor's. */
  ORIGINAL("original"),
  /** Their copies have DPL 1 and end before the hypervisor, so that the kernel can use them. */
  SHADOWED("shadowed");

  private final String id;

  Arrangement(String id) {
    this.id = id;
  }

  /** The name that people type. */
  public String id() {
    return id;
  }
}
