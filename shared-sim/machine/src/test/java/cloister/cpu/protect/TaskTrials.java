package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.B;
import static cloister.cpu.protect.Tables.C;
import static cloister.cpu.protect.Tables.CONFORMING;
import static cloister.cpu.protect.Tables.LANDING;
import static cloister.cpu.protect.Tables.LDT_SELECTOR;
import static cloister.cpu.protect.Tables.TRIED;
import static cloister.cpu.protect.Tables.TSS;
import static cloister.cpu.protect.Tables.TSS_LIMIT;
import static cloister.cpu.protect.Tables.TSS_SELECTOR;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.gate;
import static cloister.cpu.protect.Tables.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Task switches of every kind between segments of both sizes: each check with its error code, and
 * what is in both segments afterwards. The other task's segment is A, a gate to it B.
 */
final class TaskTrials {
  private static final int NT = 1 << 14;
  private static final int OTHER = 0x2200;
  private static final int AVAILABLE16 = 1;
  private static final int AVAILABLE32 = 9;
  private static final int BUSY32 = 11;
  private static final int LONG = 0x67;
  private static final int SHORT = 0x2b;

  private static final int CS_FIELD = 0x4c;
  private static final int SS_FIELD = 0x50;
  private static final int LDT_FIELD = 0x60;

  private final List<Trial> trials = new ArrayList<>();

  private TaskTrials() {}

  static List<Trial> all() {
    TaskTrials all = new TaskTrials();
    all.everyWay();
    all.descriptors();
    all.limits();
    all.gates();
    all.selectors();
    all.instructionPointers();
    all.faultsInTheNewTask();
    all.returns();
    all.virtualTasks();
    all.pointerTables();
    all.doubleFaults();
    all.readOnlySegments();
    return all.trials;
  }

  /** Selectors, few of which fit a segment register. */
  private static final int[] UNFIT = {
    0,
    3,
    0x08,
    0x0b,
    0x10,
    0x13,
    0x1b,
    0x20,
    0x3b,
    0x40,
    0x43,
    0x42,
    0x78,
    7,
    0x0f,
    CONFORMING,
    CONFORMING | 3,
    TSS_SELECTOR,
    LDT_SELECTOR,
    LDT_SELECTOR | 4,
    C,
    C | 3
  };

  /** A way into the other task. */
  private enum Way {
    JUMP(0xea, 0, 0, 0, 0, A, 0),
    CALL(0x9a, 0, 0, 0, 0, A, 0),
    JUMP_THROUGH_GATE(0xea, 0, 0, 0, 0, B, 0),
    CALL_THROUGH_GATE(0x9a, 0, 0, 0, 0, B, 0),
    INTERRUPT(0xcd, TRIED),
    EXCEPTION(0x0f, 0x0b),
    EXCEPTION_WITH_CODE(0x8e, 0xdb),
    RETURN(0xcf);

    private final int[] code;

    Way(int... code) {
      this.code = code;
    }

    int[] code() {
      return code.clone();
    }
  }

  private void everyWay() {
    for (Way way : Way.values()) {
      for (boolean wide : new boolean[] {false, true}) {
        for (boolean oldWide : new boolean[] {false, true}) {
          for (int ring = 0; ring < 4; ring++) {
            // A 16-bit task begins with ones in the upper half of ESP, no place for a handler.
            for (int newRing = wide ? 0 : 1; newRing < 4; newRing++) {
              Trial trial = switching(way, ring, newRing, wide);
              if (!oldWide) {
                oldTask16(trial);
              }
              trials.add(trial.named("from " + (oldWide ? 32 : 16)));
            }
          }
        }
      }
    }
  }

  private void descriptors() {
    for (Way way : Way.values()) {
      for (int type = 0; type < 32; type++) {
        boolean otherGate = (type & 0x14) == 4;
        boolean reserved = type == 0 || type == 8 || type == 10 || type == 13;
        reserved |= type == (way == Way.RETURN ? 3 : 1);
        if (otherGate || reserved || type >= 0x18 && (way == Way.JUMP || way == Way.CALL)) {
          continue;
        }
        for (int present = 0; present <= 0x80; present += 0x80) {
          int rights = access(3, type) & ~0x80 | present;
          trials.add(
              switching(way, 3, 3, true)
                  .named("descriptor " + type + "/" + present)
                  .descriptor(A, segment(OTHER, LONG, rights, 0)));
        }
      }
      for (int dpl = 0; dpl < 4; dpl++) {
        for (int ring = 0; ring < 4; ring++) {
          for (int rpl = 0; rpl < 4; rpl++) {
            int[] code = way.code();
            if (code.length > 5) {
              code[5] |= rpl;
            }
            int type = way == Way.RETURN ? BUSY32 : AVAILABLE32;
            trials.add(
                switching(way, ring, 3, true)
                    .named("DPL " + dpl + " RPL " + rpl)
                    .descriptor(A, segment(OTHER, LONG, access(dpl, type), 0))
                    .descriptor(B, gate(A, 0, access(dpl, 5), 0))
                    .gate(TRIED, gate(A, 0, access(dpl, 5), 0))
                    .code(code));
          }
        }
      }
    }
  }

  private void limits() {
    for (Way way : Way.values()) {
      for (int limit : new int[] {0, 0x29, 0x2a, 0x2b, 0x2c, 0x5f, 0x60, 0x66, 0x67, 0x68}) {
        for (boolean wide : new boolean[] {false, true}) {
          int type = typeOf(way, wide);
          trials.add(
              switching(way, 3, 3, wide)
                  .named("new limit " + limit)
                  .descriptor(A, segment(OTHER, limit, access(3, type), 0)));
        }
      }
      for (int limit = 0x5d; limit < 0x69 && way != Way.EXCEPTION_WITH_CODE; limit++) {
        trials.add(
            switching(way, 0, 0, true)
                .named("old limit " + limit)
                .descriptor(TSS_SELECTOR, segment(TSS, limit, access(0, AVAILABLE32), 0)));
      }
    }
  }

  private void gates() {
    int[] selectors = {0, 1, A | 3, A | 4, C, LDT_SELECTOR, TSS_SELECTOR, 0x78, 0x08, 0x0f};
    for (Way way : Way.values()) {
      if (way == Way.JUMP || way == Way.CALL) {
        continue;
      }
      for (int selector : selectors) {
        trials.add(
            switching(way, 3, 3, true)
                .named("gate to " + selector)
                .descriptor(B, gate(selector, 0, access(3, 5), 0))
                .gate(TRIED, gate(selector, 0, access(3, 5), 0))
                .patch(TSS, selector));
      }
      for (int present = 0; present <= 0x80; present += 0x80) {
        int rights = access(3, 5) & ~0x80 | present;
        trials.add(
            switching(way, 3, 3, true)
                .named("gate present " + present)
                .descriptor(B, gate(A, 0, rights, 0))
                .gate(TRIED, gate(A, 0, rights, 0)));
      }
    }
  }

  /** Each segment register of the new task with selectors that do not fit. */
  private void selectors() {
    for (Way way : new Way[] {Way.JUMP, Way.CALL, Way.INTERRUPT, Way.RETURN}) {
      for (int field = 0x48; field <= LDT_FIELD; field += 4) {
        for (int selector : UNFIT) {
          for (int newRing = 0; newRing < 4; newRing += 3) {
            boolean needsStack = field == SS_FIELD || field == LDT_FIELD;
            if (field == CS_FIELD && (selector & 3) != newRing || needsStack && newRing == 0) {
              continue;
            }
            trials.add(
                switching(way, 3, newRing, true)
                    .named("field " + field + " " + selector)
                    .descriptor(C, segment(0, 0xfffff, access(3, 0x13) & ~0x80, 0xc))
                    .patch(OTHER + field, selector));
          }
        }
      }
      for (int type = 0; type < 32; type++) {
        for (int dpl = 0; dpl < 4; dpl++) {
          for (int field = SS_FIELD; field <= SS_FIELD + 4; field += 4) {
            trials.add(
                switching(way, 3, 3, true)
                    .named("field " + field + " type " + type + " DPL " + dpl)
                    .descriptor(C, segment(0, 0xfffff, access(dpl, type), 0xc))
                    .patch(OTHER + field, C | 3));
          }
          trials.add(
              switching(way, 3, 3, true)
                  .named("CS type " + type + " DPL " + dpl)
                  .descriptor(C, segment(0, 0xfffff, access(dpl, type), 0xc))
                  .patch(OTHER + CS_FIELD, C | 3));
        }
      }
      for (int type = 0x18; type < 0x20; type++) {
        trials.add(
            switching(way, 3, 3, true)
                .named("CS not present type " + type)
                .descriptor(C, segment(0, 0xfffff, access(3, type) & ~0x80, 0xc))
                .patch(OTHER + CS_FIELD, C | 3));
      }
    }
  }

  private void instructionPointers() {
    for (Way way : Way.values()) {
      for (int limit = LANDING - 2; limit < LANDING + 2; limit++) {
        trials.add(
            switching(way, 3, 3, true)
                .named("EIP at limit " + limit)
                .descriptor(C, segment(0, limit, access(3, 0x1b), 4))
                .patch(OTHER + CS_FIELD, C | 3));
      }
    }
  }

  /** The T bit, and an error code that finds no room. */
  private void faultsInTheNewTask() {
    for (Way way : Way.values()) {
      for (int newRing = 0; newRing < 4; newRing += 3) {
        trials.add(switching(way, 3, newRing, true).named("T bit").patch(OTHER + 0x64, 0x00680001));
      }
    }
    for (int pointer = 0; pointer < 8; pointer++) {
      trials.add(
          switching(Way.EXCEPTION_WITH_CODE, 3, 3, true)
              .named("stack " + pointer)
              .leaveMemoryOut()
              .descriptor(C, segment(0x7000, 0xfff, access(3, 0x13), 4))
              .patch(OTHER + SS_FIELD, C | 3)
              .patch(OTHER + 0x38, pointer));
    }
  }

  private void returns() {
    for (int link : new int[] {0, A | 4, A | 3, TSS_SELECTOR, LDT_SELECTOR, 0x78, 0x08}) {
      for (int ring = 0; ring < 4; ring++) {
        trials.add(switching(Way.RETURN, ring, 3, true).named("link " + link).patch(TSS, link));
      }
    }
    for (int ring = 0; ring < 4; ring++) {
      trials.add(
          switching(Way.RETURN, ring, 3, true)
              .named("to an available task")
              .descriptor(A, segment(OTHER, LONG, access(3, AVAILABLE32), 0)));
    }
  }

  private void virtualTasks() {
    for (Way way : Way.values()) {
      for (int iopl = 0; iopl < 4; iopl += 3) {
        trials.add(
            switching(way, 3, 3, true)
                .named("into V86, IOPL " + iopl)
                .patch(OTHER + 0x24, 0x20002 | iopl << 12)
                .patch(OTHER + 0x20, LANDING - 0xa000)
                .patch(OTHER + CS_FIELD, 0x0a00)
                .patch(OTHER + SS_FIELD, 0x0600)
                .patch(OTHER + 0x54, 0x0700));
      }
    }
  }

  /**
   * Each task has a page-directory-pointer table of its own, and only the new one knows the page
   * that the new task reads. With a bad one Bochs ends the run; TaskSwitchTest covers it.
   */
  private void pointerTables() {
    for (Way way : Way.values()) {
      for (int newRing = 0; newRing < 4; newRing += 3) {
        trials.add(withPointers(way, newRing));
      }
    }
  }

  private static Trial withPointers(Way way, int newRing) {
    int[] read = {0xa1, 0, 0, 0x40, 0};
    int[] code = java.util.Arrays.copyOf(way.code(), way.code().length + read.length);
    System.arraycopy(read, 0, code, way.code().length, read.length);
    Trial trial =
        switching(way, 3, newRing, true)
            .named("other pointer table")
            .set(Trial.CR0, 0x80000011)
            .set(Trial.CR3, 0x12000)
            .set(Trial.CR4, 0x20)
            .patch(OTHER + 0x1c, 0x15000)
            .patch(OTHER + 0x20, Tables.CODE + way.code().length)
            .patch(0x13010, 0)
            .patch(0x16000, 0x14067)
            .patch(0x16010, 0x19007)
            .patch(0x19000, 0x20007)
            .patch(0x20000, 0x12345678)
            .code(code);
    for (int i = 0; i < 8; i++) {
      trial.patch(0x15000 + 4 * i, i == 0 ? 0x16001 : 0);
    }
    return trial;
  }

  /** The task of the double-fault gate, with and without its T bit. */
  private void doubleFaults() {
    for (int newRing = 0; newRing < 4; newRing += 3) {
      for (int trap = 0; trap < 2; trap++) {
        trials.add(
            switching(Way.EXCEPTION_WITH_CODE, 3, newRing, true)
                .named("double fault, T " + trap)
                .gate(13, gate(A, 0, access(0, 5) & ~0x80, 0))
                .gate(8, gate(A, 0, access(0, 5), 0))
                .patch(OTHER + 0x64, 0x00680000 | trap));
      }
    }
  }

  /** One of the two segments lies in a page with rights of its own. */
  private void readOnlySegments() {
    for (Way way : Way.values()) {
      for (int rights = 0; rights < 8; rights++) {
        for (int protect = 0; protect < 2; protect++) {
          for (boolean old : new boolean[] {false, true}) {
            if (old && (rights & 1) == 0) {
              continue;
            }
            int type = old ? AVAILABLE32 : typeOf(way, true);
            int base = 0x400000 | (old ? TSS : OTHER) & 0xfff;
            Trial trial =
                switching(way, 3, 3, true)
                    .named((old ? "old" : "new") + " segment in page " + rights + "/" + protect)
                    .descriptor(
                        old ? TSS_SELECTOR : A,
                        segment(base, old ? TSS_LIMIT : LONG, access(old ? 0 : 3, type), 0))
                    .set(Trial.CR0, 0x80000011 | protect << 16)
                    .set(Trial.CR3, 0x10000)
                    .patch(OTHER + 0x1c, 0x10000)
                    .patch(0x10004, 0x18007)
                    .patch(0x18000, TSS | rights)
                    .patch(0x18004, 0);
            // Before it finds that it cannot save, Bochs has cleared the busy bit, or NT.
            trials.add(old ? trial.leaveMemoryOut() : trial);
          }
        }
      }
    }
  }

  private static Trial switching(Way way, int ring, int newRing, boolean wide) {
    Trial trial =
        Trial.in(ring, way + " to a task of " + (wide ? 32 : 16) + " bits in ring " + newRing)
            .descriptor(A, segment(OTHER, wide ? LONG : SHORT, access(3, typeOf(way, wide)), 0))
            .descriptor(B, gate(A, 0, access(3, 5), 0))
            .gate(TRIED, gate(A, 0, access(3, 5), 0))
            .set(Trial.EBX, 0x1234)
            .code(way.code());
    if (way == Way.EXCEPTION) {
      trial.gate(6, gate(A, 0, access(0, 5), 0));
    }
    if (way == Way.EXCEPTION_WITH_CODE) {
      trial.gate(13, gate(A, 0, access(0, 5), 0));
    }
    if (way == Way.RETURN) {
      trial.set(Trial.EFLAGS, NT | 2).patch(TSS, A);
    }
    fill(trial, newRing, wide);
    return trial;
  }

  private static int typeOf(Way way, boolean wide) {
    int type = wide ? AVAILABLE32 : AVAILABLE16;
    return way == Way.RETURN ? type | 2 : type;
  }

  /** The other task's segment: it goes on at the landing place. */
  private static void fill(Trial trial, int ring, boolean wide) {
    int code = Tables.codeOf(ring);
    int stack = Tables.dataOf(ring);
    int[] selectors = {Tables.DATA3, code, stack, Tables.DATA3, 0x43, 0x43};
    if (!wide) {
      int[] words = new int[22];
      for (int i = 0; i < 7; i++) {
        words[i] = i % 2 == 0 && i > 0 ? Tables.dataOf(i / 2 - 1) : 0x4000 + 0x800 * i;
      }
      words[7] = LANDING;
      words[8] = 0x0a02;
      for (int i = 0; i < 8; i++) {
        words[9 + i] = 0x1100 * i + 0x55;
      }
      words[13] = Tables.stackOf(ring);
      System.arraycopy(selectors, 0, words, 17, 4);
      words[21] = LDT_SELECTOR;
      for (int i = 0; i < words.length; i += 2) {
        trial.patch(OTHER + 2 * i, words[i] | words[i + 1] << 16);
      }
      return;
    }
    for (int inner = 0; inner < 3; inner++) {
      trial.patch(OTHER + 4 + 8 * inner, 0x4000 + 0x1000 * inner);
      trial.patch(OTHER + 8 + 8 * inner, Tables.dataOf(inner));
    }
    trial.patch(OTHER + 0x20, LANDING).patch(OTHER + 0x24, 0x0a02);
    for (int i = 0; i < 8; i++) {
      trial.patch(OTHER + 0x28 + 4 * i, 0x11000011 * i + 0x5500);
    }
    trial.patch(OTHER + 0x38, Tables.stackOf(ring));
    for (int i = 0; i < 6; i++) {
      trial.patch(OTHER + 0x48 + 4 * i, selectors[i]);
    }
    trial.patch(OTHER + LDT_FIELD, LDT_SELECTOR).patch(OTHER + 0x64, 0x00680000);
  }

  /** The task that is left has a 16-bit segment, with the same stacks. */
  private static void oldTask16(Trial trial) {
    trial.descriptor(TSS_SELECTOR, segment(TSS, TSS_LIMIT, access(0, AVAILABLE16), 0));
    trial.patch(TSS, 0x4000 << 16 | A);
    trial.patch(TSS + 4, 0x5000 << 16 | Tables.dataOf(0));
    trial.patch(TSS + 8, 0x6000 << 16 | Tables.dataOf(1));
    trial.patch(TSS + 12, Tables.dataOf(2));
  }
}
