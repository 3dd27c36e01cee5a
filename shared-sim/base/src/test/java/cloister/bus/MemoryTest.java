package cloister.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private final Memory memory = new Memory(2 * Memory.PAGE_SIZE);

  @Test
  void wordsAreLittleEndian() {
    memory.write32(0x10, 0x12345678);
    assertEquals(0x78, memory.read8(0x10));
    assertEquals(0x3456, memory.read16(0x11));
    memory.write16(0x11, 0xabcd);
    assertEquals(0x12abcd78, memory.read32(0x10));
    memory.write8(0x13, 0xff);
    assertEquals(0xffabcd78, memory.read32(0x10));
  }

  @Test
  void readsOutsideGiveOnes() {
    assertEquals(0xff, memory.read8(memory.size()));
    assertEquals(0xff, memory.read8(-1));
    assertEquals(0xffff, memory.read16(0x8000_0000));
    assertEquals(-1, memory.read32(memory.size()));
  }

  @Test
  void accessAcrossTheEndIsDoneByteByByte() {
    int end = memory.size();
    memory.write32(end - 2, 0x11223344);
    assertEquals(0xffff3344, memory.read32(end - 2));
    assertEquals(0xff33, memory.read16(end - 1));
    memory.write32(-2, 0x55667788);
    assertEquals(0x5566, memory.read16(0));
  }

  @Test
  void writesMarkEachTouchedPageDirty() {
    memory.write32(Memory.PAGE_SIZE - 2, 1);
    assertTrue(memory.isDirty(0));
    assertTrue(memory.isDirty(1));
    memory.clearDirty();
    assertFalse(memory.isDirty(0));
    memory.write16(Memory.PAGE_SIZE - 1, 1);
    assertTrue(memory.isDirty(0));
    assertTrue(memory.isDirty(1));
  }

  @Test
  void readsLeavePagesClean() {
    memory.read32(4);
    assertFalse(memory.isDirty(0));
  }

  @Test
  void writeToCodeIsReportedOnceUntilMarkedAgain() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.markCode(Memory.PAGE_SIZE, 1);
    memory.write8(0, 1);
    memory.write8(Memory.PAGE_SIZE, 1);
    memory.write8(Memory.PAGE_SIZE, 2);
    assertEquals(List.of(1), reported);
    memory.markCode(Memory.PAGE_SIZE, 1);
    memory.write16(Memory.PAGE_SIZE - 1, 3);
    assertEquals(List.of(1, 1), reported);
  }

  @Test
  void dataBesideCodeIsWrittenFreely() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.markCode(0x100, 0x81);
    memory.write32(0xfc, 1);
    memory.write32(0x200, 1);
    assertEquals(List.of(), reported);
    assertTrue(memory.isDirty(0));
    memory.write16(0x1ff, 2);
    assertEquals(List.of(0), reported);
    memory.write8(0x100, 3);
    assertEquals(List.of(0), reported);
  }

  @Test
  void writeThatEndsInCodeIsReported() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.markCode(0x100, 1);
    memory.write32(0xfd, 1);
    assertEquals(List.of(0), reported);
  }

  @Test
  void replacingAPageIsReportedWhereverItsCodeLies() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.markCode(0xf80, 1);
    memory.writePage(0, new byte[Memory.PAGE_SIZE]);
    assertEquals(List.of(0), reported);
  }

  @Test
  void cleaningDirtyMarksKeepsCodeMarks() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.write8(0, 1);
    memory.markCode(0, 1);
    memory.clearDirty();
    memory.write8(0, 2);
    assertEquals(List.of(0), reported);
    assertTrue(memory.isDirty(0));
  }

  @Test
  void pagesGoOutAndInWhole() {
    memory.write32(Memory.PAGE_SIZE + 4, 0xcafe);
    byte[] page = new byte[Memory.PAGE_SIZE];
    memory.readPage(1, page);
    memory.writePage(0, page);
    assertEquals(0xcafe, memory.read32(4));
    byte[] again = new byte[Memory.PAGE_SIZE];
    memory.readPage(0, again);
    assertArrayEquals(page, again);
  }

  @Test
  void sizeIsWholePages() {
    assertThrows(IllegalArgumentException.class, () -> new Memory(4097));
    assertThrows(IllegalArgumentException.class, () -> new Memory(0));
  }

  @Test
  void accessesAreWatchedWhileSomebodyWatches() {
    List<String> seen = new ArrayList<>();
    memory.write32(0x10, 5);
    memory.clearDirty();
    memory.setAccessWatcher(
        (address, bytes, write, value) ->
            seen.add(
                (write ? "w" : "r")
                    + bytes
                    + " "
                    + address
                    + " "
                    + value
                    + " "
                    + memory.readBehind(address, bytes)));
    assertEquals(5, memory.read32(0x10));
    memory.write16(0x10, 7);
    memory.write8(0x20, 1);
    assertEquals(7, memory.readCode(0x10));
    assertEquals(0xff, memory.read8(memory.size()));
    memory.read16(Memory.PAGE_SIZE - 1);
    assertEquals(
        List.of("r4 16 5 5", "w2 16 7 5", "w1 32 1 0", "r1 4095 0 0", "r1 4096 0 0"), seen);
    assertTrue(memory.isDirty(0));
    memory.setAccessWatcher(Memory.AccessWatcher.NONE);
    memory.write32(0x10, 9);
    assertEquals(9, memory.read32(0x10));
    assertEquals(5, seen.size());
  }
}
