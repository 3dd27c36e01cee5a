package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.decode.Block;

/** The bytes of some blocks of a page, to find out later whether they stand there again. */
final class Snapshot {
  /** Physical address of the page. */
  private final int page;

  private final byte[] bytes = new byte[Memory.PAGE_SIZE];
  private final boolean[] taken = new boolean[Memory.PAGE_SIZE];

  Snapshot(int page) {
    this.page = page;
  }

  void add(Block block, Memory memory) {
    int first = block.address() - page;
    for (int at = first; at < first + block.bytes(); at++) {
      bytes[at] = (byte) memory.readCode(page + at);
      taken[at] = true;
    }
  }

  boolean stands(Memory memory) {
    for (int at = 0; at < taken.length; at++) {
      if (taken[at] && (byte) memory.readCode(page + at) != bytes[at]) {
        return false;
      }
    }
    return true;
  }

  /** Has the memory tell when one of the bytes is written. */
  void markAsCode(Memory memory) {
    for (int at = 0; at < taken.length; at++) {
      if (taken[at]) {
        memory.markCode(page + at, 1);
      }
    }
  }
}
