package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.DATA;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.segment;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes at the limits of segments of every type, and stacks at their ends. */
final class DataTrials {
  /** MOV of 1, 2 and 4 bytes from and to [esi] through DS; the 0 is a size prefix that is none. */
  private static final int[][] ACCESSES = {
    {0x8a, 0x06},
    {0x66, 0x8b, 0x06},
    {0x8b, 0x06},
    {0x88, 0x06},
    {0x66, 0x89, 0x06},
    {0x89, 0x06},
    {0xff, 0x06}
  };

  private final List<Trial> trials = new ArrayList<>();

  private DataTrials() {}

  static List<Trial> all() {
    DataTrials made = new DataTrials();
    made.limits();
    made.longOperands();
    made.types();
    made.nullSegments();
    made.stackSegment();
    made.pushesAndPops();
    made.codeLimits();
    return made.trials;
  }

  private void limits() {
    for (int[] code : ACCESSES) {
      for (int type : new int[] {0x12, 0x10, 0x1a}) {
        for (int limit : new int[] {0, 2, 3, 6, 7, 8, 0x7f}) {
          for (int offset = limit - 4; offset <= limit + 1; offset++) {
            if (type == 0x12 || limit == 7) {
              trials.add(
                  data(code, offset, "limit " + limit + " type " + type)
                      .descriptor(A, segment(DATA, limit, access(3, type), 4)));
            }
          }
        }
      }
      for (int offset : new int[] {0xffc, 0xffd, 0xffe, 0xfff, 0x1000, -1, -2, -4, 0x7fffffff}) {
        trials.add(
            data(code, offset, "one page").descriptor(A, segment(DATA, 0, access(3, 0x12), 0xc)));
        trials.add(
            data(code, offset, "down from 4 GiB")
                .descriptor(A, segment(DATA + 0x1000, 0xffffe, access(3, 0x16), 0xc)));
        trials.add(
            data(code, 0xf000 + offset, "down from 64 KiB")
                .descriptor(A, segment(DATA - 0xf000, 0xefff, access(3, 0x16), 0)));
        trials.add(
            data(code, offset + 4, "down to 1000")
                .descriptor(A, segment(DATA - 0x1000, 0xfff, access(3, 0x16), 4)));
      }
    }
  }

  /** Operands of eight and ten bytes at [esi] and [si]. */
  private void longOperands() {
    int[] load = {0xdb, 0xe3}; // fninit
    int[] store = {0xdb, 0xe3, 0xd9, 0xe8}; // fninit; fld1
    longOperand(new int[] {}, 1, 0x0f, 0xc7); // cmpxchg8b
    longOperand(load, 0, 0xdd); // fld qword
    longOperand(load, 5, 0xdf); // fild qword
    longOperand(load, 5, 0xdb); // fld tword
    longOperand(store, 3, 0xdd); // fstp qword
    longOperand(store, 7, 0xdb); // fstp tword
  }

  /** Of ten bytes Bochs writes eight before it looks at the last two, which wrap at 64 KiB. */
  private void longOperand(int[] before, int reg, int... opcode) {
    boolean tenBytes = opcode[0] == 0xdb;
    int[] wide = accessTo(before, false, 8 * reg | 6, opcode);
    for (int limit : new int[] {3, 7, 9, 0x7f}) {
      for (int offset = limit - 12; offset <= limit + 1; offset++) {
        for (int type : new int[] {0x12, 0x10}) {
          Trial trial =
              data(wide, offset, "long operand, limit " + limit + " type " + type)
                  .descriptor(A, segment(DATA, limit, access(3, type), 4));
          trials.add(tenBytes ? trial.leaveMemoryOut() : trial);
        }
      }
    }
    int[] narrow = accessTo(before, true, 8 * reg | 4, opcode);
    for (int offset = 0xfff4; offset <= 0xffff; offset++) {
      boolean wraps = tenBytes && offset == 0xfff8;
      if (!wraps) {
        Trial trial =
            data(narrow, offset, "long operand, end of 64 KiB")
                .descriptor(A, segment(DATA - 0xf000, 0xffff, access(3, 0x12), 4));
        trials.add(tenBytes ? trial.leaveMemoryOut() : trial);
      }
    }
  }

  private static int[] accessTo(int[] before, boolean narrow, int modRm, int... opcode) {
    int prefix = narrow ? 1 : 0;
    int[] code = java.util.Arrays.copyOf(before, before.length + prefix + opcode.length + 1);
    if (narrow) {
      code[before.length] = 0x67;
    }
    System.arraycopy(opcode, 0, code, before.length + prefix, opcode.length);
    code[code.length - 1] = modRm;
    return code;
  }

  private void types() {
    for (int[] code : ACCESSES) {
      for (int type = 0x10; type < 0x20; type++) {
        if ((type & 4) == 0 || type >= 0x18) {
          trials.add(
              data(code, 0x10, "type " + type)
                  .descriptor(A, segment(DATA, 0xfff, access(3, type), 4)));
          trials.add(
              data(code, 0xffe, "end of type " + type)
                  .descriptor(A, segment(DATA, 0xfff, access(3, type), 4)));
        }
      }
      for (int ring = 0; ring < 4; ring++) {
        int[] throughCode = new int[code.length + 1];
        throughCode[0] = 0x2e;
        System.arraycopy(code, 0, throughCode, 1, code.length);
        trials.add(Trial.in(ring, "through cs " + code[0]).set(Trial.ESI, DATA).code(throughCode));
      }
    }
  }

  private void nullSegments() {
    for (int ring = 0; ring < 4; ring++) {
      for (int prefix : new int[] {0x26, 0x3e, 0x64, 0x65}) {
        for (int[] code : ACCESSES) {
          Trial trial = Trial.in(ring, "null segment " + prefix + " " + code[0]);
          int[] prefixed = new int[code.length + 1];
          prefixed[0] = prefix;
          System.arraycopy(code, 0, prefixed, 1, code.length);
          for (int register : new int[] {Trial.ES, Trial.DS, Trial.FS, Trial.GS}) {
            trial.set(register, 0);
          }
          trials.add(trial.set(Trial.ESI, DATA).code(prefixed));
        }
      }
    }
  }

  /** Through EBP the stack segment is meant, and #SS is raised. Not in ring 0, which needs it. */
  private void stackSegment() {
    int[][] accesses = {
      {0x8a, 0x45, 0},
      {0x66, 0x8b, 0x45, 0},
      {0x8b, 0x45, 0},
      {0x88, 0x45, 0},
      {0x89, 0x45, 0},
      {0x36, 0x8b, 0x06},
      {0x3e, 0x8b, 0x45, 0},
      {0xa5},
      {0x36, 0xa5}
    };
    for (int ring = 1; ring < 4; ring++) {
      for (int[] code : accesses) {
        boolean flat = code[0] == 0x3e || code[0] == 0xa5;
        for (int offset : new int[] {0x7ffc, 0x7ffd, 0x7fff, 0x8000, -4, -1, 0x7000}) {
          if (flat && offset < 0) {
            // There Bochs has its ROM, and wraps around the end of 4 GiB.
            continue;
          }
          trials.add(
              Trial.in(ring, "stack segment " + code[0] + " at " + offset)
                  .set(Trial.SS, A | ring)
                  .descriptor(A, segment(0, 0x7fff, access(ring, 0x12), 4))
                  .set(Trial.EBP, offset)
                  .set(Trial.ESI, offset)
                  .set(Trial.EDI, DATA + 0x100)
                  .code(code));
        }
      }
    }
  }

  private void pushesAndPops() {
    int[][] codes = {
      {0x50},
      {0x66, 0x50},
      {0x6a, 1},
      {0x60},
      {0x66, 0x60},
      {0x9c},
      {0xe8, 0, 0, 0, 0},
      {0x58},
      {0x66, 0x58},
      {0x61},
      {0x66, 0x61},
      {0x9d},
      {0xc3},
      {0xc2, 8, 0},
      {0xc9},
      {0xc8, 8, 0, 0},
      {0xc8, 0, 0, 3},
      {0x8f, 0x06},
      {0xff, 0x36}
    };
    for (int i = 0; i < codes.length; i++) {
      for (int distance : new int[] {0, 1, 2, 3, 4, 6, 8, 15, 16, 28, 31, 32}) {
        trials.add(
            stack(i, codes[i], "bottom plus " + distance, distance == 0 ? 0 : distance)
                .descriptor(A, segment(DATA, 0xfff, access(3, 0x12), 4)));
        trials.add(
            stack(i, codes[i], "limit minus " + distance, 0x1000 - distance)
                .descriptor(A, segment(DATA, 0xfff, access(3, 0x12), 4)));
        trials.add(
            stack(i, codes[i], "down plus " + distance, 0xfffff000 + distance)
                .descriptor(A, segment(DATA + 0x1000, 0xffffe, access(3, 0x16), 0xc)));
        trials.add(
            stack(i, codes[i], "16 bits, top minus " + distance, 0x43210000 | 0x10000 - distance)
                .descriptor(A, segment(DATA - 0xf000, 0xefff, access(3, 0x16), 0)));
        trials.add(
            stack(i, codes[i], "16 bits, plus " + distance, 0x4321f000 + distance)
                .descriptor(A, segment(DATA - 0xf000, 0xefff, access(3, 0x16), 0)));
      }
    }
  }

  /** Instructions that end at, or reach beyond, the limit of their code segment. */
  private void codeLimits() {
    int[][] codes = {{0x90}, {0xb8, 1, 2, 3, 4}, {0xeb, 0x3e}, {0xe9, 0x3b, 0, 0, 0}, {0xc3}};
    for (int ring = 0; ring < 4; ring++) {
      for (int i = 0; i < codes.length; i++) {
        for (int bytes = 0; bytes < 7; bytes++) {
          trials.add(
              Trial.in(ring, "code " + i + " with limit at " + bytes)
                  .set(Trial.CS, A | ring)
                  .descriptor(A, segment(0, Tables.CODE - 1 + bytes, access(ring, 0x1a), 4))
                  .set(Trial.EIP, bytes == 0 ? Tables.CODE - 1 : Tables.CODE)
                  .patch(Tables.stackOf(ring), Tables.LANDING)
                  .code(codes[i]));
        }
      }
    }
  }

  private static Trial data(int[] code, int offset, String what) {
    return Trial.in(3, "access " + code[0] + " at " + Integer.toHexString(offset) + ", " + what)
        .set(Trial.DS, A | 3)
        .set(Trial.ESI, offset)
        .code(code);
  }

  /** PUSHA and ENTER leave on Bochs what they have pushed when there is no room for the rest. */
  private static Trial stack(int number, int[] code, String what, int pointer) {
    Trial trial =
        Trial.in(3, "stack code " + number + " at " + what)
            .set(Trial.SS, A | 3)
            .set(Trial.ESP, pointer)
            .set(Trial.EBP, pointer)
            .set(Trial.ESI, DATA + 0x200)
            .code(code);
    boolean pushesSeveral = code[code.length - 1] == 0x60 || code[0] == 0xc8;
    return pushesSeveral ? trial.leaveMemoryOut() : trial;
  }
}
