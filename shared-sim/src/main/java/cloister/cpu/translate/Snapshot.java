package cloister.cpu.translate;

import cloister.bus.Memory;
import cloister.cpu.decode.Block;
import java.util.Arrays;

/** The bytes of some blocks, to find out later whether they stand there again. */
final class Snapshot {
  private int[] addresses = new int[16];
  private byte[] bytes = new byte[16];
  private int length;

  void add(Block block, Memory memory) {
    int end = length + block.bytes();
    if (end > bytes.length) {
      addresses = Arrays.copyOf(addresses, 2 * end);
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    for (int i = 0; i < block.bytes(); i++) {
      addresses[length] = block.address() + i;
      bytes[length++] = (byte) memory.readCode(block.address() + i);
    }
  }

  boolean stands(Memory memory) {
    for (int i = 0; i < length; i++) {
      if ((byte) memory.readCode(addresses[i]) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
