package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operating systems do, in translated code, and what it reports. */
class TranslatedSystemTest {
  private static final int MEMORY = 1 << 20;
  private static final int PROGRAMS = 60;
  private static final int ROUNDS = 100;
  private static final int WARM_STEPS = 3000;
  private static final int SLICE = 1000;

  /** Somebody listens from a certain step on: what is reported is the same. */
  @ParameterizedTest
  @EnumSource
  void programsReportTheSame(RandomRom.Ground ground) {
    long first = Twins.setting("CLOISTER_FUZZ_SEED", 1);
    long programs = Twins.setting("CLOISTER_FUZZ_PROGRAMS", PROGRAMS) / 5;
    int events = 0;
    long steps = 0;
    long translated = 0;
    for (long seed = first; seed < first + programs; seed++) {
      byte[] rom = RandomRom.of(ground, new RandomProgram(new Random(seed)).text(ROUNDS));
      Twins twins = Twins.of(MEMORY, rom, new EagerHost());
      steps += twins.run(WARM_STEPS, "seed " + seed);
      twins.listen();
      for (int slice = 0; slice < 5; slice++) {
        steps += twins.run(SLICE, ground + ", seed " + seed + ", slice " + slice);
      }
      translated += twins.translatedInstructions();
      events += twins.events();
    }
    assertTrue(events > 0, "no events");
    assertTrue(translated > steps / 10, translated + " of " + steps + " translated");
  }

  /** In ring 0 under paging; the last one writes to the page of its own code. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pushad\npopad",
        "pushfd\npopfd",
        "cli",
        "clc",
        "stc",
        "cmc",
        "std\ncld",
        "in al, 0x80",
        "mov eax, cr2",
        "invlpg [0x40000]",
        "int 0x1e",
        "mov [beside], edx"
      })
  void regionsDoWhatSystemsDo(String form) {
    String program =
        """
        program:
        mov edi, 0x91000
        mov eax, 3
        entry:
        mov [edi], eax
        add edi, 4
        add eax, 0x1000
        cmp eax, 0x100000
        jb entry
        mov dword [0x90000], 0x91003
        mov eax, 0x90000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80000000
        mov cr0, eax
        mov eax, handler
        mov [0x930f0], ax
        mov word [0x930f2], 8
        mov word [0x930f4], 0x8E00
        shr eax, 16
        mov [0x930f6], ax
        mov ecx, 20000
        top:
        add edx, ecx
        FORM
        adc esi, edx
        dec ecx
        jnz top
        after_fault:
        hlt
        handler:
        inc ebx
        iretd
        times 128 db 0
        beside:
        dd 0
        """
            .replace("FORM", form);
    Twins.assertNearlyAllIsTranslated(program);
  }
}
