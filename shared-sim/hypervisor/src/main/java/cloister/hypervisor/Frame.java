package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * The words that an entry into the host leaves on its stack: the guest's registers, which the way
 * back takes from there.
 */
final class Frame {
  static final int WORDS = 19;

  /** Offsets of the words from the top of the stack, as the entry code has pushed them. */
  enum Word {
    GS,
    FS,
    ES,
    DS,
    EDI,
    ESI,
    EBP,
    IGNORED,
    EBX,
    EDX,
    ECX,
    EAX,
    VECTOR,
    ERROR,
    EIP,
    CS,
    EFLAGS,
    ESP,
    SS
  }

  /** The general registers by their numbers in instructions. */
  private static final Word[] GENERAL = {
    Word.EAX, Word.ECX, Word.EDX, Word.EBX, Word.ESP, Word.EBP, Word.ESI, Word.EDI
  };

  private final Memory memory;
  private int address;

  Frame(Memory memory) {
    this.memory = memory;
  }

  /**
   * @param address physical address of the first word
   */
  void at(int first) {
    address = first;
  }

  int address() {
    return address;
  }

  int get(Word word) {
    return memory.read32(address + 4 * word.ordinal());
  }

  void set(Word word, int value) {
    memory.write32(address + 4 * word.ordinal(), value);
  }

  int general(int register) {
    return get(GENERAL[register]);
  }

  void setGeneral(int register, int value) {
    set(GENERAL[register], value);
  }

  /** The ring that was left. */
  int ring() {
    return get(Word.CS) & 3;
  }
}
