package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.event.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In virtual-8086 mode the map of ports decides, and the refusal says nothing of IOPL. */
class VirtualModePortTest {
  private static final int VM = 1 << 17;
  private static final int PARAGRAPH = ProtectedMachine.CODE >> 4;
  private static final int PORT = 0x60;

  private final ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();

  @Test
  void theMapAloneRefuses() {
    for (int iopl = 0; iopl <= 3; iopl++) {
      Cpu cpu = enter(VM | iopl << 12, PARAGRAPH, 0);
      cpu.run(1);
      assertEquals(
          List.of(new FaultRaised(Exceptions.GP, 0, 0, Rule.VIRTUAL_MODE_PORT, PORT, 0, 0)),
          recorder.events);
    }
  }

  @Test
  void inProtectedModeBothAreNamed() {
    Cpu cpu = enter(0, ProtectedMachine.CODE3, ProtectedMachine.CODE);
    cpu.run(1);
    assertEquals(
        List.of(
            new FaultRaised(
                Exceptions.GP, 0, ProtectedMachine.CODE, Rule.IOPL_OR_BITMAP_FOR_PORT, 3, 0, PORT)),
        recorder.events);
  }

  /** Stands before an IN of ring 3. */
  private Cpu enter(int flags, int cs, int eip) {
    ProtectedMachine machine = new ProtectedMachine();
    Cpu cpu = machine.code(0xe4, PORT).ring0();
    int[] frame = {eip, cs, 2 | flags, 0x100, ProtectedMachine.DATA3, 0, 0, 0, 0};
    cpu.general[4] = ProtectedMachine.STACK0 - 4 * frame.length;
    for (int i = 0; i < frame.length; i++) {
      machine.memory.write32(cpu.general[4] + 4 * i, frame[i]);
    }
    machine.memory.write8(0x8000, 0xcf);
    cpu.setEip(0x8000);
    cpu.run(1);
    recorder.events.clear();
    cpu.setEventSink(recorder);
    return cpu;
  }
}
