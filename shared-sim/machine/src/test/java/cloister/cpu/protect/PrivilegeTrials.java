package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.A;
import static cloister.cpu.protect.Tables.DATA;
import static cloister.cpu.protect.Tables.FREE_PORT;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.flat;
import static cloister.cpu.protect.Tables.segment;

import java.util.ArrayList;
import java.util.List;

/** Privileged and I/O instructions in each ring, and the instructions that look at descriptors. */
final class PrivilegeTrials {
  private static final int[][] PRIVILEGED = {
    {0xfa},
    {0xfb},
    {0x0f, 0x06},
    {0x0f, 0x08},
    {0x0f, 0x09},
    {0x0f, 0x01, 0x3e},
    {0x0f, 0x20, 0xc0},
    {0x0f, 0x20, 0xd0},
    {0x0f, 0x20, 0xd8},
    {0x0f, 0x20, 0xe0},
    {0x0f, 0x22, 0xd0},
    {0x0f, 0x22, 0xd8},
    {0x0f, 0x20, 0xc8},
    {0x0f, 0x22, 0xe8},
    {0x0f, 0x20, 0x03},
    {0x0f, 0x01, 0xe0},
    {0x66, 0x0f, 0x01, 0xe0},
    {0x0f, 0x01, 0x26},
    {0x0f, 0x01, 0xf2},
    {0x0f, 0x01, 0x16},
    {0x0f, 0x01, 0x1e},
    {0x0f, 0x01, 0x06},
    {0x0f, 0x01, 0x0e},
    {0x66, 0x0f, 0x01, 0x06},
    {0x0f, 0x00, 0xc0},
    {0x66, 0x0f, 0x00, 0xc0},
    {0x0f, 0x00, 0xc8},
    {0x0f, 0x00, 0x06},
    {0x0f, 0x00, 0x0e},
    {0x9c, 0x58},
    {0x0f, 0x01, 0xc0},
    {0x0f, 0x01, 0xf8},
    {0xf0, 0x90},
    {0xf0, 0x01, 0x06},
    {0xf0, 0x39, 0x06},
    {0x0f, 0x0b}
  };

  private final List<Trial> trials = new ArrayList<>();

  private PrivilegeTrials() {}

  static List<Trial> all() {
    PrivilegeTrials made = new PrivilegeTrials();
    made.privileged();
    made.controlRegisters();
    made.ports();
    made.bitmapEdges();
    made.taskRegister();
    made.looks();
    return made.trials;
  }

  private void privileged() {
    for (int ring = 0; ring < 4; ring++) {
      for (int iopl = 0; iopl < 4; iopl++) {
        for (int i = 0; i < PRIVILEGED.length; i++) {
          Trial trial =
              Trial.in(ring, "instruction " + i + " iopl " + iopl)
                  .set(Trial.EFLAGS, 2 | iopl << 12)
                  .set(Trial.EDX, 0x11)
                  .set(Trial.EAX, 0x11)
                  .set(Trial.ESI, DATA)
                  .code(PRIVILEGED[i]);
          boolean loadsGdt = PRIVILEGED[i].length == 3 && PRIVILEGED[i][2] == 0x16;
          trial.patch(DATA, (loadsGdt ? Tables.GDT : Tables.IDT) << 16 | 0x1ff);
          trials.add(trial.patch(DATA + 4, 0));
        }
      }
    }
  }

  /** Values that CR0 takes or refuses; PE stays set and PG clear. */
  private void controlRegisters() {
    for (int bit = 0; bit < 32; bit++) {
      if (bit != 31 && bit != 0) {
        trials.add(
            Trial.in(0, "mov cr0 with bit " + bit)
                .set(Trial.EAX, 0x11 | 1 << bit)
                .code(0x0f, 0x22, 0xc0, 0x0f, 0x20, 0xc3, 0xb8, 0x11, 0, 0, 0, 0x0f, 0x22, 0xc0));
      }
    }
    for (int value = 0; value < 16; value++) {
      trials.add(
          Trial.in(0, "lmsw " + value)
              .set(Trial.EAX, value)
              .code(0x0f, 0x01, 0xf0, 0x0f, 0x20, 0xc3, 0xb8, 0x11, 0, 0, 0, 0x0f, 0x22, 0xc0));
    }
    trials.add(
        Trial.in(0, "clts")
            .set(Trial.EAX, 0x19)
            .code(0x0f, 0x22, 0xc0, 0x0f, 0x06, 0x0f, 0x20, 0xc3));
  }

  private void ports() {
    int[][] codes = {
      {0xe4, FREE_PORT}, {0xe5, FREE_PORT}, {0x66, 0xe5, FREE_PORT}, {0xec}, {0xed}, {0x66, 0xed},
      {0xe6, FREE_PORT}, {0xe7, FREE_PORT}, {0x66, 0xe7, FREE_PORT}, {0xee}, {0xef}, {0x66, 0xef},
      {0x6c}, {0x6d}, {0x66, 0x6d}, {0x6e}, {0x6f}, {0x66, 0x6f}
    };
    for (int ring = 0; ring < 4; ring++) {
      for (int iopl = 0; iopl < 4; iopl++) {
        for (int i = 0; i < codes.length; i++) {
          for (int port = FREE_PORT - 1; port <= FREE_PORT + 6; port++) {
            boolean direct = codes[i].length > 1 && codes[i][codes[i].length - 1] == FREE_PORT;
            if (iopl == 0 || ring == 2 && port < FREE_PORT + 1) {
              int[] code = codes[i].clone();
              if (direct) {
                code[code.length - 1] = port;
              }
              trials.add(
                  Trial.in(ring, "port " + port + " code " + i + " iopl " + iopl)
                      .set(Trial.EFLAGS, 2 | iopl << 12)
                      .set(Trial.EDX, port)
                      .set(Trial.ESI, DATA)
                      .set(Trial.EDI, DATA)
                      .code(code));
            }
          }
        }
      }
    }
  }

  /** A bitmap that ends, begins beyond the limit, or is in a segment that is no 32-bit TSS. */
  private void bitmapEdges() {
    int[][] codes = {{0xec}, {0x66, 0xed}, {0xed}};
    for (int[] code : codes) {
      for (int limit = 0x64; limit < 0x72; limit++) {
        trials.add(
            Trial.in(3, "bitmap with TSS limit " + limit)
                .descriptor(Tables.TSS_SELECTOR, segment(Tables.TSS, limit, access(0, 9), 0))
                .set(Trial.EDX, FREE_PORT)
                .code(code));
      }
      for (int base : new int[] {0x67, 0x69, 0x80, 0x81, 0x82, 0x83, 0xdfff, 0xffff, 0}) {
        trials.add(
            Trial.in(3, "bitmap at " + base)
                .patch(Tables.TSS + 0x64, base << 16)
                .patch(Tables.TSS + 0x84, 0)
                .set(Trial.EDX, FREE_PORT)
                .code(code));
      }
      trials.add(
          Trial.in(3, "bitmap at the end of the ports")
              .descriptor(Tables.TSS_SELECTOR, segment(Tables.TSS, 0x2068, access(0, 9), 0))
              .set(Trial.EDX, 0xffff)
              .code(code));
    }
  }

  private void taskRegister() {
    for (int ring = 0; ring < 4; ring++) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        for (int present = 0; present < 2; present++) {
          for (int extension : new int[] {2, 3}) {
            if (ring == 0 || typeAndS % 9 == 2) {
              int type = (present == 0 ? 0x80 : 0) | typeAndS;
              trials.add(
                  Trial.in(ring, (extension == 2 ? "lldt" : "ltr") + " type " + typeAndS)
                      .descriptor(A, segment(Tables.TSS, 0x88, type, 0))
                      .set(Trial.EAX, A)
                      .code(0x0f, 0x00, 0xc0 | extension << 3));
            }
          }
        }
      }
      for (int extension : new int[] {2, 3}) {
        for (int selector :
            new int[] {0, 3, Tables.BEYOND, Tables.LOCAL_A, 4, A | 3, Tables.TSS_SELECTOR, 0x53}) {
          trials.add(
              Trial.in(ring, (extension == 2 ? "lldt " : "ltr ") + selector)
                  .descriptor(A, segment(Tables.LDT, 0x1f, access(0, extension == 2 ? 2 : 9), 0))
                  .set(Trial.EAX, selector)
                  .code(0x0f, 0x00, 0xc0 | extension << 3));
        }
      }
    }
  }

  /** LAR, LSL, VERR, VERW, ARPL. */
  private void looks() {
    int[][] codes = {
      {0x0f, 0x02, 0xd8},
      {0x0f, 0x03, 0xd8},
      {0x0f, 0x00, 0xe0},
      {0x0f, 0x00, 0xe8},
      {0x66, 0x0f, 0x02, 0xd8},
      {0x66, 0x0f, 0x03, 0xd8}
    };
    for (int i = 0; i < codes.length; i++) {
      for (int typeAndS = 0; typeAndS < 32; typeAndS++) {
        for (int privileges = 0; privileges < 64; privileges += i < 4 ? 3 : 21) {
          int dpl = privileges >>> 4;
          trials.add(
              Trial.in(privileges >>> 2 & 3, "look " + i + " type " + typeAndS + " dpl " + dpl)
                  .descriptor(A, flat(access(dpl, typeAndS)))
                  .set(Trial.EAX, A | privileges & 3)
                  .code(codes[i]));
        }
        trials.add(
            Trial.in(0, "look " + i + " absent type " + typeAndS)
                .descriptor(A, segment(0x123456, 0x54321, typeAndS, 5))
                .set(Trial.EAX, A)
                .code(codes[i]));
      }
      for (int selector : new int[] {0, 3, Tables.BEYOND, Tables.LOCAL_DATA3, 0x27, 0xffff}) {
        for (int ldt : new int[] {0, Tables.LDT_SELECTOR}) {
          trials.add(
              Trial.in(3, "look " + i + " at " + selector)
                  .set(Trial.EAX, selector)
                  .set(Trial.LDTR, ldt)
                  .set(Trial.EFLAGS, 0x42)
                  .code(codes[i]));
        }
      }
    }
    for (int pair = 0; pair < 16; pair++) {
      for (int ring : new int[] {0, 3}) {
        trials.add(
            Trial.in(ring, "arpl " + pair)
                .set(Trial.EAX, 0x12345670 | pair >>> 2)
                .set(Trial.EBX, 0x100 | pair & 3)
                .set(Trial.EFLAGS, pair % 3 == 0 ? 0x42 : 2)
                .code(0x63, 0xd8));
      }
    }
  }
}
