package cloister.cpu.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class RightsTest {
  /** Type bits 0 to 15 of code and data segments (SDM 3, table 3-1): readable, writable. */
  private static final String READABLE = "RRRRRRRR--RR--RR";

  private static final String WRITABLE = "--WW--WW--------";

  @Test
  void typesOfCodeAndDataAreThoseOfTheManual() {
    for (int type = 0; type < 16; type++) {
      int rights = Rights.CODE_OR_DATA | type << 8;
      assertEquals(type >= 8, Rights.isCode(rights));
      assertEquals(type < 8, Rights.isData(rights));
      assertEquals(READABLE.charAt(type) == 'R', Rights.isReadable(rights), "type " + type);
      assertEquals(WRITABLE.charAt(type) == 'W', Rights.isWritable(rights), "type " + type);
      assertEquals(type >= 12, Rights.isConforming(rights));
      assertEquals(type >= 4 && type < 8, Rights.isExpandDown(rights));
      assertEquals(type, Rights.type(rights));
    }
  }

  @Test
  void systemDescriptorsAreNeitherCodeNorData() {
    for (int type = 0; type < 16; type++) {
      int rights = type << 8;
      assertFalse(Rights.isCode(rights));
      assertFalse(Rights.isData(rights));
      assertFalse(Rights.isReadable(rights));
      assertFalse(Rights.isWritable(rights));
      assertFalse(Rights.isConforming(rights));
      assertFalse(Rights.isExpandDown(rights));
    }
  }

  @Test
  void privilegeLevelIsInBits13And14() {
    for (int dpl = 0; dpl < 4; dpl++) {
      assertEquals(dpl, Rights.dpl(dpl << 13 | Rights.PRESENT));
    }
  }
}
