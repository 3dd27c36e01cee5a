package cloister.analysis;

import cloister.cpu.Cpu;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The processor's registers as words, in the order in which it saves them, so that no part of its
 * state is left out of a comparison.
 */
final class Words {
  static final int EFLAGS = 8;
  static final int SELECTORS = 9;
  static final int BASES = 17;
  static final int LIMITS = 25;
  static final int RIGHTS = 33;
  static final int EIP = 41;
  static final int CPL = 42;

  /** GDTR and IDTR, CR0, CR2 to CR4, model-specific and debug registers. */
  static final int SYSTEM = 43;

  static final int LAST_SYSTEM = 63;

  static final int HALTED = 69;

  /** The count of instructions, two words. */
  static final int CLOCK = 74;

  /** The x87 unit's registers. */
  static final int FLOATING = 76;

  /** The selector of the code segment that the last instruction of the x87 unit lay in. */
  static final int FLOATING_CODE = 105;

  static final int COUNT = 110;

  private static final String[] NAMES = {
    "EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI", "EFLAGS"
  };

  private static final String[] SEGMENTS = {"ES", "CS", "SS", "DS", "FS", "GS", "LDTR", "TR"};

  private static final String[] SYSTEM_NAMES = {
    "GDTR.base", "GDTR.limit", "IDTR.base", "IDTR.limit", "CR0", "CR2", "CR3", "CR4", "EFER",
    "SYSENTER_CS", "SYSENTER_ESP", "SYSENTER_EIP", "APIC_BASE", "PAT", "PAT", "DR0", "DR1", "DR2",
    "DR3", "DR6", "DR7"
  };

  private Words() {}

  static int[] of(Cpu cpu) {
    StateWriter out = new StateWriter();
    cpu.save(out);
    StateReader in = new StateReader(out.toBytes());
    int[] words = new int[COUNT];
    in.readInts(words);
    return words;
  }

  static String name(int word) {
    if (word < SELECTORS) {
      return NAMES[word];
    }
    if (word < EIP) {
      int part = (word - SELECTORS) / 8;
      String suffix = part == 0 ? "" : part == 1 ? ".base" : part == 2 ? ".limit" : ".rights";
      return SEGMENTS[(word - SELECTORS) % 8] + suffix;
    }
    if (word == EIP) {
      return "EIP";
    }
    if (word == CPL) {
      return "CPL";
    }
    return word - SYSTEM < SYSTEM_NAMES.length ? SYSTEM_NAMES[word - SYSTEM] : "x87";
  }
}
