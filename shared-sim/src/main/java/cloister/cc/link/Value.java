package cloister.cc.link;

/**
 * A number in a script, with what it counts from (ld manual, 3.10.8).
 *
 * @param section counted from this section's start, or null
 * @param plain true for a number that is no address
 */
record Value(long number, OutputSection section, boolean plain) {
  static Value of(long number) {
    return new Value(number, null, true);
  }

  static Value address(long address) {
    return new Value(address, null, false);
  }

  static Value within(OutputSection section, long offset) {
    return new Value(offset, section, false);
  }

  static Value of(boolean truth) {
    return of(truth ? 1 : 0);
  }

  long absolute() {
    return section == null ? number : (section.address & 0xFFFFFFFFL) + number;
  }

  Value with(long other) {
    return new Value(other, section, plain);
  }

  Value toAddress() {
    return plain ? this : address(absolute());
  }

  boolean isTrue() {
    return number != 0 || section != null && absolute() != 0;
  }
}
