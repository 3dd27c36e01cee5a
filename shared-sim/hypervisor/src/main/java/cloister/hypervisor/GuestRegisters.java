package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * What a guest that was left under VT-x has left in the processor: CR2 and the general registers,
 * which the entry code pushes and pops again.
 */
final class GuestRegisters {
  static final int WORDS = 9;

  private static final int EAX = 8;

  private final Memory memory;
  private int address;

  GuestRegisters(Memory memory) {
    this.memory = memory;
  }

  /**
   * @param first physical address of the first word
   */
  void at(int first) {
    address = first;
  }

  int address() {
    return address;
  }

  /** A general register by its number in instructions. */
  int get(int register) {
    return word(EAX - register);
  }

  void set(int register, int value) {
    setWord(EAX - register, value);
  }

  void save(int[] words) {
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(i);
    }
  }

  void restore(int[] words) {
    for (int i = 0; i < WORDS; i++) {
      setWord(i, words[i]);
    }
  }

  int cr2() {
    return word(0);
  }

  void setCr2(int value) {
    setWord(0, value);
  }

  private int word(int index) {
    return memory.read32(address + 4 * index);
  }

  private void setWord(int index, int value) {
    memory.write32(address + 4 * index, value);
  }
}
