package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.BEYOND;

import java.util.ArrayList;
import java.util.List;

/** Segment registers: MOV, POP and far pointer loads over all descriptors and privileges. */
final class SegmentTrials {
  private static final String[] NAMES = {"es", "cs", "ss", "ds", "fs", "gs"};

  private final List<Trial> trials = new ArrayList<>();

  private SegmentTrials() {}

  static List<Trial> all() {
    SegmentTrials made = new SegmentTrials();
    made.everyDescriptor(Trial.DS, 1);
    made.everyDescriptor(Trial.SS, 1);
    made.everyDescriptor(Trial.ES, 17);
    made.everyDescriptor(Trial.FS, 17);
    made.everyDescriptor(Trial.GS, 17);
    made.absentDescriptors();
    made.selectorsWithoutDescriptor();
    made.otherInstructions();
    return made.trials;
  }

  /**
   * @param every 1 for all combinations, n for every n-th
   */
  private void everyDescriptor(int register, int every) {
    int number = 0;
    for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
      for (int privileges = 0; privileges < 64; privileges++) {
        if (number++ % every == 0) {
          int dpl = privileges >>> 4;
          move(register, privileges >>> 2 & 3, A | privileges & 3, Tables.access(dpl, typeAndS));
        }
      }
    }
  }

  private void absentDescriptors() {
    for (int register : new int[] {Trial.DS, Trial.SS}) {
      for (int typeAndS : new int[] {0x02, 0x10, 0x12, 0x18, 0x1a, 0x1e}) {
        for (int ring = 0; ring < 4; ring++) {
          move(register, ring, A | ring, ring << 5 | typeAndS);
          move(register, ring, A | 3, typeAndS);
        }
      }
    }
  }

  private void selectorsWithoutDescriptor() {
    for (int register : new int[] {Trial.ES, Trial.SS, Trial.DS, Trial.FS, Trial.GS}) {
      for (int ring = 0; ring < 4; ring++) {
        for (int selector :
            new int[] {
              0,
              1,
              2,
              3,
              BEYOND,
              BEYOND | 3,
              0xfff8,
              0xffff,
              Tables.LOCAL_DATA3,
              Tables.LOCAL_BEYOND,
              Tables.LOCAL_A
            }) {
          trials.add(moveTrial(register, ring, selector));
          trials.add(moveTrial(register, ring, selector).set(Trial.LDTR, 0));
        }
        trials.add(moveTrial(register, ring, A).set(Trial.GDT_LIMIT, A + 6));
        trials.add(
            moveTrial(register, ring, A | ring)
                .set(Trial.GDT_LIMIT, A + 7)
                .descriptor(A, Tables.flat(Tables.access(ring, 0x12))));
      }
    }
  }

  /** POP, LES and their kind check the same way; a few descriptors suffice. */
  private void otherInstructions() {
    int[][] pops = {{0x07}, {0x17}, {0x1f}, {0x0f, 0xa1}, {0x0f, 0xa9}};
    int[][] loads = {
      {0xc4, 0x1e}, {0x0f, 0xb2, 0x1e}, {0xc5, 0x1e}, {0x0f, 0xb4, 0x1e}, {0x0f, 0xb5, 0x1e}
    };
    for (int ring = 0; ring < 4; ring++) {
      for (int typeAndS : new int[] {0x02, 0x10, 0x12, 0x16, 0x18, 0x1a, 0x1c, 0x1e}) {
        for (int dpl : new int[] {0, ring, 3}) {
          long descriptor = Tables.flat(Tables.access(dpl, typeAndS));
          for (int i = 0; i < pops.length; i++) {
            trials.add(
                Trial.in(ring, "pop " + i + " type " + typeAndS + " dpl " + dpl)
                    .descriptor(A, descriptor)
                    .patch(Tables.stackOf(ring), A | ring)
                    .code(pops[i]));
            trials.add(
                Trial.in(ring, "load pointer " + i + " type " + typeAndS + " dpl " + dpl)
                    .descriptor(A, descriptor)
                    .patch(Tables.DATA + 4, A | ring)
                    .set(Trial.ESI, Tables.DATA)
                    .code(loads[i]));
          }
        }
      }
      for (int i = 0; i < pops.length; i++) {
        trials.add(
            Trial.in(ring, "pop of 16 bits " + i)
                .patch(Tables.stackOf(ring), 0x12340000 | Tables.dataOf(ring))
                .code(prefixed(0x66, pops[i])));
        trials.add(
            Trial.in(ring, "load pointer of 16 bits " + i)
                .patch(Tables.DATA, Tables.dataOf(ring) << 16 | 0x4321)
                .set(Trial.ESI, Tables.DATA)
                .code(prefixed(0x66, loads[i])));
      }
    }
  }

  private void move(int register, int ring, int selector, int access) {
    trials.add(moveTrial(register, ring, selector).descriptor(A, Tables.flat(access)));
  }

  private static Trial moveTrial(int register, int ring, int selector) {
    int number = register - Trial.ES;
    String name = "mov " + NAMES[number] + ", " + Integer.toHexString(selector);
    return Trial.in(ring, name).set(Trial.EAX, selector).code(0x8e, 0xc0 | number << 3);
  }

  private static int[] prefixed(int prefix, int[] code) {
    int[] all = new int[code.length + 1];
    all[0] = prefix;
    System.arraycopy(code, 0, all, 1, code.length);
    return all;
  }
}
