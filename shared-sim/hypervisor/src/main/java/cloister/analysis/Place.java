package cloister.analysis;

/**
 * Where code of a guest runs: alone on the machine, or under a hypervisor.
 *
 * @param home what the machine is
 * @param ring the one that the code really has
 */
record Place(Home home, int ring) {
  /** Who owns the machine. */
  enum Home {
    ALONE,
    ORIGINAL,
    SHADOWED;

    boolean hasHypervisor() {
      return this != ALONE;
    }

    Arrangement arrangement() {
      return this == SHADOWED ? Arrangement.SHADOWED : Arrangement.ORIGINAL;
    }
  }

  static Place alone(int ring) {
    return new Place(Home.ALONE, ring);
  }

  static Place under(Arrangement arrangement, int ring) {
    boolean shadowed = arrangement == Arrangement.SHADOWED;
    return new Place(shadowed ? Home.SHADOWED : Home.ORIGINAL, ring);
  }

  /** The selector in CS. */
  int codeSelector() {
    if (ring == 3) {
      return Layout.USER_CODE;
    }
    return home == Home.ORIGINAL ? Layout.RING_1_CODE : Layout.KERNEL_CODE | ring;
  }

  /** The value of an operand, where it is another on each machine. */
  int resolved(int value) {
    return switch (value) {
      case Form.OWN_CODE -> codeSelector();
      case Form.OWN_STACK -> stackSelector();
      default -> value;
    };
  }

  /** The selector in SS. */
  int stackSelector() {
    if (ring == 3) {
      return Layout.USER_DATA;
    }
    return home == Home.ORIGINAL ? Layout.RING_1_DATA : Layout.KERNEL_DATA | ring;
  }
}
