package cloister.machine.port;

import java.util.Optional;

/** How a PC may run. */
enum Way {
  /** By itself. */
  BARE("bare"),
  /** As a guest under VT-x. */
  VT_X("vmx"),
  /** As a guest whose kernel is translated. */
  TRANSLATED("binary-translation");

  private final String id;

  Way(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  static Optional<Way> of(String id) {
    for (Way way : values()) {
      if (way.id.equals(id)) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }
}
