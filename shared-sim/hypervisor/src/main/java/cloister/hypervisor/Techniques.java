package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.HardwareVirtualization;
import cloister.cpu.core.Features;

/** The techniques that there are: a row says what a host needs for one. */
enum Techniques {
  TRAP_AND_EMULATE(
      "trap-and-emulate",
      Features.ALL_BUT_UMIP.withoutFloatingPoint(),
      HostLayout.POOL_PAGES,
      0,
      RingDeprivileging::direct),
  BINARY_TRANSLATION(
      "binary-translation",
      Features.ALL_BUT_UMIP.withoutFloatingPoint(),
      (HostLayout.TRANSLATIONS - HostLayout.POOL) / Memory.PAGE_SIZE,
      HostLayout.TRANSLATION_BYTES,
      RingDeprivileging::translated),
  VT_X("vmx", Features.ALL_BUT_UMIP.withoutFloatingPoint(), HostLayout.POOL_PAGES, 0, VtX::new) {
    @Override
    HardwareVirtualization virtualization() {
      return new HardwareVirtualization.VtX();
    }

    @Override
    String entryFile() {
      return "host-vmx.asm";
    }
  };

  private final String id;
  private final Features features;
  private final int poolPages;
  private final int bytesForEach;
  private final Maker maker;

  /** Makes a technique for a host. */
  private interface Maker {
    Technique of(HostParts host);
  }

  Techniques(String id, Features features, int poolPages, int bytesForEach, Maker maker) {
    this.id = id;
    this.features = features;
    this.poolPages = poolPages;
    this.bytesForEach = bytesForEach;
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

  /** For the translations of each guest. */
  int translationBytes() {
    return bytesForEach;
  }

  /**
   * True for a page that the host sees in every address space, at its place behind {@link
   * HostLayout#BASE}.
   */
  boolean isOwn(int page, int guests) {
    int address = page * Memory.PAGE_SIZE;
    int translations = HostLayout.TRANSLATIONS;
    return address < HostLayout.OWN_BYTES
        || address >= translations && address < translations + guests * bytesForEach;
  }

  /** Whether the host's processor has VT-x. */
  HardwareVirtualization virtualization() {
    return new HardwareVirtualization.None();
  }

  /** The source of its entry code. */
  String entryFile() {
    return "host.asm";
  }

  /** True for the entry code of any of them. */
  static boolean isEntryFile(String name) {
    for (Techniques technique : values()) {
      if (technique.entryFile().equals(name)) {
        return true;
      }
    }
    return false;
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
