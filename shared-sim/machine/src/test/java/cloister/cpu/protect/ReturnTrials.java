package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.B;
import static cloister.cpu.protect.Tables.LANDING;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.flat;
import static cloister.cpu.protect.Tables.segment;

import java.util.ArrayList;
import java.util.List;

/** RETF and IRET, within a ring and outwards. */
final class ReturnTrials {
  private static final int RETF = 0xcb;
  private static final int IRET = 0xcf;
  private static final int[] FLAGS = {
    0x00000002, 0x00000ed7, 0x00003202, 0x00007002 & ~0x4000, 0x00250ad7, 0x00240000, 0x00000200
  };

  private final List<Trial> trials = new ArrayList<>();

  private ReturnTrials() {}

  static List<Trial> all() {
    ReturnTrials made = new ReturnTrials();
    made.everyCodeDescriptor();
    made.everyStackDescriptor();
    made.special();
    made.flags();
    made.droppedSegments();
    return made.trials;
  }

  private void everyCodeDescriptor() {
    for (int opcode : new int[] {RETF, IRET}) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        int every = typeAndS < 0x18 ? 7 : 1;
        for (int privileges = 0; privileges < 64; privileges += every) {
          int dpl = privileges >>> 4;
          int ring = privileges >>> 2 & 3;
          int rpl = privileges & 3;
          trials.add(
              back(opcode, ring, A | rpl, Tables.dataOf(rpl), "type " + typeAndS + " dpl " + dpl)
                  .descriptor(A, flat(access(dpl, typeAndS))));
        }
      }
    }
  }

  private void everyStackDescriptor() {
    for (int opcode : new int[] {RETF, IRET}) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        int every = typeAndS == 0x12 ? 1 : 5;
        for (int privileges = 0; privileges < 64; privileges += every) {
          int dpl = privileges >>> 4;
          int newRing = 1 + (privileges >>> 2 & 3) % 3;
          int rpl = privileges & 3;
          trials.add(
              back(
                      opcode,
                      newRing - 1,
                      Tables.codeOf(newRing),
                      B | rpl,
                      "stack type " + typeAndS + " dpl " + dpl)
                  .descriptor(B, flat(access(dpl, typeAndS))));
          if (opcode == RETF) {
            // For IRET Bochs raises #NP, as the manual of the 386 had it; today's says #SS.
            trials.add(
                back(opcode, 0, Tables.codeOf(newRing), B | newRing, "absent stack " + typeAndS)
                    .descriptor(B, flat(newRing << 5 | typeAndS)));
          }
        }
      }
    }
  }

  private void special() {
    for (int opcode : new int[] {RETF, IRET}) {
      for (int ring = 0; ring < 4; ring++) {
        int data = Tables.dataOf(ring);
        for (int selector : new int[] {0, 1, 3, Tables.BEYOND | ring, Tables.LOCAL_BEYOND}) {
          trials.add(back(opcode, ring, selector, data, "to no code"));
          trials.add(back(opcode, 0, Tables.codeOf(Math.max(ring, 1)), selector, "to no stack"));
        }
        for (int rpl = ring; rpl < 4; rpl++) {
          int stack = Tables.dataOf(rpl);
          trials.add(
              back(opcode, ring, A | rpl, stack, "absent").descriptor(A, flat(rpl << 5 | 0x1a)));
          trials.add(
              back(opcode, ring, A | rpl, stack, "beyond limit")
                  .descriptor(A, segment(0, LANDING - 1, access(rpl, 0x1a), 4)));
          trials.add(
              back(opcode, ring, A | rpl, stack, "to 16 bits")
                  .descriptor(A, segment(0, 0xffff, access(rpl, 0x1a), 0)));
          trials.add(
              back(opcode, ring, Tables.codeOf(rpl), B | rpl, "to a 16-bit stack")
                  .descriptor(B, segment(0, 0xffff, access(rpl, 0x12), 0)));
          trials.add(
              back(opcode, ring, Tables.codeOf(rpl), stack, "of 16 bits")
                  .code(0x66, opcode)
                  .patch(Tables.stackOf(ring), LANDING | Tables.codeOf(rpl) << 16)
                  .patch(
                      Tables.stackOf(ring) + 4, opcode == IRET ? 0x6d000202 : stack << 16 | 0x6d00)
                  .patch(Tables.stackOf(ring) + 8, stack));
          if (opcode == RETF) {
            for (int released : new int[] {4, 12, 0xff0}) {
              int stackAt = Tables.stackOf(ring) + 8 + released;
              trials.add(
                  back(opcode, ring, Tables.codeOf(rpl), stack, "releasing " + released)
                      .code(0xca, released & 0xff, released >>> 8)
                      .patch(stackAt, 0x6d00)
                      .patch(stackAt + 4, stack));
            }
          }
        }
        trials.add(
            back(opcode, ring, Tables.codeOf(3), Tables.dataOf(3), "beyond the stack")
                .set(Trial.SS, ring == 0 ? data : B | ring)
                .descriptor(B, segment(0, Tables.stackOf(ring) + 9, access(ring, 0x12), 4)));
      }
    }
  }

  /** Which flags IRET and POPF take depends on CPL and IOPL. */
  private void flags() {
    for (int ring = 0; ring < 4; ring++) {
      for (int iopl = 0; iopl < 4; iopl++) {
        for (int value : FLAGS) {
          int old = 2 | iopl << 12;
          for (int rpl = ring; rpl < 4; rpl++) {
            trials.add(
                back(
                        IRET,
                        ring,
                        Tables.codeOf(rpl),
                        Tables.dataOf(rpl),
                        "flags " + Integer.toHexString(value) + " iopl " + iopl)
                    .patch(Tables.stackOf(ring) + 8, value)
                    .set(Trial.EFLAGS, old));
          }
          for (int[] code : new int[][] {{0x9d}, {0x66, 0x9d}, {0x9d, 0x9c, 0x58}}) {
            trials.add(
                Trial.in(ring, "popf " + Integer.toHexString(value) + " iopl " + iopl)
                    .patch(Tables.stackOf(ring), value)
                    .set(Trial.EFLAGS, old | 0x200)
                    .code(code));
          }
        }
      }
    }
  }

  /** Segments that the outer ring must not have. */
  private void droppedSegments() {
    for (int opcode : new int[] {RETF, IRET}) {
      for (int ring = 0; ring < 3; ring++) {
        for (int rpl = ring; rpl < 4; rpl++) {
          for (int dpl = ring; dpl < 4; dpl++) {
            for (int typeAndS : new int[] {0x12, 0x1a, 0x1e}) {
              trials.add(
                  back(
                          opcode,
                          ring,
                          Tables.codeOf(rpl),
                          Tables.dataOf(rpl),
                          "with segments of dpl " + dpl + " type " + typeAndS)
                      .descriptor(A, flat(access(dpl, typeAndS)))
                      .code(0x8e, 0xd8, 0x8e, 0xe0, opcode)
                      .set(Trial.EAX, A | ring)
                      .set(Trial.GS, 3));
            }
          }
        }
      }
    }
  }

  private static Trial back(int opcode, int ring, int code, int stack, String what) {
    int top = Tables.stackOf(ring);
    Trial trial =
        Trial.in(ring, (opcode == RETF ? "retf to " : "iret to ") + Integer.toHexString(code))
            .code(opcode)
            .patch(top, LANDING)
            .patch(top + 4, code);
    int outer = opcode == RETF ? top + 8 : top + 12;
    if (opcode == IRET) {
      trial.patch(top + 8, 0x246);
    }
    return trial.patch(outer, 0x6d00).patch(outer + 4, stack).named(what);
  }
}
