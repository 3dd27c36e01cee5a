package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.CODE0;
import static cloister.cpu.protect.Tables.DATA;
import static cloister.cpu.protect.Tables.STUBS;
import static cloister.cpu.protect.Tables.TRIED;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.gate;

import java.util.ArrayList;
import java.util.List;

/** Breakpoints, single steps, debug registers, alignment. */
final class DebugTrials {
  private static final int TF = 1 << 8;
  private static final int RF = 1 << 16;
  private static final int AC = 1 << 18;
  private static final int AM = 1 << 18;
  private static final int DE = 8;
  private static final int GD = 1 << 13;
  private static final int FIXED = 0x400;

  private final List<Trial> trials = new ArrayList<>();

  private DebugTrials() {}

  static List<Trial> all() {
    DebugTrials all = new DebugTrials();
    all.dataBreakpoints();
    all.codeBreakpoints();
    all.repeatedInstructions();
    all.portBreakpoints();
    all.registers();
    all.alignment();
    all.longOperands();
    all.stepsInHandlers();
    return all.trials;
  }

  private void dataBreakpoints() {
    int[][] accesses = {
      {0xa1, 0, 0x70, 0, 0},
      {0xa3, 0, 0x70, 0, 0},
      {0xa0, 3, 0x70, 0, 0},
      {0xa2, 3, 0x70, 0, 0},
      {0x66, 0xa3, 2, 0x70, 0, 0},
      {0xff, 0x05, 0, 0x70, 0, 0},
      {0x39, 0x05, 0, 0x70, 0, 0},
      {0xff, 0x35, 0, 0x70, 0, 0},
    };
    for (int[] code : accesses) {
      for (int kind = 0; kind < 4; kind++) {
        for (int length = 0; length < 4; length++) {
          for (int address = DATA - 1; address < DATA + 5; address++) {
            for (int enable = 0; enable < 4; enable++) {
              trials.add(
                  Trial.in(3, "data breakpoint " + kind + "/" + length + " at " + address)
                      .set(Trial.DR0, address)
                      .set(Trial.DR7, FIXED | enable | kind << 16 | length << 18)
                      .code(code));
            }
          }
        }
      }
    }
    for (int index = 0; index < 4; index++) {
      for (int tf = 0; tf <= TF; tf += TF) {
        trials.add(
            Trial.in(3, "breakpoint " + index + ", another one not enabled")
                .set(Trial.DR0 + index, DATA)
                .set(Trial.DR0 + (index + 1 & 3), DATA)
                .set(
                    Trial.DR7,
                    FIXED | 2 << 2 * index | 1 << 16 + 4 * index | 1 << 16 + 4 * (index + 1 & 3))
                .set(Trial.EFLAGS, tf | 2)
                .code(0xa3, 0, 0x70, 0, 0));
      }
    }
  }

  private void codeBreakpoints() {
    for (int ring = 0; ring < 4; ring++) {
      for (int at = 0; at < 4; at++) {
        for (int flags : new int[] {2, RF | 2, TF | 2, TF | RF | 2}) {
          trials.add(
              Trial.in(ring, "instruction breakpoint at " + at + ", flags " + flags)
                  .set(Trial.DR0 + 1, Tables.CODE + at)
                  .set(Trial.DR7, FIXED | 8)
                  .set(Trial.EFLAGS, flags)
                  .code(0x90, 0x40, 0x0f, 0x0b));
        }
      }
    }
  }

  /** A breakpoint on the instruction itself, or on what its second iteration touches. */
  private void repeatedInstructions() {
    int[][] codes = {{0xf3, 0xa4}, {0xf3, 0xaa}, {0xf3, 0xa6}, {0xf2, 0xae}};
    for (int[] code : codes) {
      for (int count = 0; count < 4; count++) {
        for (int flags : new int[] {2, RF | 2, TF | 2, TF | RF | 2}) {
          for (int kind : new int[] {0, 3}) {
            for (int enable = 0; enable < 2; enable++) {
              trials.add(
                  Trial.in(3, "repeated " + count + ", flags " + flags + ", breakpoint " + kind)
                      .set(Trial.DR0, kind == 0 ? Tables.CODE : DATA + 17)
                      .set(Trial.DR7, FIXED | 2 * enable | kind << 16)
                      .set(Trial.EFLAGS, flags)
                      .set(Trial.ECX, count)
                      .set(Trial.ESI, DATA)
                      .set(Trial.EDI, DATA + 16)
                      .code(code));
            }
          }
        }
      }
    }
  }

  private void portBreakpoints() {
    for (int debug = 0; debug <= DE; debug += DE) {
      for (int port = Tables.FREE_PORT - 1; port < Tables.FREE_PORT + 5; port++) {
        for (int length = 0; length < 4; length++) {
          for (int opcode : new int[] {0xec, 0xed}) {
            trials.add(
                Trial.in(0, "port breakpoint at " + port + "/" + length)
                    .set(Trial.CR4, debug)
                    .set(Trial.EDX, Tables.FREE_PORT)
                    .set(Trial.DR0 + 2, port)
                    .set(Trial.DR7, FIXED | 0x10 | 2 << 24 | length << 26)
                    .code(opcode));
          }
        }
      }
    }
  }

  private void registers() {
    for (int ring = 0; ring < 4; ring++) {
      for (int register = 0; register < 8; register++) {
        for (int control : new int[] {FIXED, FIXED | GD}) {
          for (int debug = 0; debug <= DE; debug += DE) {
            int modRm = 0xc0 | register << 3;
            String name = "DR" + register + " with " + control + ", CR4 " + debug;
            trials.add(
                Trial.in(ring, "read " + name)
                    .set(Trial.CR4, debug)
                    .set(Trial.DR7, control)
                    .code(0x0f, 0x21, modRm));
            trials.add(
                Trial.in(ring, "write " + name)
                    .set(Trial.CR4, debug)
                    .set(Trial.DR7, control)
                    .set(Trial.EAX, 0xffff0ff0 | 0x5005)
                    .code(0x0f, 0x23, modRm, 0x0f, 0x21, modRm | 1));
          }
        }
      }
    }
  }

  private void alignment() {
    int[][] accesses = {
      {0xa1, 0, 0x70, 0, 0},
      {0xa3, 0, 0x70, 0, 0},
      {0x66, 0xa1, 0, 0x70, 0, 0},
      {0xa0, 0, 0x70, 0, 0},
      {0xff, 0x05, 0, 0x70, 0, 0},
      {0x87, 0x05, 0, 0x70, 0, 0},
    };
    for (int[] code : accesses) {
      for (int distance = 0; distance < 4; distance++) {
        for (int ring = 0; ring < 4; ring++) {
          for (int flags = 2; flags <= AC + 2; flags += AC) {
            for (int mask = 0; mask <= AM; mask += AM) {
              int[] moved = code.clone();
              moved[moved.length - 4] += distance;
              trials.add(
                  Trial.in(ring, "access at " + distance + ", AC " + flags + ", AM " + mask)
                      .set(Trial.CR0, 0x11 | mask)
                      .set(Trial.EFLAGS, flags)
                      .code(moved));
            }
          }
        }
      }
    }
    for (int distance = 0; distance < 4; distance++) {
      trials.add(
          Trial.in(3, "push with ESP at " + distance)
              .set(Trial.CR0, 0x11 | AM)
              .set(Trial.EFLAGS, AC | 2)
              .set(Trial.ESP, Tables.stackOf(3) - distance)
              .leaveMemoryOut()
              .code(0x50));
    }
  }

  /** Eight and ten bytes want to be at a multiple of eight (SDM 3, table 7-7). */
  private void longOperands() {
    int[][] accesses = {
      {0x0f, 0xc7, 0x0d, 0, 0x70, 0, 0}, // cmpxchg8b
      {0xdb, 0xe3, 0xdd, 0x05, 0, 0x70, 0, 0}, // fninit; fld qword
      {0xdb, 0xe3, 0xdf, 0x2d, 0, 0x70, 0, 0}, // fninit; fild qword
      {0xdb, 0xe3, 0xdb, 0x2d, 0, 0x70, 0, 0}, // fninit; fld tword
      {0xdb, 0xe3, 0xdf, 0x25, 0, 0x70, 0, 0}, // fninit; fbld
      {0xdb, 0xe3, 0xd9, 0xe8, 0xdd, 0x1d, 0, 0x70, 0, 0}, // fninit; fld1; fstp qword
      {0xdb, 0xe3, 0xd9, 0xe8, 0xdf, 0x3d, 0, 0x70, 0, 0}, // fninit; fld1; fistp qword
      {0xdb, 0xe3, 0xd9, 0xe8, 0xdb, 0x3d, 0, 0x70, 0, 0}, // fninit; fld1; fstp tword
      {0xdb, 0xe3, 0xd9, 0xe8, 0xdf, 0x35, 0, 0x70, 0, 0}, // fninit; fld1; fbstp
      {0xdb, 0xe3, 0xd9, 0x05, 0, 0x70, 0, 0}, // fninit; fld dword
      {0xdb, 0xe3, 0xdf, 0x05, 0, 0x70, 0, 0}, // fninit; fild word
    };
    for (int[] code : accesses) {
      for (int distance = 0; distance < 8; distance++) {
        for (int ring = 0; ring < 4; ring += 3) {
          int[] moved = code.clone();
          moved[moved.length - 4] += distance;
          trials.add(
              Trial.in(ring, "operand of " + code[2] + "/" + code[3] + " at " + distance)
                  .set(Trial.CR0, 0x11 | AM)
                  .set(Trial.EFLAGS, AC | 2)
                  .code(moved));
        }
      }
    }
  }

  /** TF with instructions that enter a handler, and with STI, MOV SS and POPF. */
  private void stepsInHandlers() {
    int[][] codes = {
      {0xcd, TRIED},
      {0xcc},
      {0xf1},
      {0xfb, 0x90},
      {0x8e, 0xd3, 0x90, 0x90},
      {0x9d, 0x90, 0x90},
      {0xf3, 0xa4},
      {0x0f, 0x0b},
    };
    for (int[] code : codes) {
      for (int ring = 0; ring < 4; ring++) {
        trials.add(
            Trial.in(ring, "single step of " + code[0])
                .set(Trial.EFLAGS, TF | 0x3002)
                .set(Trial.EBX, Tables.dataOf(ring))
                .set(Trial.ECX, 1)
                .set(Trial.ESI, DATA)
                .set(Trial.EDI, DATA + 16)
                .patch(Tables.stackOf(ring), TF | 0x3002)
                .gate(TRIED, gate(CODE0, STUBS + 16 * TRIED, access(3, 14), 0))
                .code(code));
      }
    }
  }
}
