package cloister.kernel.task;

import cloister.bus.Memory;

/**
 * The registers of a program while its kernel is at work: the words that the entry code has pushed
 * on the task's stack, in the order of Linux's pt_regs, and that it pops again.
 */
public final class Registers {
  /** Offsets of the words; of a segment register the low half is meant. */
  public enum Word {
    EBX,
    ECX,
    EDX,
    ESI,
    EDI,
    EBP,
    EAX,
    DS,
    ES,
    FS,
    GS,
    /** The number of a system call, or a negative number where there is none. */
    ORIGINAL_EAX,
    EIP,
    CS,
    EFLAGS,
    ESP,
    SS
  }

  public static final int BYTES = 4 * Word.values().length;

  public static final int USER_CODE = 0x73;
  public static final int USER_DATA = 0x7b;

  /** Flags that a program may set itself: CF PF AF ZF SF TF DF OF NT RF AC. */
  public static final int USER_FLAGS = 0x00054DD5;

  public static final int INTERRUPT_FLAG = 0x200;
  public static final int FIXED_FLAG = 2;

  private final Memory memory;
  private final int address;

  /**
   * @param address physical, of the first word
   */
  public Registers(Memory memory, int address) {
    this.memory = memory;
    this.address = address;
  }

  public int get(Word word) {
    return memory.read32(address + 4 * word.ordinal());
  }

  public void set(Word word, int value) {
    memory.write32(address + 4 * word.ordinal(), value);
  }

  /** The vector by which the kernel was entered, which the entry code leaves beside GS. */
  public int vector() {
    return get(Word.GS) >>> 16 & 0xffff;
  }

  /** An argument of a system call, from 0 on. */
  public int argument(int index) {
    return memory.read32(address + 4 * index);
  }

  public void copyFrom(Registers other) {
    for (Word word : Word.values()) {
      set(word, other.get(word));
    }
  }

  /** As a program finds them that is started. */
  public void start(int entry, int stack) {
    for (Word word : Word.values()) {
      set(word, 0);
    }
    set(Word.DS, USER_DATA);
    set(Word.ES, USER_DATA);
    set(Word.SS, USER_DATA);
    set(Word.CS, USER_CODE);
    set(Word.EFLAGS, INTERRUPT_FLAG | FIXED_FLAG);
    set(Word.EIP, entry);
    set(Word.ESP, stack);
    set(Word.ORIGINAL_EAX, -1);
  }
}
