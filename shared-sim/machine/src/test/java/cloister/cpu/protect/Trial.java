package cloister.cpu.protect;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing to try: what to change in the tables, the registers to start with, the code. What
 * happens is found out by running it on Bochs and on our processor.
 */
final class Trial {
  static final int EAX = 0;
  static final int ECX = 1;
  static final int EDX = 2;
  static final int EBX = 3;
  static final int ESP = 4;
  static final int EBP = 5;
  static final int ESI = 6;
  static final int EDI = 7;
  static final int EIP = 8;
  static final int EFLAGS = 9;

  /** ES is followed by CS, SS, DS, FS, GS. */
  static final int ES = 10;

  static final int CS = 11;
  static final int SS = 12;
  static final int DS = 13;
  static final int FS = 14;
  static final int GS = 15;
  static final int LDTR = 16;
  static final int TR = 17;
  static final int GDT_LIMIT = 18;
  static final int IDT_LIMIT = 19;
  static final int PLAIN_WORDS = 20;
  static final int CR0 = 20;
  static final int CR3 = 21;
  static final int CR4 = 22;
  static final int EFER = 23;

  /** DR0 is followed by DR1, DR2 and DR3. */
  static final int DR0 = 24;

  static final int DR7 = 28;
  static final int SYSTEM_WORDS = 29;

  private static final int INT = 0xcd;

  /** The sum of the memory is the end of a line. */
  private static final int SUM_DIGITS = 8;

  private String name;
  private boolean memoryCounts = true;
  private final List<Integer> patches = new ArrayList<>();
  private final int[] state = new int[SYSTEM_WORDS];
  private int[] code = {};

  private Trial(int ring, String name) {
    this.name = name;
    for (int i = 0; i < 8; i++) {
      state[i] = 0x11111111 * (i + 1);
    }
    state[ESP] = Tables.stackOf(ring);
    state[EIP] = Tables.CODE;
    state[EFLAGS] = 2;
    for (int register = ES; register <= GS; register++) {
      state[register] = Tables.DATA3;
    }
    state[CS] = Tables.codeOf(ring);
    state[SS] = Tables.dataOf(ring);
    state[LDTR] = Tables.LDT_SELECTOR;
    state[TR] = Tables.TSS_SELECTOR;
    state[GDT_LIMIT] = Tables.GDT_LIMIT;
    state[IDT_LIMIT] = Tables.IDT_LIMIT;
    state[CR0] = 0x11;
    state[DR7] = 0x400;
  }

  static Trial in(int ring, String name) {
    return new Trial(ring, name + " in ring " + ring);
  }

  String name() {
    return name;
  }

  /** What remains in memory is not compared, for a reason that the caller states. */
  Trial leaveMemoryOut() {
    memoryCounts = false;
    return this;
  }

  /** The part of the monitor's line that is compared. */
  String relevant(String line) {
    return memoryCounts || line.length() < SUM_DIGITS
        ? line
        : line.substring(0, line.length() - SUM_DIGITS);
  }

  /** Adds to the name. */
  Trial named(String more) {
    name += ", " + more;
    return this;
  }

  Trial set(int register, int value) {
    state[register] = value;
    return this;
  }

  Trial patch(int address, int value) {
    patches.add(address);
    patches.add(value);
    return this;
  }

  /** Replaces the descriptor that a selector names. */
  Trial descriptor(int selector, long descriptor) {
    int address = Tables.addressOf(selector);
    return patch(address, (int) descriptor).patch(address + 4, (int) (descriptor >>> 32));
  }

  Trial gate(int vector, long gate) {
    int address = Tables.IDT + 8 * vector;
    return patch(address, (int) gate).patch(address + 4, (int) (gate >>> 32));
  }

  /**
   * The instruction to try. After it, and at {@link Tables#LANDING}, an INT tells that nothing was
   * refused.
   */
  Trial code(int... bytes) {
    int[] padded = new int[Tables.LANDING - Tables.CODE + 4];
    java.util.Arrays.fill(padded, 0x90);
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    padded[bytes.length] = INT;
    padded[bytes.length + 1] = Tables.DONE;
    padded[padded.length - 4] = INT;
    padded[padded.length - 3] = Tables.DONE;
    code = padded;
    return this;
  }

  /** The words of this trial in the image. */
  List<Integer> words(Monitor monitor) {
    List<Integer> words = new ArrayList<>();
    words.add(patches.size() / 2);
    words.addAll(patches);
    int count = monitor == Monitor.SYSTEM ? SYSTEM_WORDS : PLAIN_WORDS;
    for (int i = 0; i < count; i++) {
      words.add(state[i]);
    }
    words.add(code.length / 4);
    for (int i = 0; i < code.length; i += 4) {
      words.add(code[i] | code[i + 1] << 8 | code[i + 2] << 16 | code[i + 3] << 24);
    }
    return words;
  }
}
