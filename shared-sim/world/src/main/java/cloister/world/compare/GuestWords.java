package cloister.world.compare;

import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import java.util.Arrays;
import java.util.List;

/** What a guest can see of its processor by itself, between two instructions. */
final class GuestWords {
  static final List<String> NAMES =
      List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags");

  private static final int EIP = 8;
  private static final int EFLAGS = 9;
  private static final int FLAGS = Eflags.STATUS | Eflags.DF;

  private GuestWords() {}

  /**
   * @param eip where it is in its own code
   * @param interruptFlag as the guest has it
   */
  static int[] of(Cpu cpu, int eip, boolean interruptFlag) {
    int[] words = Arrays.copyOf(cpu.general, NAMES.size());
    words[EIP] = eip;
    words[EFLAGS] = cpu.eflags() & FLAGS | (interruptFlag ? Eflags.IF : 0);
    return words;
  }

  static int eip(int[] words) {
    return words[EIP];
  }

  static int hash(int[] words) {
    return Arrays.hashCode(words);
  }
}
