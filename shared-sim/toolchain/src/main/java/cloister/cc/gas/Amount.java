package cloister.cc.gas;

/**
 * The value of an expression: a number, a symbol's address plus a number, or the distance of two
 * symbols plus a number. Empty names mean none.
 */
record Amount(String symbol, String minus, long number) {
  static Amount of(long number) {
    return new Amount("", "", number);
  }

  static Amount of(String symbol) {
    return new Amount(symbol, "", 0);
  }

  boolean isNumber() {
    return symbol.isEmpty() && minus.isEmpty();
  }

  Amount plus(Amount other) throws GasError {
    return new Amount(one(symbol, other.symbol), one(minus, other.minus), number + other.number)
        .simple();
  }

  Amount negated() {
    return new Amount(minus, symbol, -number);
  }

  private Amount simple() {
    return !symbol.isEmpty() && symbol.equals(minus) ? of(number) : this;
  }

  private static String one(String a, String b) throws GasError {
    if (!a.isEmpty() && !b.isEmpty()) {
      throw GasComplaint.notConstant(a + " + " + b);
    }
    return a.isEmpty() ? b : a;
  }

  /** The number, which must be all there is. */
  long constant() throws GasError {
    if (!isNumber()) {
      throw GasComplaint.notConstant(symbol.isEmpty() ? minus : symbol);
    }
    return number;
  }
}
