package cloister.cpu.seg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GateDescriptorTest {
  @Test
  void fieldsAreGathered() {
    GateDescriptor gate = new GateDescriptor(0x00085678, 0x1234ec05);
    assertEquals(8, gate.selector());
    assertEquals(0x12345678, gate.offset());
    assertEquals(3, gate.dpl());
    assertEquals(5, gate.parameterCount());
    assertTrue(gate.present());
    assertTrue(gate.isCallGate());
    assertTrue(gate.is32Bit());
  }

  @Test
  void offsetOf16BitGateHas16Bits() {
    GateDescriptor gate = new GateDescriptor(0x00085678, 0x12348600);
    assertEquals(0x5678, gate.offset());
    assertTrue(gate.isInterruptGate());
  }

  @Test
  void typesAreThoseOfTheManual() {
    for (int type = 0; type < 16; type++) {
      GateDescriptor gate = new GateDescriptor(0, 0x8000 | type << 8);
      assertEquals(type == 4 || type == 12, gate.isCallGate());
      assertEquals(type == 6 || type == 14, gate.isInterruptGate());
      assertEquals(type == 7 || type == 15, gate.isTrapGate());
      assertEquals(type == 5, gate.isTaskGate());
      GateDescriptor notSystem = new GateDescriptor(0, 0x9000 | type << 8);
      assertFalse(notSystem.isCallGate());
      assertFalse(notSystem.isInterruptGate());
      assertFalse(notSystem.isTrapGate());
      assertFalse(notSystem.isTaskGate());
    }
  }
}
