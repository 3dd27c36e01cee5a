package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.B;
import static cloister.cpu.protect.Tables.LANDING;
import static cloister.cpu.protect.Tables.TRIED;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.flat;
import static cloister.cpu.protect.Tables.gate;
import static cloister.cpu.protect.Tables.segment;

import cloister.event.Exceptions;
import java.util.ArrayList;
import java.util.List;

/** INT n and exceptions through every kind of gate, single steps, faults within deliveries. */
final class InterruptTrials {
  private static final int INTERRUPT32 = 14;
  private static final int INTERRUPT16 = 6;
  private static final int TRAP32 = 15;
  private static final int TRAP16 = 7;
  private static final int CODE = 0x1a;
  private static final int[] GATES = {INTERRUPT32, TRAP32, INTERRUPT16, TRAP16};

  /** Instructions that raise an exception in every ring, and its vector. */
  private static final int[][] RAISING = {
    {Exceptions.UD, 0x0f, 0x0b},
    {Exceptions.DE, 0xd4, 0x00},
    {Exceptions.GP, 0x2e, 0xc6, 0x05, 0, 0, 0, 0, 0},
    {Exceptions.BR, 0x62, 0x05, 0, 0x70, 0, 0},
    {Exceptions.NP, 0x8e, 0xd8},
  };

  private final List<Trial> trials = new ArrayList<>();

  private InterruptTrials() {}

  static List<Trial> all() {
    InterruptTrials made = new InterruptTrials();
    made.gateTypes();
    made.targets();
    made.special();
    made.exceptions();
    made.faultsInDelivery();
    made.stacks();
    made.singleSteps();
    return made.trials;
  }

  private void gateTypes() {
    for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
      for (int privileges = 0; privileges < 16 && typeAndS != 5; privileges++) {
        int dpl = privileges >>> 2;
        int ring = privileges & 3;
        trials.add(
            software(ring, "gate type " + typeAndS + " dpl " + dpl)
                .gate(TRIED, gate(Tables.codeOf(ring), LANDING, access(dpl, typeAndS), 0)));
        trials.add(
            software(ring, "absent gate type " + typeAndS + " dpl " + dpl)
                .gate(TRIED, gate(Tables.codeOf(ring), LANDING, dpl << 5 | typeAndS, 0)));
      }
    }
  }

  private void targets() {
    for (int gateType : GATES) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        int every = typeAndS < 0x18 ? 5 : 1;
        for (int privileges = 0; privileges < 16; privileges += every) {
          int dpl = privileges >>> 2;
          int ring = privileges & 3;
          String what = "gate " + gateType + " to type " + typeAndS + " dpl " + dpl;
          trials.add(
              software(ring, what)
                  .set(Trial.EFLAGS, 0x4ad7 & ~0x4000 | 0x200)
                  .gate(TRIED, gate(B | privileges & 3, LANDING, access(3, gateType), 0))
                  .descriptor(B, flat(access(dpl, typeAndS))));
          if (gateType == INTERRUPT32) {
            trials.add(
                software(ring, "absent " + what)
                    .gate(TRIED, gate(B, LANDING, access(3, gateType), 0))
                    .descriptor(B, flat(dpl << 5 | typeAndS)));
          }
        }
      }
    }
  }

  private void special() {
    for (int ring = 0; ring < 4; ring++) {
      for (int selector : new int[] {0, 2, Tables.BEYOND, Tables.LOCAL_BEYOND}) {
        trials.add(
            software(ring, "gate to selector " + selector)
                .gate(TRIED, gate(selector, LANDING, access(3, INTERRUPT32), 0)));
      }
      for (int target = 0; target <= ring; target++) {
        trials.add(
            software(ring, "gate beyond limit of ring " + target)
                .gate(TRIED, gate(B, LANDING, access(3, INTERRUPT32), 0))
                .descriptor(B, segment(0, LANDING - 1, access(target, CODE), 4)));
      }
      for (int limit : new int[] {8 * TRIED + 6, 8 * TRIED + 7, 8 * TRIED - 1}) {
        trials.add(
            software(ring, "table limit " + limit)
                .set(Trial.IDT_LIMIT, limit)
                .gate(TRIED, gate(Tables.codeOf(ring), LANDING, access(3, INTERRUPT32), 0)));
      }
      for (int[] code : new int[][] {{0xcc}, {0xcd, 3}, {0xce}, {0xcd, 4}, {0xf1}, {0xcd, 13}}) {
        for (int eflags : new int[] {2, 0x802}) {
          trials.add(
              Trial.in(ring, "int " + code[0] + " flags " + eflags)
                  .set(Trial.EFLAGS, eflags)
                  .code(code));
          trials.add(
              Trial.in(ring, "int " + code[0] + " through open gates, flags " + eflags)
                  .set(Trial.EFLAGS, eflags)
                  .gate(1, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .gate(3, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .gate(4, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .gate(13, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .code(code));
        }
      }
    }
  }

  /** Exceptions need no gate DPL; their frame has an error code or not. */
  private void exceptions() {
    for (int[] raising : RAISING) {
      for (int ring = 0; ring < 4; ring++) {
        for (int gateType : GATES) {
          for (int target = 0; target <= ring; target++) {
            trials.add(
                raise(raising, ring, "through gate " + gateType + " to ring " + target)
                    .gate(
                        raising[0], gate(Tables.codeOf(target), LANDING, access(0, gateType), 0)));
          }
        }
      }
    }
  }

  /** Which second exception becomes a double fault. */
  private void faultsInDelivery() {
    for (int[] raising : RAISING) {
      for (int ring = 0; ring < 4; ring++) {
        int vector = raising[0];
        trials.add(
            raise(raising, ring, "absent gate")
                .gate(vector, gate(Tables.CODE0, LANDING, INTERRUPT32, 0)));
        trials.add(raise(raising, ring, "no gate").gate(vector, 0));
        trials.add(
            raise(raising, ring, "gate to null")
                .gate(vector, gate(0, LANDING, access(0, INTERRUPT32), 0)));
        trials.add(
            raise(raising, ring, "gate beyond the table")
                .gate(vector, gate(Tables.BEYOND, LANDING, access(0, INTERRUPT32), 0)));
        trials.add(
            raise(raising, ring, "gate to absent code")
                .gate(vector, gate(B, LANDING, access(0, INTERRUPT32), 0))
                .descriptor(B, flat(CODE)));
        trials.add(
            raise(raising, ring, "gate to data")
                .gate(vector, gate(Tables.DATA0, LANDING, access(0, INTERRUPT32), 0)));
        trials.add(
            raise(raising, ring, "gate beyond limit")
                .gate(vector, gate(B, LANDING, access(0, INTERRUPT32), 0))
                .descriptor(B, segment(0, LANDING - 1, access(0, CODE), 4)));
        trials.add(
            raise(raising, ring, "gate to ring 3")
                .gate(vector, gate(Tables.codeOf(3), LANDING, access(0, INTERRUPT32), 0)));
        if (ring > 1) {
          trials.add(
              raise(raising, ring, "no stack for ring 1")
                  .gate(vector, gate(Tables.codeOf(1), LANDING, access(0, INTERRUPT32), 0))
                  .patch(Tables.TSS + 16, 0));
        }
      }
    }
  }

  private void stacks() {
    for (int gateType : GATES) {
      for (int target = 1; target < 3; target++) {
        for (int[] raising : new int[][] {RAISING[0], RAISING[2], {TRIED, 0xcd, TRIED}}) {
          StackFaults.of(target)
              .forEach(
                  (name, fault) ->
                      trials.add(
                          fault.apply(
                              raise(raising, 3, name + " gate " + gateType)
                                  .gate(
                                      raising[0],
                                      gate(
                                          Tables.codeOf(fault.target()),
                                          LANDING,
                                          access(3, gateType),
                                          0)))));
        }
      }
    }
  }

  /**
   * Not a repeated string instruction, after whose iterations Bochs saves RF set, and not two MOV
   * SS in a row, of which it lets only the first hold the trap off: there we follow AMD EPYC.
   */
  private void singleSteps() {
    int[][] codes = {
      {0x90},
      {0x40},
      {0xcd, TRIED},
      {0xcc},
      {0x8e, 0xd0, 0x90},
      {0x8e, 0xd8, 0x90},
      {0x16, 0x17, 0x90},
      {0x9d, 0x90},
      {0xaa},
      {0x0f, 0x0b},
      {0xfb, 0x90},
      {0xfa},
      {0xeb, 0x00},
      {0xe8, 0, 0, 0, 0},
      {0xc8, 8, 0, 1},
      {0x9a, 0x40, 0xa0, 0, 0, A, 0},
      {0x8e, 0xd0, 0xcc}
    };
    for (int ring = 0; ring < 4; ring++) {
      for (int eflags : new int[] {0x102, 0x3102}) {
        for (int i = 0; i < codes.length; i++) {
          int stack = Tables.dataOf(ring);
          trials.add(
              Trial.in(ring, "single step of code " + i + " flags " + eflags)
                  .set(Trial.EFLAGS, eflags)
                  .set(Trial.EAX, codes[i][0] == 0x8e && codes[i][1] == 0xd8 ? Tables.DATA3 : stack)
                  .set(Trial.ECX, 3)
                  .set(Trial.EDI, Tables.DATA)
                  .patch(Tables.stackOf(ring), 2)
                  .gate(3, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .gate(TRIED, gate(Tables.codeOf(ring), LANDING, access(3, TRAP32), 0))
                  .descriptor(A, flat(access(ring, CODE)))
                  .code(codes[i]));
        }
      }
    }
  }

  private static Trial software(int ring, String what) {
    return Trial.in(ring, "int, " + what).code(0xcd, TRIED);
  }

  private static Trial raise(int[] raising, int ring, String what) {
    int[] code = java.util.Arrays.copyOfRange(raising, 1, raising.length);
    return Trial.in(ring, "exception " + raising[0] + ", " + what)
        .set(Trial.EAX, A)
        .descriptor(A, flat(3 << 5 | 0x12))
        .code(code);
  }
}
