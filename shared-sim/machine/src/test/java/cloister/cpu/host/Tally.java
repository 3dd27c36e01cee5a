package cloister.cpu.host;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison has seen. */
final class Tally {
  long compared;
  long instructions;
  long discarded;
  final long[] byVector = new long[256];

  /** How often programs differed, by the instruction at which they do. */
  final Map<String, Integer> differences = new TreeMap<>();

  final Map<KnownDifference, Integer> explained = new EnumMap<>(KnownDifference.class);

  private final Map<String, String> firstReports = new TreeMap<>();

  void note(String mnemonic, String report) {
    differences.merge(mnemonic, 1, Integer::sum);
    firstReports.putIfAbsent(mnemonic, report);
  }

  String reports() {
    StringBuilder text = new StringBuilder();
    firstReports.forEach(
        (mnemonic, report) ->
            text.append("\n\n")
                .append(mnemonic)
                .append(", ")
                .append(differences.get(mnemonic))
                .append(" times; first:\n")
                .append(report));
    return text.toString();
  }

  String summary(HostProcessor processor) {
    StringBuilder vectors = new StringBuilder();
    for (int vector = 0; vector < byVector.length; vector++) {
      if (byVector[vector] > 0) {
        vectors.append(' ').append(vector).append(':').append(byVector[vector]);
      }
    }
    return compared
        + " programs, at least "
        + instructions
        + " instructions compared with the host"
        + switch (processor) {
          case REFERENCE -> "";
          case SIBLING -> ", flags of bit scans apart";
          case FOREIGN -> ", undefined flags apart";
        }
        + "; discarded "
        + discarded
        + "; known differences "
        + explained
        + "; ended with exception"
        + vectors;
  }
}
