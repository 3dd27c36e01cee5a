package cloister.world.compare;

import cloister.hypervisor.Host;
import java.util.Optional;

/** Looks behind each instruction of a guest whether it sees what it would see by itself. */
final class Differences {
  private final Host host;
  private final Alignment alignment;

  /** False for a build that has other instructions, and behind the first difference. */
  private boolean looks;

  private long seen = -1;
  private long compared;
  private Optional<Sight> first = Optional.empty();

  Differences(Host host, Alignment alignment, boolean looks) {
    this.host = host;
    this.alignment = alignment;
    this.looks = looks;
  }

  /** What a guest saw after so many instructions. */
  record Sight(long instruction, int[] words) {}

  /** Runs the host for so many steps; false when it did none. */
  boolean run(int steps) {
    if (!looks) {
      return host.run(steps) != 0;
    }
    for (int i = 0; i < steps && !host.stopped(); i++) {
      if (host.run(1) == 0) {
        return i > 0;
      }
      if (looks) {
        look();
      }
    }
    return true;
  }

  private void look() {
    long instruction = host.instructionsUnderway();
    if (instruction <= seen) {
      return;
    }
    seen = instruction;
    compared++;
    int[] words = GuestWords.of(host.cpu(), host.guestEip(), host.guestInterruptFlag(0));
    if (!alignment.agrees(instruction, words)) {
      first = Optional.of(new Sight(instruction, words));
      looks = false;
    }
  }

  /** Behind how many instructions it was looked. */
  long compared() {
    return compared;
  }

  Optional<Sight> first() {
    return first;
  }
}
