package cloister.cpu.fpu;

/** The working numbers of a transcendental function: a reduced argument, its square, a series. */
final class Series {
  final Fixed one = new Fixed();
  final Fixed argument = new Fixed();
  final Fixed square = new Fixed();
  final Fixed sum = new Fixed();
  final Fixed quotient = new Fixed();
  final Fixed constant = new Fixed();

  private final Rounder rounder;
  private final Real z = new Real();

  Series(Rounder rounder) {
    this.rounder = rounder;
    one.setInteger(1);
  }

  /** {@code 1 + s/3 + s^2/5 ...} of the square, or with alternating signs. */
  void ofOddNumbers(int terms, boolean alternate) {
    sum.setInteger(0);
    for (int k = terms; k >= 0; k--) {
      sum.multiply(square);
      quotient.set(one);
      quotient.divide(2 * k + 1);
      if (alternate) {
        sum.subtractFrom(quotient);
      } else {
        sum.add(quotient);
      }
    }
  }

  /** Rounds a result that is never exact. */
  void finish(Fixed value, boolean negative, int exponent, Extended result) {
    value.toReal(negative, exponent, z);
    z.extra |= 1;
    rounder.pack(z, result, 64);
  }
}
