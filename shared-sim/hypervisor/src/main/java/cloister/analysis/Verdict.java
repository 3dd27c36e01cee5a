package cloister.analysis;

/** What an instruction is to a hypervisor. */
public enum Verdict {
  /** Sensitive and not privileged: it runs in the kernel's new ring, and does something else. */
  LIES("lies"),
  /** Works in ring 0 and is refused in ring 3 (Popek and Goldberg 1974). */
  PRIVILEGED("privileged"),
  /** Depends on the ring, and is refused wherever that would show. */
  CAUGHT("caught"),
  /** Does the same everywhere. */
  INNOCUOUS("innocuous"),
  /** No ring may use it on this processor. */
  REFUSED("refused");

  private final String id;

  Verdict(String id) {
    this.id = id;
  }

  /** The name that pages and programs know it by. */
  public String id() {
    return id;
  }
}
