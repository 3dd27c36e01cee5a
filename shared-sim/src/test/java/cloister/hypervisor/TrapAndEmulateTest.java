package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrapAndEmulateTest {
  private static final int MEMORY = 0x100000;

  private static byte[] assembled(Path path) throws IOException {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble(path.getFileName().toString(), Files.readString(path));
    assertTrue(assembly.succeeded(), () -> assembly.errors().toString());
    return assembly.image();
  }

  private static Host host(byte[] guest) throws IOException {
    Host host = new Host(MEMORY, 1);
    byte[] entry = assembled(Path.of("../lessons/course/lib/host.asm"));
    host.load("host.asm", HostLayout.BASE + HostLayout.ENTRY_CODE, entry);
    host.load("guest.asm", 0x7C00, guest);
    host.start();
    return host;
  }

  /** The same on a machine of its own. */
  private static Board bare(byte[] guest) {
    Board board = Board.withTimer(MEMORY);
    byte[] loader =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble(
                "loader.asm",
                """
                bits 16
                org 0x600
                lgdt [pointer]
                mov eax, cr0
                or al, 1
                mov cr0, eax
                jmp dword 8:protected
                bits 32
                protected:
                mov eax, 16
                mov ds, eax
                mov es, eax
                mov ss, eax
                mov fs, eax
                mov gs, eax
                mov esp, 0x7C00
                xor eax, eax
                xor edx, edx
                jmp 8:0x7C00
                table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
                pointer: dw 23
                dd table
                """)
            .image();
    board.startAt(0, 0x600);
    put(board, 0x600, loader);
    put(board, 0x7C00, guest);
    board.cpu().segments.setReal(Segments.DS, 0);
    return board;
  }

  private static void put(Board board, int address, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      board.memory().write8(address + i, bytes[i] & 0xff);
    }
  }

  /**
   * Memory is compared byte by byte: the stacks in it hold where each interrupt came, with the
   * flags of that moment. Only what the processor marks in descriptors is left out, which a guest's
   * copy has not.
   */
  @ParameterizedTest
  @ValueSource(strings = {"clean.asm", "returns.asm"})
  void aKernelThatIsRefusedWhateverMattersRunsAsOnAMachineOfItsOwn(String name) throws IOException {
    byte[] guest = assembled(Path.of("src/test/guests", name));
    Board board = bare(guest);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = host(guest);
    host.run(1_000_000);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(board.consoleText(), machine.devices().console().text());
    assertEquals(VirtualMachine.End.HALTED, machine.end());
    assertTrue(host.stopped());
    List<String> different = new ArrayList<>();
    for (int address = 0x1000; address < MEMORY; address++) {
      int own = board.memory().read8(address) & 0xFF;
      int seen = machine.memory().read8(address) & 0xFF;
      boolean mark = address % 8 == 5 && (own & ~3) == (seen & ~3) && (own & 0x80) != 0;
      if (own != seen && !mark) {
        different.add(Integer.toHexString(address) + ": " + own + ", " + seen);
      }
    }
    assertEquals(List.of(), different);
  }
}
