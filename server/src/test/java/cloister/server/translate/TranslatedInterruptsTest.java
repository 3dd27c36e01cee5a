package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.core.Core;
import cloister.cpu.translate.Host;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts come at the same instruction, whatever let them in. */
@Tag("full")
class TranslatedInterruptsTest {
  private static final int STEPS = 60_000;

  /** The timer at 400 kHz: an interrupt every 250 instructions, if it is let in. EBP: how many. */
  private static final String PROGRAM =
      """
      program:
      mov edi, 0x94000
      mov ecx, 64
      entry:
      mov eax, timer
      mov [edi], ax
      mov word [edi + 2], 8
      mov word [edi + 4], 0x8E00
      shr eax, 16
      mov [edi + 6], ax
      add edi, 8
      dec ecx
      jnz entry
      mov eax, called
      mov [0x94180], ax
      shr eax, 16
      mov [0x94186], ax
      lidt [table]
      TIMER
      sti
      top:
      add esi, edx
      %s
      inc edx
      xor esi, edx
      jmp top
      timer:
      push eax
      inc ebp
      mov [0x40000], esi
      mov al, 0x20
      out 0x20, al
      pop eax
      iretd
      called:
      inc ebx
      add esi, ebx
      %s
      iretd
      after_fault:
      hlt
      table:
      dw 64 * 8 - 1
      dd 0x94000
      """;

  /** What a round of the program does; behind a bar what its handler does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "int 0x30|nop",
        "int 0x30|mov ecx, 100\nwait:\ndec ecx\njnz wait",
        "int 0x30|xor dword [esp + 8], 0x200",
        "cli\nmov ecx, 100\nwait:\ndec ecx\njnz wait\nsti|nop",
        "pushfd\ncli\nmov ecx, 100\nwait:\ndec ecx\njnz wait\npopfd|nop",
        "cli\nin al, 0x40\nin al, 0x40\nadd esi, eax\nsti|nop",
        "in al, 0x61\nadd esi, eax|nop",
        "pushad\npopad|nop"
      })
  void interruptsComeAtTheSameInstruction(String round) {
    String[] parts = round.split("\\|");
    byte[] rom =
        RandomRom.of(
            RandomRom.Ground.FLAT,
            PROGRAM.formatted(parts[0], parts[1]).replace("TIMER", RandomRom.timer(0x20)));
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(() -> Twins.pc(rom), host);
      Random random = new Random(1);
      int done = 0;
      while (done < STEPS && !twins.stopped()) {
        int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 1000);
        done += twins.run(most, "after " + done + " steps, then " + most);
      }
      assertTrue(twins.register(Core.EBP) > STEPS / 1000, "few interrupts");
      assertTrue(twins.translatedInstructions() > STEPS / 2, "little is translated");
    }
  }
}
