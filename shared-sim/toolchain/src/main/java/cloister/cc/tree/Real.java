package cloister.cc.tree;

/**
 * A number in the x87's extended format (SDM vol. 1, 4.2.2): floating constants of every type are
 * kept in it, already rounded to their own.
 *
 * @param significand with the integer bit on top
 * @param signExponent sign in bit 15, biased exponent below
 */
public record Real(long significand, int signExponent) {
  public static final Real ZERO = new Real(0, 0);
  public static final Real ONE = new Real(1L << 63, 0x3FFF);
}
