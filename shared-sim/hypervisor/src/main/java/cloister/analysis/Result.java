package cloister.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What an analysis came to.
 *
 * @param rows how many rows of the opcode table were run
 * @param runs how often an instruction was run
 * @param findings one for each instruction, in the order of the opcode table
 * @param refused the rows that no ring may use, each with the reason
 */
public record Result(
    Era era,
    Arrangement arrangement,
    int rows,
    int runs,
    List<Finding> findings,
    List<Refused> refused) {
  /** The instructions of one kind. */
  public List<Finding> of(Verdict verdict) {
    List<Finding> found = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.verdict() == verdict) {
        found.add(finding);
      }
    }
    return found;
  }
}
