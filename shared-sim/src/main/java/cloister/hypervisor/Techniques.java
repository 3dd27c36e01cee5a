package cloister.hypervisor;

import cloister.cpu.core.Features;

/** The techniques that there are: a row says what a host needs for one. */
enum Techniques {
  TRAP_AND_EMULATE(
      "trap-and-emulate",
      Features.ALL_BUT_UMIP.withoutFloatingPoint(),
      HostLayout.POOL_PAGES,
      RingDeprivileging::new);

  private final String id;
  private final Features features;
  private final int poolPages;
  private final Maker maker;

  /** Makes a technique for a host. */
  private interface Maker {
    Technique of(HostParts host);
  }

  Techniques(String id, Features features, int poolPages, Maker maker) {
    this.id = id;
    this.features = features;
    this.poolPages = poolPages;
    this.maker = maker;
  }

  /** As scenarios name it. */
  String id() {
    return id;
  }

  /** What the host's processor can do. */
  Features features() {
    return features;
  }

  /** Pages from {@link HostLayout#POOL} on that are for tables of all guests together. */
  int poolPages() {
    return poolPages;
  }

  Technique of(HostParts host) {
    return maker.of(host);
  }

  static Techniques named(String id) {
    for (Techniques technique : values()) {
      if (technique.id.equals(id)) {
        return technique;
      }
    }
    throw new IllegalArgumentException("there is no technique " + id);
  }
}
