package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.B;
import static cloister.cpu.protect.Tables.LANDING;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.flat;
import static cloister.cpu.protect.Tables.gate;
import static cloister.cpu.protect.Tables.segment;

import java.util.ArrayList;
import java.util.List;

/** Far CALL and JMP: direct, and through call gates with and without a change of ring. */
final class TransferTrials {
  private static final int CALL = 0x9a;
  private static final int JMP = 0xea;
  private static final int CALL_GATE32 = 12;
  private static final int CALL_GATE16 = 4;
  private static final int CODE = 0x1a;

  private final List<Trial> trials = new ArrayList<>();

  private TransferTrials() {}

  static List<Trial> all() {
    TransferTrials made = new TransferTrials();
    made.direct();
    made.directSpecial();
    made.gates();
    made.gateTargets();
    made.gateParameters();
    made.stacks();
    return made.trials;
  }

  private void direct() {
    for (int opcode : new int[] {CALL, JMP}) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        if (isTaskOrGate(typeAndS)) {
          continue;
        }
        int every = typeAndS < 0x18 ? 7 : 1;
        for (int privileges = 0; privileges < 64; privileges += every) {
          int dpl = privileges >>> 4;
          int ring = privileges >>> 2 & 3;
          int rpl = privileges & 3;
          trials.add(
              far(opcode, ring, A | rpl, "type " + typeAndS + " dpl " + dpl)
                  .descriptor(A, flat(access(dpl, typeAndS))));
        }
      }
    }
  }

  /** Task switches are not what these trials are about. */
  private static boolean isTaskOrGate(int typeAndS) {
    return switch (typeAndS) {
      case 1, 4, 5, 9, 12 -> true;
      default -> false;
    };
  }

  private void directSpecial() {
    for (int opcode : new int[] {CALL, JMP}) {
      for (int ring = 0; ring < 4; ring++) {
        for (int selector :
            new int[] {
              0, 3, Tables.BEYOND, Tables.BEYOND | 3, Tables.LOCAL_BEYOND, Tables.LOCAL_A
            }) {
          trials.add(far(opcode, ring, selector, "no code"));
          trials.add(far(opcode, ring, selector, "no local table").set(Trial.LDTR, 0));
        }
        long code = flat(access(ring, CODE));
        trials.add(far(opcode, ring, A, "absent").descriptor(A, flat(ring << 5 | CODE)));
        trials.add(far(opcode, ring, A, "absent data").descriptor(A, flat(ring << 5 | 0x12)));
        trials.add(far(opcode, ring, Tables.LOCAL_A, "local").descriptor(Tables.LOCAL_A, code));
        trials.add(
            far(opcode, ring, A, "beyond its limit")
                .descriptor(A, segment(0, LANDING - 1, access(ring, CODE), 4)));
        trials.add(
            far(opcode, ring, A, "at its limit")
                .descriptor(A, segment(0, LANDING + 1, access(ring, CODE), 4)));
        trials.add(
            far(opcode, ring, A, "to 16 bits")
                .descriptor(A, segment(0, 0xffff, access(ring, CODE), 0)));
        trials.add(
            Trial.in(ring, "16-bit operand " + opcode)
                .descriptor(A, code)
                .code(0x66, opcode, LANDING & 0xff, LANDING >>> 8, A, 0));
        trials.add(
            Trial.in(ring, "through memory " + opcode)
                .descriptor(A, code)
                .set(Trial.ESI, Tables.DATA)
                .patch(Tables.DATA, LANDING)
                .patch(Tables.DATA + 4, A)
                .code(0xff, opcode == CALL ? 0x1e : 0x2e));
      }
    }
  }

  /** Gate DPL, RPL and CPL against each other. */
  private void gates() {
    for (int opcode : new int[] {CALL, JMP}) {
      for (int privileges = 0; privileges < 64; privileges++) {
        int dpl = privileges >>> 4;
        int ring = privileges >>> 2 & 3;
        for (int type : new int[] {CALL_GATE32, CALL_GATE16}) {
          trials.add(
              far(opcode, ring, A | privileges & 3, "gate dpl " + dpl + " type " + type)
                  .descriptor(A, gate(Tables.codeOf(ring), LANDING, access(dpl, type), 0)));
          trials.add(
              far(opcode, ring, A | privileges & 3, "absent gate dpl " + dpl)
                  .descriptor(A, gate(Tables.codeOf(ring), LANDING, dpl << 5 | type, 0)));
        }
      }
    }
  }

  /** What the gate leads to: every type and DPL, from every ring. */
  private void gateTargets() {
    for (int opcode : new int[] {CALL, JMP}) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        int every = typeAndS < 0x18 ? 5 : 1;
        for (int privileges = 0; privileges < 16; privileges += every) {
          int dpl = privileges >>> 2;
          int ring = privileges & 3;
          trials.add(
              far(opcode, ring, A | 3, "gate to type " + typeAndS + " dpl " + dpl)
                  .descriptor(A, gate(B, LANDING, access(3, CALL_GATE32), 0))
                  .descriptor(B, flat(access(dpl, typeAndS))));
          trials.add(
              far(opcode, ring, A | 3, "gate to absent type " + typeAndS + " dpl " + dpl)
                  .descriptor(A, gate(B | 3, LANDING, access(3, CALL_GATE32), 0))
                  .descriptor(B, flat(dpl << 5 | typeAndS)));
        }
      }
      for (int ring = 0; ring < 4; ring++) {
        for (int selector : new int[] {0, 2, Tables.BEYOND, Tables.LOCAL_BEYOND}) {
          trials.add(
              far(opcode, ring, A | 3, "gate to selector " + selector)
                  .descriptor(A, gate(selector, LANDING, access(3, CALL_GATE32), 0)));
        }
        trials.add(
            far(opcode, ring, A | 3, "gate beyond limit")
                .descriptor(A, gate(B, LANDING, access(3, CALL_GATE32), 0))
                .descriptor(B, segment(0, LANDING - 1, access(ring, CODE), 4)));
        trials.add(
            far(opcode, ring, A | 3, "gate inwards beyond limit")
                .descriptor(A, gate(B, LANDING, access(3, CALL_GATE32), 0))
                .descriptor(B, segment(0, LANDING - 1, access(0, CODE), 4)));
        trials.add(
            far(opcode, ring, Tables.LOCAL_A, "local gate")
                .descriptor(
                    Tables.LOCAL_A, gate(Tables.CODE0, LANDING, access(3, CALL_GATE32), 0)));
      }
    }
  }

  private void gateParameters() {
    for (int ring = 0; ring < 4; ring++) {
      for (int target = 0; target <= ring; target++) {
        for (int type : new int[] {CALL_GATE32, CALL_GATE16}) {
          for (int count : new int[] {0, 1, 2, 7, 31}) {
            trials.add(
                far(CALL, ring, A | 3, count + " parameters to ring " + target + " type " + type)
                    .descriptor(A, gate(Tables.codeOf(target), LANDING, access(3, type), count)));
          }
        }
      }
    }
    for (int count : new int[] {1, 16}) {
      trials.add(
          far(CALL, 3, A | 3, count + " parameters beyond the outer stack")
              .set(Trial.SS, B | 3)
              .set(Trial.ESP, 0x6c00)
              .descriptor(B, segment(0, 0x6c10, access(3, 0x12), 4))
              .descriptor(A, gate(Tables.CODE0, LANDING, access(3, CALL_GATE32), count)));
    }
  }

  /**
   * The stack that the task-state segment names, when it is not fit. Not ring 0's: its handlers
   * need it.
   */
  private void stacks() {
    for (int type : new int[] {CALL_GATE32, CALL_GATE16}) {
      for (int target = 1; target < 3; target++) {
        StackFaults.of(target)
            .forEach(
                (name, fault) ->
                    trials.add(
                        fault.apply(
                            far(CALL, 3, A | 3, name + " type " + type)
                                .descriptor(
                                    A,
                                    gate(
                                        Tables.codeOf(fault.target()),
                                        LANDING,
                                        access(3, type),
                                        1)))));
      }
    }
  }

  private static Trial far(int opcode, int ring, int selector, String what) {
    String name = (opcode == CALL ? "call " : "jmp ") + Integer.toHexString(selector) + " " + what;
    return Trial.in(ring, name)
        .code(opcode, LANDING & 0xff, LANDING >>> 8 & 0xff, 0, 0, selector & 0xff, selector >>> 8);
  }
}
