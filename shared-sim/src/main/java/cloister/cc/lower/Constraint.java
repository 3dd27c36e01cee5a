package cloister.cc.lower;

/** What the letters of an operand's constraint allow (GCC's manual, Constraints). */
final class Constraint {
  private static final String REGISTERS = "rqQRabcdSDAltufy";
  private static final String MEMORY = "mogVX";

  private Constraint() {}

  private static boolean hasOne(String constraint, String letters) {
    for (int i = 0; i < constraint.length(); i++) {
      if (letters.indexOf(constraint.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** True when memory will not do. */
  static boolean asksRegister(String constraint) {
    return constraint.startsWith("=@cc")
        || hasOne(constraint, REGISTERS) && !hasOne(constraint, MEMORY);
  }
}
