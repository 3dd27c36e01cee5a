package cloister.cpu.protect;

import java.util.List;
import java.util.function.Supplier;

/** The trials by subject; each group has a recording of its own. */
enum Group {
  SEGMENTS(SegmentTrials::all),
  TRANSFERS(TransferTrials::all),
  RETURNS(ReturnTrials::all),
  INTERRUPTS(InterruptTrials::all),
  DATA(DataTrials::all),
  PRIVILEGES(PrivilegeTrials::all);

  private final Supplier<List<Trial>> trials;

  Group(Supplier<List<Trial>> trials) {
    this.trials = trials;
  }

  List<Trial> trials() {
    return trials.get();
  }

  String fileName() {
    return name().toLowerCase(java.util.Locale.ROOT) + ".txt";
  }
}
