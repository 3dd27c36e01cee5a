package cloister.cc.link;

import java.util.Optional;

/**
 * A number in a script, with what it counts from (ld manual, 3.10.8).
 *
 * @param section counted from this section's start
 * @param home of an address, the section that tables of symbols list it in
 * @param plain true for a number that is no address
 */
record Value(
    long number, Optional<OutputSection> section, Optional<OutputSection> home, boolean plain) {
  private static final Optional<OutputSection> NONE = Optional.empty();

  static Value of(long number) {
    return new Value(number, NONE, NONE, true);
  }

  static Value address(long address) {
    return at(address, NONE);
  }

  static Value at(long address, Optional<OutputSection> home) {
    return new Value(address, NONE, home, false);
  }

  static Value within(OutputSection section, long offset) {
    return new Value(offset, Optional.of(section), NONE, false);
  }

  /** The location counter, which belongs to its section even as an address. */
  static Value here(OutputSection section, long offset) {
    return new Value(offset, Optional.of(section), Optional.of(section), false);
  }

  static Value of(boolean truth) {
    return of(truth ? 1 : 0);
  }

  long absolute() {
    return section.map(one -> (one.address & 0xFFFFFFFFL) + number).orElse(number);
  }

  /** The section that tables of symbols list it in. */
  Optional<OutputSection> listed() {
    return section.isPresent() ? section : home;
  }

  Value with(long other) {
    return new Value(other, section, home, plain);
  }

  /** The same where only the number counts. */
  Value homeless() {
    return new Value(number, section, NONE, plain);
  }

  Value toAddress() {
    return plain ? this : at(absolute(), home);
  }

  boolean isTrue() {
    return number != 0 || section.isPresent() && absolute() != 0;
  }
}
