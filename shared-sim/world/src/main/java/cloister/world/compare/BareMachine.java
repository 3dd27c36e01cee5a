package cloister.world.compare;

import cloister.asm.Assembler;
import cloister.asm.FileProvider;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import java.util.LinkedHashMap;

/**
 * A machine of a kernel's own, as a hypervisor's guest would find it: in protected mode, with flat
 * segments, a stack below the kernel, zeros in EAX and EDX, and no status flag set.
 */
public final class BareMachine {
  /** Where the loader has left its table of segments, or itself. */
  static final int LOADED_FROM = 0x500;

  static final int LOADED_TO = 0x700;
  private static final int LOADER_AT = 0x600;
  private static final int LOADER_INSTRUCTIONS = 16;
  private static final String LOADER =
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
      mov esp, START
      and eax, 16
      mov eax, 0
      mov edx, 0
      jmp 8:START
      table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
      pointer: dw 23
      dd table
      """;

  private BareMachine() {}

  /**
   * @param memory in bytes, whole pages
   * @param origin where the kernel lies and begins, behind what the loader uses
   */
  public static Board of(OpcodeTable opcodes, int memory, int origin, byte[] kernel) {
    Board board = Board.withTimer(memory);
    board.startAt(0, LOADER_AT);
    put(board, LOADER_AT, loader(opcodes, origin));
    put(board, origin, kernel);
    board.cpu().segments.setReal(Segments.DS, 0);
    board.run(LOADER_INSTRUCTIONS);
    return board;
  }

  /** What the kernel has done, without the loader. */
  public static long instructions(Board board) {
    long retired = (long) board.cpu().retiredHigh() << 32 | board.cpu().retiredLow() & 0xffff_ffffL;
    return retired - LOADER_INSTRUCTIONS;
  }

  private static byte[] loader(OpcodeTable opcodes, int origin) {
    String text = LOADER.replace("START", Integer.toString(origin));
    return new Assembler(opcodes, FileProvider.NONE, new LinkedHashMap<>())
        .assemble("loader.asm", text)
        .image();
  }

  private static void put(Board board, int address, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      board.memory().write8(address + i, bytes[i] & 0xff);
    }
  }
}
