package cloister.hypervisor;

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
import java.util.Map;

/** The same program as a guest and on a machine of its own. */
final class Beside {
  static final int MEMORY = 0x100000;

  private Beside() {}

  static byte[] assembled(Path path) throws IOException {
    return assembled(path.getFileName().toString(), Files.readString(path));
  }

  static byte[] assembled(String name, String text) {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble(name, text);
    assertTrue(assembly.succeeded(), () -> assembly.errors().toString());
    return assembly.image();
  }

  static Host host(byte[] guest) throws IOException {
    return host(guest, "trap-and-emulate");
  }

  static Host host(byte[] guest, String technique) throws IOException {
    Host host = new Host(MEMORY, 1, technique);
    byte[] entry = assembled(Path.of("../lessons/course/lib/host.asm"));
    host.load("host.asm", HostLayout.BASE + HostLayout.ENTRY_CODE, entry);
    host.load("guest.asm", 0x7C00, guest);
    host.start();
    return host;
  }

  /** The same on a machine of its own. */
  static Board bare(byte[] guest) {
    Board board = Board.withTimer(MEMORY);
    byte[] loader =
        assembled(
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
            """);
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
}
