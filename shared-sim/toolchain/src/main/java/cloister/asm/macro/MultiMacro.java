package cloister.asm.macro;

import cloister.asm.lex.Token;
import java.util.List;

/**
 * What {@code %macro} made.
 *
 * @param most parameters at most, or {@link #ANY}
 * @param greedy true when the last parameter takes the rest of the line
 * @param defaults of the parameters after the least that must be given
 */
record MultiMacro(
    String name,
    int least,
    int most,
    boolean greedy,
    List<List<Token>> defaults,
    List<List<Token>> body) {
  static final int ANY = Integer.MAX_VALUE;

  boolean takes(int count) {
    return count >= least && (count <= most || greedy);
  }
}
