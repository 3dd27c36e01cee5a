package cloister.world.compare;

import java.util.Optional;

/** A way to run a kernel. */
public enum Way {
  /** On a machine of its own: what all others are compared with. */
  BARE("bare", ""),
  TRAP_AND_EMULATE("trap-and-emulate", "trap-and-emulate"),
  BINARY_TRANSLATION("binary-translation", "binary-translation"),
  /** Another build of the kernel, which calls the hypervisor, under trap and emulate. */
  PARAVIRTUALIZATION("paravirtualization", "trap-and-emulate"),
  VT_X("vmx", "vmx");

  private final String id;
  private final String technique;

  Way(String id, String technique) {
    this.id = id;
    this.technique = technique;
  }

  public String id() {
    return id;
  }

  /** The technique that the host has for it; empty where there is no host. */
  String technique() {
    return technique;
  }

  public static Optional<Way> named(String id) {
    for (Way way : values()) {
      if (way.id.equals(id)) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }
}
