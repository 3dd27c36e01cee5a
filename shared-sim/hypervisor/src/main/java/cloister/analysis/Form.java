package cloister.analysis;

import cloister.cpu.decode.Encoding;
import java.util.List;

/**
 * One instruction with its operands, as it is run.
 *
 * @param bytes its machine code
 * @param registers the eight general registers before it
 * @param words what lies in memory before it
 * @param chosen how many of the words, from the end, are there for this form
 * @param flags of EFLAGS that are set before it
 */
record Form(Encoding row, byte[] bytes, int[] registers, List<Word> words, int chosen, int flags) {
  /** In place of a selector: the one that CS has on the machine in question. */
  static final int OWN_CODE = 0x10001;

  /** In place of a selector: the one that SS has on the machine in question. */
  static final int OWN_STACK = 0x10002;

  /**
   * A value in memory.
   *
   * @param bytes 2 or 4
   */
  record Word(int address, int bytes, int value) {}
}
