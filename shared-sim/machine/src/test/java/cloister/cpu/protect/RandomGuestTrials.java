package cloister.cpu.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Guests that do some of what there is, under some of the controls that there are. */
final class RandomGuestTrials {
  private static final int PROCESSOR = 0x4002;
  private static final int SECONDARY = 0x401E;
  private static final int EXCEPTIONS = 0x4004;
  private static final int USUAL = 0x84006172;
  private static final int USUAL_SECONDARY = 0x82;
  private static final int EPT_1 = 0x233000;

  private static final String[] PIECES = {
    "cpuid",
    "hlt",
    "invlpg [ebx]",
    "rdtsc",
    "wbinvd",
    "mov eax, cr3",
    "mov eax, cr3\nmov cr3, eax",
    "mov eax, cr0\nxor eax, 8\nmov cr0, eax",
    "mov eax, cr4\nxor eax, 0x10\nmov cr4, eax\nmov cr4, edx",
    "clts",
    "mov eax, 0xF\nlmsw ax",
    "smsw ecx",
    "mov edx, dr7",
    "mov dr0, ecx",
    "out 0x80, al",
    "mov edx, 0x80\nout dx, eax",
    "sgdt [ebx]",
    "sidt [ebx]",
    "str cx",
    "mov ecx, 0x174\nrdmsr",
    "mov ecx, 0x175\nxor edx, edx\nwrmsr",
    "int3",
    "int 0x31",
    "ud2",
    "xor ecx, ecx\ndiv ecx",
    "mov eax, [0x250000]",
    "mov [0x250000], eax",
    "push eax",
    "pushfd\ncli\npopfd",
    "sti\nnop",
    "vmread eax, ecx",
    "mov eax, 0x10\nmov ss, eax",
    "invept ecx, [ebx+8]",
    "invvpid eax, [edi]",
    "mov ecx, 0x48C\nrdmsr"
  };

  private RandomGuestTrials() {}

  /** Whatever controls there are, each or not, with some instructions. */
  static List<GuestTrial> all() {
    List<GuestTrial> trials = new ArrayList<>();
    Random random = new Random(1);
    int[] choices = {1 << 3, 1 << 9, 1 << 15, 1 << 16, 1 << 23, 1 << 24, 1 << 25, 1 << 28};
    for (int i = 0; i < 200; i++) {
      int processor = USUAL | 1 << 7 | 1 << 12;
      for (int choice : choices) {
        processor |= random.nextInt(3) == 0 ? choice : 0;
      }
      StringBuilder code = new StringBuilder();
      for (int piece = 0; piece < 5; piece++) {
        code.append(PIECES[random.nextInt(PIECES.length)]).append('\n');
      }
      int secondary = USUAL_SECONDARY | (random.nextBoolean() ? 4 : 0) | random.nextInt(2) << 6;
      secondary |= random.nextInt(3) == 0 ? 1 << 5 : 0;
      trials.add(
          GuestTrial.of("random " + i)
              .field(PROCESSOR, processor)
              .field(SECONDARY, secondary)
              .field(0, 1 + random.nextInt(3))
              .field(EXCEPTIONS, random.nextInt() & 0xFFFFF)
              .field(0x6000, random.nextInt() & 0x1F | 0x20)
              .field(0x6004, random.nextInt() & 0x3F)
              .field(0x6002, random.nextInt() & 0x10 | 0x2000)
              .field(0x6006, random.nextInt() & 0x10)
              .word(0x207010, random.nextInt())
              .word(0x209000 + (0x174 >> 5) * 4, random.nextInt())
              .word(0x209800 + (0x175 >> 5) * 4, random.nextInt())
              .word(EPT_1 + 8 * 0x50, random.nextBoolean() ? 0x250037 : 0x250031)
              .word(0x217000 + 4 * 0x250, random.nextBoolean() ? 0x250067 : 0x250066)
              .exits(4)
              .code(code.toString()));
    }
    return trials;
  }
}
