package cloister.cpu.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cloister.bus.Memory;
import cloister.bus.Region;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
  private static final int SECOND = 0x2000;
  private static final int SPLIT = SECOND - 1;
  private static final int WINDOW = 0x4000;

  private final Memory memory = new Memory(0x8000);
  private Runnable walk = () -> {};
  private final BlockCache blocks =
      new BlockCache(
          memory,
          () -> {
            walk.run();
            return SECOND;
          });

  /** MOV EAX, imm32 whose immediate is in the next page. */
  private int immediate() {
    return blocks.at(SPLIT, true, -1).code()[Slot.IMMEDIATE];
  }

  @Test
  void findingTheSecondPageMayWriteTheBlockItself() {
    memory.write8(SPLIT, 0xb8);
    memory.write32(SECOND, 1);
    assertEquals(1, immediate());
    walk = () -> memory.write32(SECOND, 0x21);
    assertEquals(0x21, immediate());
  }

  @Test
  void codeThatChangesUnwrittenIsDecodedEachTime() {
    Shown shown = new Shown();
    memory.map(WINDOW, Memory.PAGE_SIZE, shown);
    assertEquals(0x40, operation(shown, 0x40));
    assertEquals(0x48, operation(shown, 0x48));
  }

  /** INC EAX, or DEC EAX. */
  private int operation(Shown shown, int value) {
    shown.value = value;
    Block block = blocks.at(WINDOW, true, 1);
    boolean increment = Slot.op(block.code()[0]) == blockOf(0x40);
    return increment ? 0x40 : 0x48;
  }

  private int blockOf(int value) {
    memory.write8(0x100, value);
    return Slot.op(blocks.at(0x100, true, 1).code()[0]);
  }

  @Test
  void plainCodeIsDecodedOnce() {
    memory.write8(0x100, 0x40);
    assertSame(blocks.at(0x100, true, 1), blocks.at(0x100, true, 1));
  }

  /** What it shows changes without a write. */
  private static final class Shown implements Region {
    private int value;

    @Override
    public boolean isSteady() {
      return false;
    }

    @Override
    public int read(int offset, int bytes) {
      return value * 0x01010101 >>> 32 - 8 * bytes;
    }

    @Override
    public void write(int offset, int bytes, int written) {
      throw new IllegalStateException("nobody writes here");
    }
  }
}
