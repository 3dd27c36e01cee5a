package cloister.cpu.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.state.StateReader;
import cloister.state.StateWriter;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private final Segments segments = new Segments();

  @Test
  void realModeLoadKeepsLimitAndRights() {
    segments.set(Segments.DS, 8, 0x1000, -1, Rights.REAL_MODE | Rights.BIG);
    segments.setReal(Segments.DS, 0x1234);
    assertEquals(0x1234, segments.selector[Segments.DS]);
    assertEquals(0x12340, segments.base[Segments.DS]);
    assertEquals(-1, segments.limit[Segments.DS]);
    assertEquals(Rights.REAL_MODE | Rights.BIG, segments.rights[Segments.DS]);
  }

  @Test
  void nullSegmentIsUnusableButKeepsItsSelector() {
    segments.set(Segments.ES, 8, 0, -1, Rights.REAL_MODE);
    assertTrue(segments.usable(Segments.ES));
    segments.setNull(Segments.ES, 3);
    assertFalse(segments.usable(Segments.ES));
    assertEquals(3, segments.selector[Segments.ES]);
  }

  @Test
  void savedSegmentsComeBackWithTheirFastPaths() {
    segments.set(Segments.FS, 0x23, 0x5000, 0xfff, Rights.REAL_MODE);
    StateWriter writer = new StateWriter();
    segments.save(writer);
    Segments restored = new Segments();
    restored.load(new StateReader(writer.toBytes()));
    assertArrayEquals(segments.base, restored.base);
    assertArrayEquals(segments.limit, restored.limit);
    assertArrayEquals(segments.rights, restored.rights);
    assertArrayEquals(segments.selector, restored.selector);
    assertArrayEquals(segments.easy, restored.easy);
    assertEquals(Segments.EASY_READ | Segments.EASY_WRITE, restored.easy[Segments.FS]);
  }
}
