package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.cpu.core.Features;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import org.junit.jupiter.api.Test;

/** What Bochs does not do as the manual says, and what no program can see. */
class VmxTest {
  @Test
  void aProcessorWithoutItKnowsNoneOfItsInstructions() {
    ProtectedMachine machine = new ProtectedMachine().code(0x0f, 0x01, 0xc1);
    machine.ring0().run(1);
    assertTrue(machine.cpu.faultPending());
    assertEquals(6, machine.cpu.pendingVector());
  }

  @Test
  void itsInstructionsAreUndefinedOutsideOfVmxOperation() {
    Memory memory = new Memory(0x10000);
    Cpu cpu =
        new Cpu(
            Features.ALL_BUT_UMIP,
            new Coprocessor.None(),
            new HardwareVirtualization.VtX(),
            memory,
            NoPorts.INSTANCE,
            cloister.bus.InterruptLine.NONE);
    int[] code = MachineCode.of("0f 01 c1");
    for (int i = 0; i < code.length; i++) {
      memory.write8(0x1000 + i, code[i]);
    }
    cpu.segments.setReal(1, 0);
    cpu.setEip(0x1000);
    cpu.run(1);
    assertEquals(6, cpu.pendingVector());
    assertFalse(cpu.nonRoot());
  }

  @Test
  void aStateIsTheSameWhenItWasLoaded() {
    Memory memory = new Memory(0x10000);
    Cpu cpu =
        new Cpu(
            Features.ALL_BUT_UMIP,
            new Coprocessor.None(),
            new HardwareVirtualization.VtX(),
            memory,
            NoPorts.INSTANCE,
            cloister.bus.InterruptLine.NONE);
    StateWriter before = new StateWriter();
    cpu.save(before);
    cpu.load(new StateReader(before.toBytes()));
    StateWriter after = new StateWriter();
    cpu.save(after);
    assertArrayEquals(before.toBytes(), after.toBytes());
  }

  @Test
  void aFieldLiesWhereItsWordIs() {
    Memory memory = new Memory(0x10000);
    Vmcs vmcs = new Vmcs(memory, 0x2000);
    vmcs.set(VmcsField.GUEST_CS_SELECTOR, 0x12345678);
    vmcs.setHigh(VmcsField.LINK_POINTER, -1);
    assertEquals(0x5678, vmcs.get(VmcsField.GUEST_CS_SELECTOR));
    assertEquals(-1, vmcs.high(VmcsField.LINK_POINTER));
    assertEquals(0, vmcs.get(VmcsField.LINK_POINTER));
  }
}
