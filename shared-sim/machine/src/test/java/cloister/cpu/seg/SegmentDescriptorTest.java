package cloister.cpu.seg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SegmentDescriptorTest {
  @Test
  void scatteredBaseAndLimitAreGathered() {
    SegmentDescriptor descriptor = new SegmentDescriptor(0x56789abc, 0x124d9b34);
    assertEquals(0x12345678, descriptor.base());
    assertEquals(0xd9abc, descriptor.limit());
    assertEquals(0x00409b00, descriptor.rights());
  }

  @Test
  void granularityCountsPages() {
    assertEquals(0xfff, new SegmentDescriptor(0, 0x00c09300).limit());
    assertEquals(-1, new SegmentDescriptor(0xffff, 0x00cf9300).limit());
    assertEquals(0xfffff, new SegmentDescriptor(0xffff, 0x004f9300).limit());
  }

  @Test
  void flatRing3CodeIsRecognised() {
    SegmentDescriptor code = new SegmentDescriptor(0xffff, 0x00cffa00);
    assertTrue(code.isCode());
    assertTrue(code.present());
    assertTrue(code.isReadable());
    assertFalse(code.isConforming());
    assertFalse(code.isWritableData());
    assertEquals(3, code.dpl());
  }

  @Test
  void systemTypesAreRecognised() {
    for (int type = 0; type < 16; type++) {
      SegmentDescriptor descriptor = new SegmentDescriptor(0, 0x8000 | type << 8);
      assertFalse(descriptor.isCodeOrData());
      assertEquals(type == 2, descriptor.isLocalTable());
      assertEquals(type == 1 || type == 9, descriptor.isAvailableTss());
      assertEquals(type == 4 || type == 12, descriptor.isCallGate());
    }
  }
}
