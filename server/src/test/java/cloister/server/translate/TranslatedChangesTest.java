package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import cloister.machine.Machine;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions lead to others: by page faults, gates, returns and branches out of the page. Both
 * machines are stopped after numbers of steps that end anywhere, also between a refusal and its
 * delivery.
 */
class TranslatedChangesTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int STEPS = 40_000;

  /**
   * Ring 3 writes to 16 pages, which the handler maps and a gate takes away; EBP counts the faults.
   * The handler is in another page than the rest.
   */
  private static final String FAULTS =
      """
      program:
      jmp ring3
      ring3:
      mov edi, 1000
      again:
      mov esi, 0x60000
      mov ecx, 16
      touch:
      mov [esi + ecx], ecx
      IN_RING_3
      add esi, 0x1000
      dec ecx
      jnz touch
      int 0x1f
      dec edi
      jnz again
      after_fault:
      hlt
      times 0x1000 - ($ - $$) db 0
      handler:
      push eax
      push ebx
      mov eax, cr2
      mov ebx, [esp + 8]
      add edx, ebx
      shr eax, 12
      and eax, 0xff
      mov ebx, eax
      shl ebx, 12
      or ebx, 7
      mov [0x91000 + eax * 4], ebx
      inc ebp
      IN_HANDLER
      pop ebx
      pop eax
      add esp, 4
      iretd
      take_away:
      push ecx
      mov ecx, 0x60
      take:
      mov dword [0x91000 + ecx * 4], 0
      mov eax, ecx
      shl eax, 12
      invlpg [eax]
      inc ecx
      cmp ecx, 0x70
      jb take
      AT_THE_END
      pop ecx
      iretd
      timer:
      push eax
      inc dword [0x94800]
      mov al, 0x20
      out 0x20, al
      pop eax
      iretd
      times 0x2000 - ($ - $$) db 0
      shared:
      lea ebx, [ebx + ecx + 5]
      ret
      """;

  /** The interval timer at 400 kHz by way of vector 18h. */
  private static final String TIMER =
      """
      mov dword [0xFEE000F0], 0x1FF
      mov dword [0xFEE00350], 0x700
      mov al, 0x11
      out 0x20, al
      mov al, 0x18
      out 0x21, al
      mov al, 4
      out 0x21, al
      mov al, 1
      out 0x21, al
      mov al, 0xFE
      out 0x21, al
      mov al, 0x34
      out 0x43, al
      mov al, 3
      out 0x40, al
      xor al, al
      out 0x40, al
      """;

  /** Makes the gates in ring 0, and goes on to ring 3. */
  private static String faults(String inRing3, String inHandler, String atTheEnd, String first) {
    String ring0 =
        RandomRom.gate(0x0e, "handler", 0x8E00) + RandomRom.gate(0x1f, "take_away", 0xEE00) + first;
    return FAULTS
        .replace("jmp ring3\n", ring0 + TO_RING_3)
        .replace("IN_RING_3", inRing3)
        .replace("IN_HANDLER", inHandler)
        .replace("AT_THE_END", atTheEnd);
  }

  private static final String PAGING =
      """
      mov edi, 0x91000
      mov eax, 7
      entry:
      stosd
      add eax, 0x1000
      cmp eax, 0x100000
      jb entry
      mov dword [0x90000], 0x91007
      mov eax, 0x90000
      mov cr3, eax
      mov eax, cr0
      or eax, 0x80000000
      mov cr0, eax
      """;

  private static final String TO_RING_3 =
      PAGING
          + """
          xor ebp, ebp
          push dword 0x23
          push dword 0x70000
          push dword 0x202
          push dword 0x1B
          push dword ring3
          mov ax, 0x23
          mov ds, ax
          mov es, ax
          iretd
          """;

  /** Code in three pages that call each other; the fourth can take the place of the third. */
  private static final String BRANCHES =
      "program:\n"
          + PAGING
          + """
          mov ecx, 1500
          xor ebp, ebp
          top:
          call second
          test ecx, 63
          jnz same
          CHANGE
          same:
          dec ecx
          jnz top
          after_fault:
          hlt
          times 0x1000 - ($ - $$) db 0
          second:
          add edx, ecx
          call third
          adc esi, edx
          ret
          times 0x2000 - ($ - $$) db 0
          third:
          rol edx, 3
          test dl, 1
          jz even
          ret
          even:
          add edx, 7
          jmp back
          times 0x2800 - ($ - $$) db 0
          back:
          call here
          here:
          pop eax
          add esi, eax
          ret
          times 0x3000 - ($ - $$) db 0
          rol edx, 5
          call there
          there:
          pop eax
          xor edx, eax
          ret
          """;

  /** What ring 3 does between faults; behind bars what the handlers do, once where they count. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nop|nop|nop",
        "push ecx\nadd ebx, [esp]\npop ecx|nop|nop",
        "nop|or dword [esp + 20], 0x41|nop", // flags of the program
        "nop|ONCE xor dword [esp + 20], 0x100|nop", // a single step
        "nop|ONCE and byte [0x93075], 0x7f|nop", // the gate is not present
        "nop|ONCE xor byte [0x93075], 1|nop", // it is a trap gate
        "nop|ONCE sub dword [0x92004], 64|nop", // the stack
        "nop|ONCE xor byte [0x95015], 0x80|nop", // its segment is not present
        "nop|ONCE xor byte [0x95025], 0x80|nop", // the program's
        "nop|ONCE mov dword [esp + 24], 0x71000|nop",
        "nop|nop|mov eax, cr3\nmov cr3, eax",
        "nop|mov eax, [0x61000]|nop", // the handler itself meets one
        "add ebx, [0x62004]\nlea eax, [esi + 2]\nxadd [eax], ecx\nmov ecx, [eax]|nop|nop",
        "call shared|call shared|nop",
        "int 0x1f|nop|nop"
      })
  void faultsLeadFromRegionToRegion(String forms) {
    String[] parts = forms.split("\\|");
    String inHandler = parts[1].replace("ONCE", "cmp ebp, 100\njnz goes\ngoes_on:\n") + "\ngoes:";
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, faults(parts[0], inHandler, parts[2], ""));
    compare(() -> Twins.bare(MEBIBYTE, rom));
  }

  /** What happens to the code between the rounds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nop",
        "xor byte [third + 2], 1",
        "mov [third + 0x400], cl",
        "xor dword [0x91088], 0x1000\ninvlpg [third]",
        "xor dword [0x91088], 0x1000\ninvlpg [third]\ncall third + 0x1000", // the same page twice
        "and dword [0x91080], 0xffffffdf\ninvlpg [top]", // the page that it stands in
        "xor dword [0x91088], 0x1000",
        "xor dword [0x91088], 0x1000\nmov eax, cr3\nmov cr3, eax",
        "and dword [0x91088], 0xffffffdf\ninvlpg [third]",
        "and dword [0x91088], 0xfffffffe\ninvlpg [third]",
        "or dword [0x91088], 0x80000000\ninvlpg [third]", // where no memory is
        "pushfd\nor dword [esp], 0x100\npopfd",
        "push dword 0x1b\npush dword 0x100\npopfd\nadd esp, 4"
      })
  void branchesLeadFromRegionToRegion(String change) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, BRANCHES.replace("CHANGE", change));
    compare(() -> Twins.bare(MEBIBYTE, rom));
  }

  /** The timer interrupts programs and handlers. */
  @Test
  void interruptsComeBetween() {
    String program = faults("nop", "nop", "nop", RandomRom.gate(0x18, "timer", 0x8E00) + TIMER);
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, program);
    for (Twins twins : compare(() -> pc(rom))) {
      assertTrue(twins.word(0x94800) > STEPS / 1000, "few interrupts");
    }
  }

  private static List<Twins> compare(Supplier<Machine> kind) {
    List<Twins> all = new ArrayList<>();
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(kind, host);
      Random random = new Random(1);
      int done = 0;
      while (done < STEPS && !twins.stopped()) {
        int most = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 300);
        done += twins.run(most, "after " + done + " steps, then " + most);
      }
      assertTrue(twins.changes() > 20, twins.changes() + " changes in " + done + " steps");
      all.add(twins);
    }
    return all;
  }

  private static Machine pc(byte[] rom) {
    PcParts parts =
        new PcParts(
            MEBIBYTE,
            List.of(RomImage.bios(rom)),
            List.of(),
            Optional.empty(),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND);
    return new Pc(parts, value -> {});
  }
}
