package cloister.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What is varied from one run of an instruction to the next, as the guest has it.
 *
 * @param interrupts EFLAGS.IF
 * @param taskSwitched CR0.TS
 * @param timeStampKept CR4.TSD: the time-stamp counter belongs to ring 0
 */
record Conditions(boolean interrupts, boolean taskSwitched, boolean timeStampKept) {
  static List<Conditions> all() {
    List<Conditions> all = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      all.add(new Conditions((bits & 1) == 0, (bits & 2) != 0, (bits & 4) != 0));
    }
    return all;
  }

  List<String> texts() {
    return List.of(
        "IF=" + (interrupts ? 1 : 0),
        "TS=" + (taskSwitched ? 1 : 0),
        "TSD=" + (timeStampKept ? 1 : 0));
  }
}
