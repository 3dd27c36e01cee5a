package cloister.cpu.protect;

import static cloister.cpu.protect.Trial.CR0;
import static cloister.cpu.protect.Trial.CR3;
import static cloister.cpu.protect.Trial.CR4;
import static cloister.cpu.protect.Trial.EFER;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages with every combination of rights, from rings 0 and 3, read, written and executed, with
 * entries of 32 and 64 bits, small and large.
 */
final class PagingTrials {
  private static final int FULL = 7;
  private static final int LARGE = 0x80;
  private static final int NO_EXECUTE = 1 << 31;
  private static final int NXE = 1 << 11;
  private static final int PSE = 1 << 4;
  private static final int PAE = 1 << 5;
  private static final int PAGING = 0x80000011;
  private static final int WRITE_PROTECT = 1 << 16;

  /** Where the page lies: linear, and in a large page of the same directory entry. */
  private static final int SMALL_PAGE = 0x400000;

  private static final int LARGE_PAGE = 0x420000;
  private static final int FRAME = 0x20000;

  private final List<Trial> trials = new ArrayList<>();

  private PagingTrials() {}

  static List<Trial> all() {
    PagingTrials all = new PagingTrials();
    all.smallPages();
    all.largePages();
    all.noExecute();
    all.reservedBits();
    all.borders();
    all.systemAccesses();
    return all.trials;
  }

  /** What is done to a page. */
  private enum Act {
    READ(0xa1),
    WRITE(0xa3),
    CHANGE(0x01, 0x05),
    EXCHANGE(0x87, 0x05),
    COMPARE(0x39, 0x05),
    EXECUTE(0xbb);

    private final int[] opcode;

    Act(int... opcode) {
      this.opcode = opcode;
    }

    int[] at(int address) {
      int tail = this == EXECUTE ? 2 : 0;
      int[] code = java.util.Arrays.copyOf(opcode, opcode.length + 4 + tail);
      for (int i = 0; i < 4; i++) {
        code[opcode.length + i] = address >>> 8 * i & 0xff;
      }
      if (tail > 0) {
        code[code.length - 2] = 0xff; // jmp ebx
        code[code.length - 1] = 0xe3;
      }
      return code;
    }
  }

  private void smallPages() {
    for (boolean wide : new boolean[] {false, true}) {
      for (int directory = 0; directory < 8; directory++) {
        for (int table = 0; table < 8; table++) {
          for (Act act : Act.values()) {
            everywhere(wide, directory, table, act);
          }
        }
      }
    }
  }

  private void everywhere(boolean wide, int directory, int table, Act act) {
    for (int ring = 0; ring < 4; ring += 3) {
      for (int protect = 0; protect <= WRITE_PROTECT; protect += WRITE_PROTECT) {
        Trial trial =
            paged(wide, ring, act + " of page " + directory + "/" + table)
                .set(CR0, PAGING | protect)
                .code(act.at(SMALL_PAGE));
        directory(trial, wide, directory | (wide ? 0x19000 : 0x18000), 0);
        table(trial, wide, 0, FRAME | table, 0);
        trials.add(trial);
      }
    }
  }

  private void largePages() {
    for (boolean wide : new boolean[] {false, true}) {
      for (int rights = 0; rights < 8; rights++) {
        for (Act act : Act.values()) {
          for (int ring = 0; ring < 4; ring += 3) {
            for (int protect = 0; protect <= WRITE_PROTECT; protect += WRITE_PROTECT) {
              Trial trial =
                  paged(wide, ring, act + " of large page " + rights)
                      .set(CR0, PAGING | protect)
                      .set(CR4, wide ? PAE : PSE)
                      .code(act.at(LARGE_PAGE));
              directory(trial, wide, rights | LARGE, 0);
              trials.add(trial);
            }
          }
        }
      }
    }
    Trial unknown =
        paged(false, 3, "PS without PSE").set(CR0, PAGING).code(Act.READ.at(SMALL_PAGE));
    directory(unknown, false, 0x18000 | FULL | LARGE, 0);
    table(unknown, false, 0, FRAME | FULL, 0);
    trials.add(unknown);
  }

  private void noExecute() {
    for (int efer = 0; efer <= NXE; efer += NXE) {
      for (int marks = 0; marks < 4; marks++) {
        for (Act act : Act.values()) {
          for (int ring = 0; ring < 4; ring += 3) {
            int inDirectory = (marks & 1) * NO_EXECUTE;
            int inTable = (marks >> 1) * NO_EXECUTE;
            Trial trial =
                paged(true, ring, act + " with XD " + marks + ", EFER " + efer)
                    .set(CR0, PAGING)
                    .set(EFER, efer)
                    .code(act.at(SMALL_PAGE));
            directory(trial, true, 0x19000 | FULL, inDirectory);
            table(trial, true, 0, FRAME | FULL, inTable);
            trials.add(trial);
          }
        }
      }
    }
    for (int table = 0; table < 8; table++) {
      for (int ring = 0; ring < 4; ring += 3) {
        Trial trial =
            paged(true, ring, "fetch with XD possible, rights " + table)
                .set(CR0, PAGING)
                .set(EFER, NXE)
                .code(Act.EXECUTE.at(SMALL_PAGE));
        directory(trial, true, 0x19000 | FULL, 0);
        table(trial, true, 0, FRAME | table, 0);
        trials.add(trial);
      }
    }
  }

  private void reservedBits() {
    for (Act act : Act.values()) {
      for (int ring = 0; ring < 4; ring += 3) {
        for (int rights = 0; rights < 8; rights++) {
          Trial large =
              paged(false, ring, act + " of large page with reserved bit, " + rights)
                  .set(CR0, PAGING)
                  .set(CR4, PSE)
                  .code(act.at(LARGE_PAGE));
          directory(large, false, rights | LARGE | 1 << 21, 0);
          trials.add(large);
          Trial inTable =
              paged(true, ring, act + " of page with reserved bit, " + rights)
                  .set(CR0, PAGING)
                  .code(act.at(SMALL_PAGE));
          directory(inTable, true, 0x19000 | FULL, 0);
          table(inTable, true, 0, FRAME | rights, 1 << 25);
          trials.add(inTable);
          Trial inDirectory =
              paged(true, ring, act + " of large PAE page with reserved bit, " + rights)
                  .set(CR0, PAGING)
                  .code(act.at(LARGE_PAGE));
          directory(inDirectory, true, rights | LARGE | 1 << 20, 0);
          trials.add(inDirectory);
        }
      }
    }
  }

  private void borders() {
    for (Act act : Act.values()) {
      for (int first = 1; first < 8; first += 2) {
        for (int second = 0; second < 8; second++) {
          for (int distance = 1; distance <= 4; distance++) {
            for (int ring = 0; ring < 4; ring += 3) {
              Trial trial =
                  paged(false, ring, act + " across pages " + first + " and " + second)
                      .set(CR0, PAGING | WRITE_PROTECT)
                      .code(act.at(SMALL_PAGE + 0x1000 - distance));
              directory(trial, false, 0x18000 | FULL, 0);
              table(trial, false, 0, FRAME | first, 0);
              table(trial, false, 1, FRAME + 0x1000 | second, 0);
              trials.add(trial);
            }
          }
        }
      }
    }
  }

  /** The local table in the page: its entries are read, and marked, in the name of ring 0. */
  private void systemAccesses() {
    for (int table = 0; table < 8; table++) {
      for (int ring = 0; ring < 4; ring++) {
        for (int protect = 0; protect <= WRITE_PROTECT; protect += WRITE_PROTECT) {
          for (int type = 0x12; type <= 0x13; type++) {
            long segment = Tables.flat(Tables.access(3, type));
            Trial trial =
                paged(false, ring, "mov es, local entry in page " + table)
                    .set(CR0, PAGING | protect)
                    .descriptor(
                        Tables.LDT_SELECTOR,
                        Tables.segment(SMALL_PAGE, 0x1f, Tables.access(0, 2), 0))
                    .patch(FRAME + 8, (int) segment)
                    .patch(FRAME + 12, (int) (segment >>> 32))
                    .code(0xb8, Tables.LOCAL_A, 0, 0, 0, 0x8e, 0xc0);
            directory(trial, false, 0x18000 | FULL, 0);
            table(trial, false, 0, FRAME | table, 0);
            trials.add(trial);
          }
        }
      }
    }
  }

  /** A page that holds {@code int DONE}, and the words that a neighbour would show changed. */
  private static Trial paged(boolean wide, int ring, String name) {
    Trial trial =
        Trial.in(ring, name + (wide ? ", PAE" : ""))
            .set(CR3, wide ? 0x12000 : 0x10000)
            .set(CR4, wide ? PAE : 0)
            .patch(FRAME, 0x21cd | 0x4f4f0000)
            .patch(FRAME + 4, 0x01020304)
            .patch(FRAME + 8, 0x11223344)
            .patch(FRAME + 12, 0x55667788)
            .patch(FRAME + 0xff8, 0x90909090)
            .patch(FRAME + 0xffc, 0xb8909090)
            .patch(FRAME + 0x1000, 0x21cd0000)
            .patch(FRAME + 0x1004, 0x21cd21cd);
    directory(trial, false, 0, 0);
    directory(trial, true, 0, 0);
    for (int page = 0; page < 2; page++) {
      table(trial, false, page, 0, 0);
      table(trial, true, page, 0, 0);
    }
    return trial;
  }

  private static void directory(Trial trial, boolean wide, int low, int high) {
    trial.patch(wide ? 0x13010 : 0x10004, low);
    if (wide) {
      trial.patch(0x13014, high);
    }
  }

  private static void table(Trial trial, boolean wide, int page, int low, int high) {
    trial.patch(wide ? 0x19000 + 8 * page : 0x18000 + 4 * page, low);
    if (wide) {
      trial.patch(0x19004 + 8 * page, high);
    }
  }
}
