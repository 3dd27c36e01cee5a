package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;
import java.util.List;

/** How a guest begins: flat segments of its own, as a loader leaves them, in protected mode. */
final class GuestStart {
  /** Guest-physical address of its descriptors, below its program. */
  private static final int TABLE = 0x500;

  private static final List<Word> DATA_SEGMENTS = List.of(Word.DS, Word.ES, Word.FS, Word.GS);

  private GuestStart() {}

  /**
   * @param start where its program begins
   */
  static void set(VirtualMachine guest, Frame frame, int start) {
    GuestMemory own = guest.memory();
    own.write32(TABLE + 8, 0x0000FFFF);
    own.write32(TABLE + 12, 0x00CF9A00);
    own.write32(TABLE + 16, 0x0000FFFF);
    own.write32(TABLE + 20, 0x00CF9200);
    guest.cpu().gdtBase = TABLE;
    guest.cpu().gdtLimit = 23;
    for (Word word : Word.values()) {
      frame.set(word, 0);
    }
    for (Word segment : DATA_SEGMENTS) {
      frame.set(segment, 0x10);
    }
    frame.set(Word.CS, 0x08 | 1);
    frame.set(Word.SS, 0x10 | 1);
    frame.set(Word.EIP, start);
    frame.set(Word.ESP, start);
    frame.set(Word.EFLAGS, Interrupts.INTERRUPT | Interrupts.RESERVED);
  }
}
