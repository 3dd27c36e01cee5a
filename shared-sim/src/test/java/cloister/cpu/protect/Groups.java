package cloister.cpu.protect;

import java.util.List;

/** The groups of trials by name. */
final class Groups {
  private Groups() {}

  static List<Trial> named(String name) {
    return switch (name) {
      case "segments" -> SegmentTrials.all();
      case "transfers" -> TransferTrials.all();
      case "returns" -> ReturnTrials.all();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
