package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.C;
import static cloister.cpu.protect.Tables.TSS;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.segment;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ways in which the stack that the task-state segment has for a ring can be unfit or just fit. */
final class StackFaults {
  private static final int DATA = 0x12;

  /** Puts a fault into a trial that goes to the ring {@code target}. */
  record Fault(int target, int stackSelector, int stackPointer, long descriptor, int tssLimit) {
    /** Bochs writes what fits onto the new stack before it finds that not all does. */
    Trial apply(Trial trial) {
      trial.leaveMemoryOut();
      trial.descriptor(C, descriptor);
      trial.patch(TSS + 4 + 8 * target, stackPointer);
      trial.patch(TSS + 8 + 8 * target, stackSelector);
      if (tssLimit != Tables.TSS_LIMIT) {
        trial.descriptor(Tables.TSS_SELECTOR, segment(TSS, tssLimit, access(0, 9), 0));
      }
      return trial;
    }
  }

  private StackFaults() {}

  static Map<String, Fault> of(int ring) {
    Map<String, Fault> faults = new LinkedHashMap<>();
    long good = segment(0, 0xfffff, access(ring, DATA), 0xc);
    int top = 0x4000 + 0x1000 * ring;
    String to = " to ring " + ring;
    for (int selector :
        new int[] {0, 3, Tables.BEYOND | ring, Tables.LOCAL_BEYOND & ~3 | ring, C | ring}) {
      faults.put("stack " + selector + to, new Fault(ring, selector, top, good, Tables.TSS_LIMIT));
    }
    for (int rpl = 0; rpl < 4; rpl++) {
      faults.put("stack rpl " + rpl + to, new Fault(ring, C | rpl, top, good, Tables.TSS_LIMIT));
      long dpl = segment(0, 0xfffff, access(rpl, DATA), 0xc);
      faults.put("stack dpl " + rpl + to, new Fault(ring, C | ring, top, dpl, Tables.TSS_LIMIT));
    }
    for (int typeAndS : new int[] {0, 2, 0x0c, 0x10, 0x14, 0x16, 0x18, 0x1a, 0x1e}) {
      long type =
          typeAndS == 0x16
              ? segment(0, 0, access(ring, typeAndS), 4)
              : segment(0, 0xfffff, access(ring, typeAndS), 0xc);
      faults.put(
          "stack type " + typeAndS + to, new Fault(ring, C | ring, top, type, Tables.TSS_LIMIT));
    }
    long absent = segment(0, 0xfffff, ring << 5 | DATA, 0xc);
    faults.put("stack absent" + to, new Fault(ring, C | ring, top, absent, Tables.TSS_LIMIT));
    for (int room = 0; room <= 40; room += 2) {
      long down = segment(0, top - room - 1, access(ring, 0x16), 4);
      faults.put(
          "stack with room for " + room + to,
          new Fault(ring, C | ring, top, down, Tables.TSS_LIMIT));
    }
    for (int limit : new int[] {top - 1, top - 2, top - 4, top - 5, top, 0xfff}) {
      long up = segment(0, limit, access(ring, DATA), 4);
      faults.put(
          "stack with limit " + limit + to, new Fault(ring, C | ring, top, up, Tables.TSS_LIMIT));
    }
    long small = segment(0, 0xffff, access(ring, DATA), 0);
    faults.put("16-bit stack" + to, new Fault(ring, C | ring, top, small, Tables.TSS_LIMIT));
    faults.put(
        "16-bit stack with upper half" + to,
        new Fault(ring, C | ring, 0x12340000 | top, small, Tables.TSS_LIMIT));
    faults.put(
        "16-bit stack at its top" + to, new Fault(ring, C | ring, 0, small, Tables.TSS_LIMIT));
    // Not 9 and 10: the manual wants the selector within the limit, Bochs its whole doubleword.
    for (int limit : new int[] {3, 4, 6, 7, 8, 11, 12}) {
      int last = limit + 8 * ring;
      faults.put("TSS limit " + last + to, new Fault(ring, C | ring, top, good, last));
    }
    return faults;
  }
}
