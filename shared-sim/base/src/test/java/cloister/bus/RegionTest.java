package cloister.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
  private final Memory memory = new Memory(3 << 20);
  private final byte[] content = new byte[Memory.PAGE_SIZE];
  private final Rom rom = new Rom(content);

  @Test
  void aRegionHidesTheRamBelowIt() {
    content[4] = 0x5a;
    memory.write8(0x3004, 1);
    memory.map(0x3000, Memory.PAGE_SIZE, rom);
    assertEquals(0x5a, memory.read32(0x3004));
    memory.write32(0x3004, 7);
    assertEquals(0x5a, memory.read8(0x3004));
    assertEquals(1, memory.readBehind(0x3004, 1));
    memory.unmap(rom);
    assertEquals(1, memory.read8(0x3004));
  }

  @Test
  void whatIsMappedLaterAnswersFirst() {
    memory.map(0x3000, Memory.PAGE_SIZE, new Rom(new byte[Memory.PAGE_SIZE]));
    content[0] = 9;
    memory.map(0x3000, Memory.PAGE_SIZE, rom);
    assertEquals(9, memory.read8(0x3000));
    memory.unmap(rom);
    assertEquals(0, memory.read8(0x3000));
  }

  @Test
  void anAccessAcrossTheBorderMeetsBoth() {
    content[0] = 0x33;
    content[1] = 0x44;
    memory.map(0x3000, Memory.PAGE_SIZE, rom);
    memory.write32(0x2ffe, 0x88772211);
    assertEquals(0x44332211, memory.read32(0x2ffe));
  }

  @Test
  void aRegionMayStandAtTheEndOfTheAddressSpace() {
    content[Memory.PAGE_SIZE - 1] = 0x77;
    memory.map(-Memory.PAGE_SIZE, Memory.PAGE_SIZE, rom);
    assertEquals(0x77, memory.read8(-1));
    assertEquals(0xff, memory.read8(-Memory.PAGE_SIZE - 1));
  }

  @Test
  void aClosedAddressLine20FoldsEveryOddMebibyte() {
    memory.write8(0x10_0010, 1);
    memory.setAddressLine20(false);
    memory.write8(0x10_0010, 2);
    assertEquals(2, memory.read8(0x10));
    memory.write32(0x0f_fffe, 0x44332211);
    assertEquals(0x4433, memory.read16(0));
    memory.write8(0x20_0000, 6);
    assertEquals(6, memory.read8(0x30_0000 - 0x10_0000));
    memory.setAddressLine20(true);
    assertEquals(1, memory.read8(0x10_0010));
    assertEquals(6, memory.read8(0x20_0000));
  }

  @Test
  void codeUnderANewMappingIsReported() {
    List<Integer> reported = new ArrayList<>();
    memory.addCodeWatcher(reported::add);
    memory.markCode(0x3000, 1);
    memory.map(0x3000, Memory.PAGE_SIZE, rom);
    memory.markCode(0x3000, 1);
    memory.unmap(rom);
    memory.markCode(0xff000, 1);
    memory.setAddressLine20(false);
    assertEquals(List.of(3, 3, 0xff), reported);
  }

  @Test
  void writesToARegionLeaveTheRamClean() {
    memory.map(0x3000, Memory.PAGE_SIZE, rom);
    memory.write8(0x3000, 1);
    assertFalse(memory.isDirty(3));
  }
}
