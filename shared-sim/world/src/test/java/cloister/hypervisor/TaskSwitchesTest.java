package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.machine.Board;
import cloister.machine.Computer;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomPc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hardware task switches, which the processor leaves to the hypervisor under VT-x. */
class TaskSwitchesTest {
  private static final int LOG = 0x5000;
  private static final int NOTES = 80;

  /** What the tasks of a kernel find is what they find on a machine of its own. */
  @Test
  void everyWayIntoATaskIsAsOnAMachineOfItsOwn() throws IOException {
    byte[] guest = Beside.assembled(Path.of("src/test/guests/tasks.asm"));
    Board board = Beside.bare(guest);
    board.run(100_000);
    assertTrue(board.stopped());
    assertEquals(0xE4D, lastNote(board.memory()), "the kernel has come to its end");
    Host host = Beside.host(guest, "vmx");
    host.run(400_000);
    for (int i = 0; i < NOTES; i++) {
      int at = LOG + 4 * i;
      int seen = host.machines().get(0).memory().read32(at);
      assertEquals(board.memory().read32(at), seen, "note " + i);
    }
    Beside.assertSame(board, host);
    assertEquals(Beside.instructions(board), host.machines().get(0).ticks());
  }

  /** Into protected mode with flat segments, and on to where the kernel lies in memory. */
  static final String LOADER =
      """
      bits 16
      org 0
      start:
      cli
      lgdt [cs:pointer]
      mov eax, cr0
      or al, 1
      mov cr0, eax
      jmp dword 8:0xF0000 + flat
      bits 32
      flat:
      mov eax, 16
      mov ds, eax
      mov es, eax
      mov fs, eax
      mov gs, eax
      mov ss, eax
      mov esp, 0x7C00
      mov eax, 0x7C00
      jmp eax
      align 8
      table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
      pointer: dw 23
      dd 0xF0000 + table
      bits 16
      """;

  /** A PC has tables of its own for its memory, and rings of its own for who may reach there. */
  @Test
  void aPcSwitchesTasksAsOneOfItsOwn() throws IOException {
    PcParts parts = RomPc.parts(LOADER, List.of());
    Computer bare = new Pc(parts, _ -> {});
    finish(bare);
    assertEquals(0xE4D, lastNote(bare.memory()), "the kernel has come to its end");
    Computer guest = new VirtualPc(parts, VirtualPcTest.entryCode(), _ -> {});
    finish(guest);
    assertTrue(guest.exits().write().contains("\"task switch\""), guest.exits().write());
    assertEquals(bare.instructions(), guest.instructions());
    assertEquals(bare.softwareDigest(), guest.softwareDigest());
  }

  private static void finish(Computer computer) throws IOException {
    byte[] kernel = Beside.assembled(Path.of("src/test/guests/tasks.asm"));
    for (int i = 0; i < kernel.length; i++) {
      computer.memory().write8(0x7C00 + i, kernel[i] & 0xFF);
    }
    for (int i = 0; i < 100 && !computer.stopped(); i++) {
      computer.run(1 << 20);
    }
    assertTrue(computer.stopped(), "it ends");
  }

  private static int lastNote(Memory memory) {
    int last = 0;
    for (int i = 0; i < NOTES; i++) {
      int note = memory.read32(LOG + 4 * i);
      last = note != 0 ? note : last;
    }
    return last;
  }
}
