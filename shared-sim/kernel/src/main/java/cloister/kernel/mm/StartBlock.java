package cloister.kernel.mm;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * What a program found when it started: where its environment lies, and the auxiliary vector
 * (getauxval(3)).
 *
 * @param environment the first address
 * @param environmentEnd the address behind the last byte
 * @param auxiliary types and values in turn, two zeros at the end
 */
public record StartBlock(int environment, int environmentEnd, int[] auxiliary) {
  /** Of what runs no program. */
  public static final StartBlock NONE = new StartBlock(0, 0, new int[0]);

  void save(ObjectWriter out) {
    out.number(environment);
    out.number(environmentEnd);
    out.numbers(auxiliary);
  }

  static StartBlock load(ObjectReader in) {
    int first = in.number();
    int end = in.number();
    return new StartBlock(first, end, in.numbers());
  }
}
