package cloister.cc.random;

/**
 * The text of an expression, in parentheses or one operand, and its type.
 *
 * @param kind the type before promotion
 */
record Expression(String text, Kind kind) {

  Expression parenthesized() {
    return new Expression("(" + text + ")", kind);
  }
}
