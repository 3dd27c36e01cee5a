package cloister.machine;

import cloister.bus.Memory;
import cloister.codec.Sha256;
import cloister.state.Saveable;
import cloister.state.StateWriter;

/** SHA-256 over a board's state and every page of its memory that is not all zeros. */
public final class Digest {
  private Digest() {}

  public static String of(Saveable board, Memory memory) {
    StateWriter out = new StateWriter();
    board.save(out);
    Sha256 hash = new Sha256();
    byte[] state = out.toBytes();
    hash.update(state, 0, state.length);
    pages(hash, memory, memory.pageCount());
    return hash.hex();
  }

  /** Adds the first pages of memory with their numbers, those of zeros left out. */
  static void pages(Sha256 hash, Memory memory, int count) {
    byte[] page = new byte[Memory.PAGE_SIZE];
    for (int index = 0; index < count; index++) {
      if (!memory.isZero(index)) {
        memory.readPage(index, page);
        StateWriter number = new StateWriter();
        number.writeInt(index);
        hash.update(number.toBytes(), 0, 4).update(page, 0, page.length);
      }
    }
  }
}
