package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.core.Core;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import cloister.machine.Digest;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Iterations done many at once come to what they come to one by one, wherever they are cut. */
class StringSweepTest {
  private static final int START = 0x7c00;

  /** In real mode with the limits of protected mode; the handler is for the end of a segment. */
  private static final String PROGRAM =
      """
      org 0x7c00
      bits 16
      xor ax, ax
      mov ds, ax
      mov word [0x34], ended
      mov word [0x36], ax
      lgdt [gdtr]
      mov eax, cr0
      or al, 1
      mov cr0, eax
      mov bx, 8
      mov ds, bx
      mov bx, 16
      mov es, bx
      and al, 0xfe
      mov cr0, eax
      mov eax, 0x8badf00d
      mov ecx, %s
      mov esi, %s
      mov edi, %s
      %s
      rep %s%s
      ended:
      cli
      hlt
      gdtr: dw 23
      dd gdt
      align 8
      gdt: dq 0
      %s
      %s
      """;

  private static final OpcodeTable OPCODES = new OpcodeTable();

  private final Random random = new Random(1);

  private int any(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Data from somewhere in the first 64 KiB on, with a limit. */
  private String descriptor() {
    int base = any(0, 0x1000, 0x10030, 0x20000);
    int limit = any(2, 0x7ff, 0xfff, 0x8002, 0xffff, 0xfffff);
    return "dw 0x%x, 0x%x\n      db 0x%x, 0x93, 0x%x, 0"
        .formatted(limit & 0xffff, base & 0xffff, base >> 16, limit >> 16);
  }

  private String program() {
    boolean wide = random.nextBoolean();
    int count = any(0, 1, 3, 5, 17, 700, 3000, 20_000);
    int to = any(0, 3, 0x0ff0, 0x1001, 0x7bf0, 0x8000, 0xfff0, 0xfffd) + random.nextInt(16);
    int from = any(0, to - 1, to - 4, to + 1, to - 100, 0x4000, 0xfffc) & 0xffff;
    return PROGRAM.formatted(
        count,
        from,
        to & 0xffff,
        random.nextInt(5) == 0 ? "std" : "cld",
        wide ? "a32 " : "",
        new String[] {"stosb", "stosw", "stosd", "movsb", "movsw", "movsd"}[random.nextInt(6)],
        descriptor(),
        descriptor());
  }

  private static Board board(byte[] image) {
    Board board = new Board(0x40000);
    for (int i = 0; i < board.memory().size(); i++) {
      board.memory().write8(i, i * 7 + (i >> 8));
    }
    for (int i = 0; i < image.length; i++) {
      board.memory().write8(START + i, image[i]);
    }
    board.startAt(0, START);
    return board;
  }

  private static String digest(Board board) {
    return Digest.of(board, board.memory());
  }

  @Test
  void manyIterationsComeToWhatOneByOneDo() {
    boolean wrapped = false;
    boolean refused = false;
    for (int round = 0; round < 400; round++) {
      String source = program();
      Assembly assembly =
          new Assembler(OPCODES, FileProvider.NONE, Map.of()).assemble("a.asm", source);
      assertTrue(assembly.succeeded(), assembly.errors() + source);
      Board one = board(assembly.image());
      Board many = board(assembly.image());
      int steps = 0;
      while (!one.stopped() && steps < 60_000) {
        steps += one.run(1);
      }
      int cut = random.nextInt(steps);
      int done = many.run(cut);
      assertEquals(cut, done, source);
      while (!many.stopped() && done < steps) {
        done += many.run(steps - done);
      }
      assertEquals(steps, done, source);
      assertEquals(digest(one), digest(many), source);
      assertEquals(one.cpu().instructionsLow(), many.cpu().instructionsLow(), source);
      wrapped |= !source.contains("a32") && one.cpu().general[Core.EDI] < 16;
      refused |= one.cpu().general[Core.ECX] != 0 && one.stopped();
    }
    assertTrue(wrapped, "an offset of 16 bits began anew");
    assertTrue(refused, "a segment ended");
  }
}
