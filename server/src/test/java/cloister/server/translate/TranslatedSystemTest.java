package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operating systems do, in translated code, and what it reports. */
@Tag("full")
class TranslatedSystemTest {
  private static final int MEMORY = 1 << 20;
  private static final int ROUNDS = 100;
  private static final int WARM_STEPS = 3000;
  private static final int SLICE = 1000;

  /** Somebody listens from a certain step on: what is reported is the same. */
  @ParameterizedTest
  @EnumSource
  void programsReportTheSame(RandomRom.Ground ground) {
    long first = Twins.firstSeed();
    long programs = Twins.programs() / 5;
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
        SET_GATE
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
            .replace("SET_GATE", RandomRom.gate(0x1e, "handler", 0x8E00))
            .replace("FORM", form);
    Twins.assertNearlyAllIsTranslated(program);
  }

  /** What a gate is made of changes while the region that goes through it runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xor byte [0x930f5], 1", // interrupt or trap gate
        "xor byte [0x930f5], 0x80", // present
        "mov eax, other\nmov [0x930f0], ax",
        "add word [0x930f6], 1", // another 64 KiB
        "xor byte [0x930f2], 8", // the null selector
        "xor byte [0x9500d], 0x80", // the code segment: present
        "xor byte [0x9500d], 0x20", // its ring
        "xor byte [0x9500e], 0x40", // its size
        "xor byte [0x9500a], 1", // its base
        "lidt [other_table]",
        "lgdt [other_table]",
        "and dword [0x95008], 0\nmov dword [0x9500c], 0"
      })
  void gatesThatChangeAreSeen(String change) {
    compareGates(change, "nop");
  }

  /** What a handler finds on its stack, or does to the flags, is not what the gate has saved. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xor dword [esp + 8], 0x100",
        "xor dword [esp + 8], 0x200",
        "xor dword [esp + 8], 0x400",
        "xor dword [esp + 8], 0x3000",
        "xor dword [esp + 8], 0x4000",
        "xor dword [esp + 8], 0x10000",
        "xor dword [esp + 8], 0x20000",
        "xor dword [esp + 8], 0x40000",
        "xor dword [esp + 8], 0x200000",
        "xor dword [esp + 8], 0x8d5",
        "xor dword [esp + 4], 0x12340000",
        "or dword [esp + 4], 3",
        "mov dword [esp + 4], 0x10",
        "mov dword [esp], other",
        "pushfd\nor dword [esp], 0x4000\npopfd",
        "or dword [esp + 8], 0x4000\npushfd\nor dword [esp], 0x4000\npopfd",
        "pushfd\nxor dword [esp], 0x3400\npopfd",
        "xor byte [0x9500d], 0x80",
        "std"
      })
  void returnsThatChangeAreSeen(String change) {
    compareGates("nop", change);
  }

  private void compareGates(String change, String inHandler) {
    String program =
        "program:\n"
            + RandomRom.gate(0x1e, "handler", 0x8E00)
            + """
            sti
            mov ecx, 1000
            top:
            add edx, ecx
            test ecx, 63
            jnz same
            CHANGE
            same:
            int 0x1e
            adc esi, edx
            pushfd
            pop edi
            add ebp, edi
            dec ecx
            jnz top
            after_fault:
            hlt
            handler:
            pushfd
            pop eax
            add ebx, eax
            test ecx, 63
            jnz plain
            IN_HANDLER
            plain:
            iretd
            other:
            add ebx, 5
            add esp, 12
            jmp same
            other_table:
            dw 0x7f
            dd 0x96000
            """
                .replace("IN_HANDLER", inHandler)
                .replace("CHANGE", change);
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      for (int slice : new int[] {97, SLICE}) {
        Twins twins = Twins.of(MEMORY, RandomRom.of(RandomRom.Ground.FLAT, program), host);
        int done = 0;
        while (done < 20 * SLICE && !twins.stopped()) {
          done += twins.run(slice, "after " + done + " steps");
        }
        assertTrue(twins.translatedInstructions() > SLICE / 2, "little is translated");
      }
    }
  }
}
