package cloister.cpu.protect;

import static cloister.cpu.protect.Tables.BITMAP;
import static cloister.cpu.protect.Tables.CODE0;
import static cloister.cpu.protect.Tables.CONFORMING;
import static cloister.cpu.protect.Tables.DATA0;
import static cloister.cpu.protect.Tables.DONE;
import static cloister.cpu.protect.Tables.FREE_PORT;
import static cloister.cpu.protect.Tables.LANDING;
import static cloister.cpu.protect.Tables.STUBS;
import static cloister.cpu.protect.Tables.TRIED;
import static cloister.cpu.protect.Tables.TSS;
import static cloister.cpu.protect.Tables.TSS_LIMIT;
import static cloister.cpu.protect.Tables.TSS_SELECTOR;
import static cloister.cpu.protect.Tables.access;
import static cloister.cpu.protect.Tables.gate;

import java.util.ArrayList;
import java.util.List;

/** Virtual-8086 mode: what IOPL decides, interrupts out of it, ports, and the way in and back. */
final class VirtualTrials {
  private static final int VM = 1 << 17;
  private static final int IF = 1 << 9;
  private static final int NT = 1 << 14;

  /** The code at 0xA000 and the stack at 0x6C00, as paragraphs. */
  private static final int CODE_PARAGRAPH = 0x0a00;

  private static final int STACK_PARAGRAPH = 0x0600;
  private static final int STACK_POINTER = 0xc00;

  private static final int[][] INSTRUCTIONS = {
    {0xfa},
    {0xfb},
    {0x9c},
    {0x9d},
    {0x66, 0x9c},
    {0x66, 0x9d},
    {0x9c, 0x58, 0x0d, 0x00, 0x73, 0x50, 0x9d, 0x9c, 0x58},
    {0x66, 0x9c, 0x66, 0x58, 0x66, 0x0d, 0, 0x73, 0x3f, 0, 0x66, 0x50, 0x66, 0x9d},
    {0xcd, TRIED},
    {0xcc},
    {0xf1},
    {0xce},
    {0xcf},
    {0xf4},
    {0xe4, FREE_PORT},
    {0xe6, 0x80},
    {0xed},
    {0x0f, 0x00, 0xc0},
    {0x0f, 0x00, 0xc8},
    {0x0f, 0x00, 0xd0},
    {0x0f, 0x00, 0xd8},
    {0x0f, 0x00, 0xe0},
    {0x0f, 0x00, 0xe8},
    {0x0f, 0x02, 0xc0},
    {0x0f, 0x03, 0xc0},
    {0x63, 0xc0},
    {0x0f, 0x01, 0xe0},
    {0x0f, 0x01, 0xf0},
    {0x0f, 0x01, 0x16, 0x00, 0x00},
    {0x0f, 0x01, 0x1e, 0x00, 0x00},
    {0x0f, 0x01, 0x06, 0x00, 0x01},
    {0x0f, 0x01, 0x0e, 0x00, 0x01},
    {0x0f, 0x06},
    {0x0f, 0x08},
    {0x0f, 0x20, 0xc0},
    {0x0f, 0x22, 0xc0},
    {0x0f, 0x21, 0xc0},
    {0x0f, 0x23, 0xc0},
    {0x0f, 0x30},
    {0x0f, 0x32},
    {0x8e, 0xd8},
    {0x8c, 0xd8},
    {0x1e, 0x07},
    {0xea, LANDING & 0xff, LANDING >> 8 & 0xff, 0, 0},
    {0x9a, LANDING & 0xff, LANDING >> 8 & 0xff, 0, 0},
    {0x67, 0x66, 0xa1, 0xff, 0xff, 0, 0},
    {0x67, 0x66, 0xa1, 0xfd, 0xff, 0, 0},
    {0x66, 0x50, 0x67, 0x8b, 0x04, 0x24},
    {0x0f, 0x0b},
    {0xd4, 0x00}
  };

  private final List<Trial> trials = new ArrayList<>();

  private VirtualTrials() {}

  static List<Trial> all() {
    VirtualTrials all = new VirtualTrials();
    all.instructions();
    all.gates();
    all.targets();
    all.ports();
    all.wayIn();
    return all.trials;
  }

  private void instructions() {
    for (int[] code : INSTRUCTIONS) {
      for (int iopl = 0; iopl < 4; iopl++) {
        trials.add(virtual(iopl, "V86 " + text(code)).code(code));
        trials.add(
            virtual(iopl, "V86 with DPL 3 " + text(code))
                .code(code)
                .gate(TRIED, gate(CODE0, STUBS + 16 * TRIED, access(3, 14), 0))
                .gate(3, gate(CODE0, STUBS + 16 * 3, access(3, 14), 0))
                .gate(4, gate(CODE0, STUBS + 16 * 4, access(3, 14), 0)));
      }
    }
  }

  /** Gates of every type, DPL and presence, by INT n and by an exception. */
  private void gates() {
    for (int type = 0; type < 16; type++) {
      for (int dpl = 0; dpl < 4; dpl++) {
        for (int present = 0; present <= 0x80; present += 0x80) {
          int rights = access(dpl, type) & ~0x80 | present;
          if ((type & 7) == 5) {
            continue;
          }
          for (int iopl = 2; iopl < 4; iopl++) {
            trials.add(
                virtual(iopl, "V86 int through gate " + type + " DPL " + dpl)
                    .gate(TRIED, gate(CODE0, STUBS + 16 * TRIED, rights, 0))
                    .code(0xcd, TRIED));
          }
        }
      }
    }
  }

  private void targets() {
    for (int selector : new int[] {0, CODE0, 0x18, 0x28, 0x38, CONFORMING, DATA0, 0x78, 0x0b}) {
      trials.add(
          virtual(3, "V86 int to selector " + selector)
              .gate(TRIED, gate(selector, STUBS + 16 * TRIED, access(3, 14), 0))
              .code(0xcd, TRIED));
      trials.add(
          virtual(0, "V86 exception to selector " + selector)
              .gate(6, gate(selector, STUBS + 16 * 6, access(0, 14), 0))
              .code(0x0f, 0x0b));
    }
  }

  private void ports() {
    for (int iopl = 0; iopl < 4; iopl += 3) {
      for (int port = 0x2e; port < 0x35; port++) {
        for (int[] code :
            new int[][] {{0xec}, {0xed}, {0x66, 0xed}, {0xee}, {0xef}, {0x6c}, {0x6e}}) {
          trials.add(
              virtual(iopl, "V86 port " + port + " " + text(code))
                  .set(Trial.EDX, port)
                  .set(Trial.ESI, 0x10)
                  .set(Trial.EDI, 0x10)
                  .leaveMemoryOut()
                  .code(code));
        }
      }
      for (int limit = BITMAP; limit < TSS_LIMIT; limit++) {
        trials.add(
            virtual(iopl, "V86 port with TSS limit " + limit)
                .descriptor(TSS_SELECTOR, Tables.segment(TSS, limit, access(0, 9), 0))
                .set(Trial.EDX, FREE_PORT)
                .code(0xed));
      }
    }
  }

  /** IRET of each ring and size to a frame with VM set. */
  private void wayIn() {
    for (int ring = 0; ring < 4; ring++) {
      for (int prefix = 0; prefix < 2; prefix++) {
        for (int flags : new int[] {0x20002, 0x23202, 0x7fffd7, 0x20102}) {
          int[] code = prefix == 0 ? new int[] {0xcf} : new int[] {0x66, 0xcf};
          int[] frame = {
            0, CODE_PARAGRAPH + 4, flags & ~NT, STACK_POINTER, STACK_PARAGRAPH, 1, 2, 3, 4
          };
          Trial trial =
              Trial.in(ring, "IRET to V86 with flags " + flags)
                  .set(Trial.ESP, Tables.stackOf(ring) - 4 * frame.length)
                  .code(code);
          for (int i = 0; i < frame.length; i++) {
            trial.patch(Tables.stackOf(ring) - 4 * (frame.length - i), frame[i]);
          }
          trials.add(trial);
        }
      }
    }
  }

  private static Trial virtual(int iopl, String name) {
    Trial trial =
        Trial.in(3, name + ", IOPL " + iopl)
            .set(Trial.EFLAGS, VM | IF | iopl << 12 | 2 | 0x800)
            .set(Trial.CS, CODE_PARAGRAPH)
            .set(Trial.EIP, 0)
            .set(Trial.SS, STACK_PARAGRAPH)
            .set(Trial.ESP, STACK_POINTER)
            .set(Trial.DS, 0x700)
            .set(Trial.ES, 0x701)
            .set(Trial.FS, 0x702)
            .set(Trial.GS, 0x703)
            .gate(DONE, gate(CODE0, STUBS + 16 * DONE, access(3, 14), 0));
    for (int word = 0; word < 8; word++) {
      trial.patch(0x6c00 + 4 * word, new int[] {0x40, 0x7246, 0x0a00, 0x3246}[word & 3] * 0x10001);
    }
    return trial;
  }

  private static String text(int[] code) {
    StringBuilder text = new StringBuilder();
    for (int value : code) {
      text.append(Integer.toHexString(value)).append(' ');
    }
    return text.toString().trim();
  }
}
