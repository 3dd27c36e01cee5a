package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Ring 3 and ring 0 lead to each other by page faults, two gates and their returns, while what
 * these look at is changed: tables, stacks, segments, flags and mappings. Whatever else is refused
 * comes to a handler that repairs all and begins anew.
 */
@Tag("full")
class TranslatedRingsTest {
  private static final int MEBIBYTE = 1 << 20;

  /** How many instructions come before the ROM has been copied to RAM. */
  private static final int SET_UP_STEPS = 6000;

  private static final int STEPS = 9000;

  /** Only in long runs is it remembered where ways have led. */
  private static final int[] LENGTHS = {3, 100, 1000, 5000};

  private static final int CHANGES = 5;
  private static final int LAST_CALL = 30;

  /**
   * Calls are counted at 94800h, faults at 94804h. Behind the tables that {@link RandomRom} makes
   * come more descriptors: code and stack for ring 3, a stack for ring 0, two task states. Copies
   * of all are at 9A000h.
   */
  private static final String PROGRAM =
      """
      %define SAVED_EIP dword [esp + 8]
      %define SAVED_CS dword [esp + 12]
      %define SAVED_FLAGS dword [esp + 16]
      %define SAVED_ESP dword [esp + 20]
      %define SAVED_SS dword [esp + 24]
      %define DESCRIPTOR(selector) 0x95000 + selector
      %define GATE(vector) 0x93000 + 8 * vector
      %define ENTRY(page) dword [0x91000 + ENTRY_BYTES * page]
      program:
      SET_UP
      mov esi, more
      mov edi, 0x95030
      mov ecx, (more_end - more) / 4
      rep movsd
      lgdt [gdtr]
      mov esi, 0x92000
      mov edi, 0x9A000
      call copy
      ENTER
      begin:
      mov ax, 0x23
      mov gs, ax
      xor edi, edi
      again:
      mov esi, AREA
      mov ecx, 8
      touch:
      mov [esi + ecx * 4], ecx
      add ebx, [esi]
      push ecx
      pop eax
      add ebx, [gs:0x70000]
      add esi, 0x1000
      dec ecx
      jnz touch
      int 0x1f
      inc edi
      test edi, 1
      jz flags
      int 0x1e
      flags:
      pushfd
      pop eax
      cmp edi, FORBIDDEN_AT
      jz open
      test ah, 0x30
      jz closed
      open:
      in al, 0x61
      closed:
      add edx, eax
      lea edx, [edx + edx * 4 + 1]
      jmp again
      segments:
      mov ax, fs
      add edx, eax
      mov ax, gs
      add edx, eax
      jmp again
      after_fault:
      mov ax, 0x10
      mov ds, ax
      mov es, ax
      mov ss, ax
      mov esp, 0x80000
      mov esi, 0x9A000
      mov edi, 0x92000
      call copy
      lgdt [gdtr]
      lidt [idtr]
      mov byte [DESCRIPTOR(0x2D)], 0x89
      mov ax, 0x28
      ltr ax
      xor eax, eax
      mov dr7, eax
      mov eax, BASE_CR4
      mov cr4, eax
      mov eax, 0x80000011
      mov cr0, eax
      mov edi, 0x91000 + ENTRY_BYTES * 0x70
      mov eax, 0x70007
      entries:
      mov [edi], eax
      add edi, ENTRY_BYTES
      add eax, 0x1000
      cmp eax, 0xA0000
      jb entries
      mov eax, cr3
      mov cr3, eax
      cmp dword [0x94800], 3000
      ja end
      inc dword [0x94800]
      inc dword [0x94808]
      ENTER
      end:
      hlt
      copy:
      cld
      mov ebx, 4
      piece:
      mov ecx, 0x300 / 4
      rep movsd
      add esi, 0x1000 - 0x300
      add edi, 0x1000 - 0x300
      dec ebx
      jnz piece
      ret
      times 0x1000 - ($ - $$) db 0
      handler:
      push eax
      push ebx
      mov eax, cr2
      mov ebx, [esp + 8]
      add edx, ebx
      shr eax, 12
      and eax, 0x1ff
      mov ebx, eax
      and ebx, 7
      shl ebx, 12
      or ebx, 0x60107
      mov [0x91000 + eax * ENTRY_BYTES], ebx
      inc dword [0x94804]
      pop ebx
      pop eax
      add esp, 4
      iretd
      call_gate:
      push eax
      push ecx
      mov ecx, AREA >> 12
      take:
      mov dword [0x91000 + ecx * ENTRY_BYTES], 0
      mov eax, ecx
      shl eax, 12
      invlpg [eax]
      inc ecx
      cmp ecx, (AREA >> 12) + 8
      jb take
      inc dword [0x94800]
      mov eax, [0x94800]
      CHANGE_STATE
      pop ecx
      pop eax
      iretd
      other_gate:
      in al, 0x61
      add edx, [esp + 8]
      iretd
      other_handler:
      lea edx, [edx + edx * 2 + 7]
      iretd
      align 4
      more:
      dd 0x0000FFFF, 0x00CFFB00
      dd 0x0000FFFF, 0x00CFF300
      dd 0x0000FFFF, 0x00CF9300
      dd 0x21000067, 0x00008909
      dd 0x22000009, 0x00008909
      dd 0x0000FFFF, 0x0040F300
      more_end:
      gdtr:
      dw 0x5F
      dd 0x95000
      idtr:
      dw 32 * 8 - 1
      dd 0x93000
      other_gdtr:
      dw 0x5F
      dd 0x9D000
      other_idtr:
      dw 32 * 8 - 1
      dd 0x9B000
      short_idtr:
      dw 8 * 0x1f - 1
      dd 0x93000
      """;

  /** A kind of paging, and where the pages lie that come and go: some share slots with others. */
  private record Ground(String paging, int entryBytes, int cr4, int area, int forbiddenAt) {
    /**
     * @param forbiddenAt after so many calls ring 3 reads a port that it may not, and all begins
     *     anew
     */
    static Ground of(boolean wide, int area, int forbiddenAt) {
      return wide
          ? new Ground(WIDE_PAGING, 8, 0x20, area, forbiddenAt)
          : new Ground(RandomRom.PAGING, 4, 0, area, forbiddenAt);
    }

    String definitions() {
      return """
      %%define ENTRY_BYTES %d
      %%define BASE_CR4 %d
      %%define AREA %d
      %%define FORBIDDEN_AT %d
      """
          .formatted(entryBytes, cr4, area, forbiddenAt);
    }
  }

  private static final int NEVER = 1 << 30;

  private static final int[] AREAS = {0x60000, 0x190000, 0x17A000, 0x19C000};

  /** As in {@link RandomRom}, with the entries of PAE. */
  private static final String WIDE_PAGING =
      """
      mov edi, 0x91000
      mov eax, 7
      entry:
      mov [edi], eax
      mov dword [edi + 4], 0
      add edi, 8
      add eax, 0x1000
      cmp eax, 0x100000
      jb entry
      mov dword [0x90000], 0x91007
      mov dword [0x90004], 0
      mov dword [0x9F000], 0x90001
      mov dword [0x9F004], 0
      mov eax, BASE_CR4
      mov cr4, eax
      mov eax, 0x9F000
      mov cr3, eax
      mov eax, cr0
      or eax, 0x80000000
      mov cr0, eax
      """;

  private static final String SET_UP =
      RandomRom.gate(0x02, "other_handler", 0x8E00)
          + RandomRom.gate(0x0e, "handler", 0x8E00)
          + RandomRom.gate(0x1f, "call_gate", 0xEE00)
          + RandomRom.gate(0x1e, "other_gate", 0xEF00)
          + "PAGING\n"
          + """
          mov ENTRY(0x7E), 0x7E003
          mov ENTRY(0x94), 0x94103
          mov word [0x92066], 0xFFFF ; no map of ports
          mov dword [0x92104], 0x7E800
          mov dword [0x92108], 0x10
          mov dword [0x92204], 0x7E400
          mov dword [0x92208], 0x10
          """;

  /** What the first gate does, with the registers EAX and ECX saved on its stack. */
  static final List<String> CHANGES_OF_STATE =
      List.of(
          "nop",
          "mov ax, 0x10\nmov fs, ax",
          "mov ax, 0x10\nmov ds, ax",
          "mov ax, 0x23\nmov gs, ax",
          "mov ax, 3\nmov fs, ax",
          "mov ax, 0x5B\nmov gs, ax",
          "xor SAVED_FLAGS, 0x100",
          "xor SAVED_FLAGS, 0x200",
          "xor SAVED_FLAGS, 0x400",
          "xor SAVED_FLAGS, 0x3000",
          "xor SAVED_FLAGS, 0x4000",
          "or SAVED_FLAGS, 0x10000",
          "xor SAVED_FLAGS, 0x20000",
          "xor SAVED_FLAGS, 0x40000",
          "xor SAVED_FLAGS, 0x200000",
          "xor SAVED_FLAGS, 0x8d5",
          "mov SAVED_EIP, segments",
          "mov SAVED_EIP, 0xF5000",
          "mov SAVED_CS, 0x33",
          "mov SAVED_CS, 0x0B",
          "mov SAVED_CS, 0x123401B",
          "mov SAVED_CS, 8",
          "mov SAVED_SS, 0x3B",
          "mov SAVED_SS, 0x10",
          "mov SAVED_SS, 0",
          "mov SAVED_ESP, 0x71002",
          "mov SAVED_ESP, 0x60004",
          "xor byte [DESCRIPTOR(0x0D)], 0x80",
          "xor byte [DESCRIPTOR(0x0D)], 0x60",
          "and byte [DESCRIPTOR(0x0D)], 0xFE",
          "xor byte [DESCRIPTOR(0x0E)], 0x40",
          "xor byte [DESCRIPTOR(0x15)], 0x80",
          "xor byte [DESCRIPTOR(0x15)], 2",
          "and byte [DESCRIPTOR(0x15)], 0xFE",
          "xor byte [DESCRIPTOR(0x16)], 0x80",
          "xor byte [DESCRIPTOR(0x1D)], 0x80",
          "xor byte [DESCRIPTOR(0x1A)], 1",
          "xor byte [DESCRIPTOR(0x1E)], 0x40",
          "xor byte [DESCRIPTOR(0x25)], 0x80",
          "and byte [DESCRIPTOR(0x25)], 0xFE",
          "xor byte [DESCRIPTOR(0x26)], 0x40",
          "xor byte [DESCRIPTOR(0x22)], 1",
          "xor byte [GATE(0x0e) + 5], 1",
          "xor byte [GATE(0x0e) + 5], 0x80",
          "xor byte [GATE(0x0e) + 5], 8",
          "xor byte [GATE(0x1f) + 5], 1",
          "xor byte [GATE(0x1f) + 5], 0x60",
          "xor byte [GATE(0x1e) + 5], 0x60",
          "mov eax, other_handler\nmov [GATE(0x1e)], ax",
          "xor byte [GATE(0x1e) + 2], 0x38",
          "sub dword [0x92004], 64",
          "mov dword [0x92004], 0x7F008",
          "mov dword [0x92004], 0x7E010",
          "mov dword [0x92004], handler + 0x40",
          "mov dword [0x92004], 0xF8000",
          "mov dword [0x92004], 0x65000",
          "mov word [0x92008], 0x40",
          "mov word [0x92008], 0x13",
          "mov word [0x9200A], 0x77",
          "mov byte [DESCRIPTOR(0x4D)], 0x89\nmov ax, 0x48\nltr ax",
          "mov byte [DESCRIPTOR(0x55)], 0x89\nmov ax, 0x50\nltr ax",
          "mov word [DESCRIPTOR(0x50)], 8\nmov byte [DESCRIPTOR(0x55)], 0x89\nmov ax, 0x50\nltr ax",
          "mov word [DESCRIPTOR(0x50)], 8\nmov byte [DESCRIPTOR(0x55)], 0x89\nmov ax, 0x50\nltr ax"
              + "\nand ENTRY(0x92), ~0x60\ninvlpg [0x92000]",
          "mov byte [DESCRIPTOR(0x55)], 0x81\nmov ax, 0x50\nltr ax",
          "lgdt [other_gdtr]",
          "lidt [other_idtr]",
          "lidt [short_idtr]",
          "mov eax, cr0\nxor eax, 0x40000\nmov cr0, eax",
          "mov eax, cr0\nxor eax, 0x40000\nmov cr0, eax\nor SAVED_FLAGS, 0x40000",
          "or SAVED_FLAGS, 0x40000\nmov SAVED_ESP, 0x71002",
          "mov eax, cr0\nxor eax, 0x10000\nmov cr0, eax",
          "mov eax, cr3\nmov cr3, eax",
          "mov eax, cr4\nxor eax, 0x88\nmov cr4, eax",
          "invlpg [handler]",
          "invlpg [program]",
          "invlpg [0x93000]",
          "invlpg [0x95000]",
          "invlpg [0x7E000]",
          "and ENTRY(0x7E), ~0x60\ninvlpg [0x7E000]",
          "and ENTRY(0x92), ~0x60\ninvlpg [0x92000]",
          "and ENTRY(0x93), ~0x60\ninvlpg [0x93000]",
          "and ENTRY(0x95), ~0x60\ninvlpg [0x95000]",
          "and ENTRY(0x20), ~0x60\ninvlpg [program]",
          "and ENTRY(0x21), ~0x60\ninvlpg [handler]",
          "xor ENTRY(0x93), 0x8000", // the page of the copy
          "xor ENTRY(0x93), 0x8000\ninvlpg [0x93000]",
          "xor ENTRY(0x95), 0x8000\ninvlpg [0x95000]",
          "xor ENTRY(0x95), 2\ninvlpg [0x95000]",
          "and ENTRY(0x92), ~1\ninvlpg [0x92000]",
          "mov eax, touch\nmov dr0, eax\nmov eax, 0x401\nmov dr7, eax",
          "mov eax, 0x62010\nmov dr0, eax\nmov eax, 0xD0401\nmov dr7, eax",
          "mov eax, 0x7E000\nmov dr0, eax\nmov eax, 0xF0401\nmov dr7, eax",
          "pushfd\nor dword [esp], 0x4000\npopfd",
          "or SAVED_FLAGS, 0x4000\npushfd\nor dword [esp], 0x4000\npopfd",
          "pushfd\nor dword [esp], 0x100\npopfd",
          "sti",
          "std",
          "mov byte [touch + 1], 0x1C\nmov byte [touch + 1], 0x0C",
          "mov dword [handler + 0x800], eax");

  @Test
  void whatWaysBetweenRingsLookAtMayChange() {
    int ways = 0;
    int programs = 0;
    for (long seed = Twins.firstSeed(); programs < Twins.programs(); seed++) {
      ways += compare(seed);
      programs++;
    }
    assertTrue(ways > 250 * programs, ways + " ways in " + programs + " programs");
  }

  /** Behind an odd number of calls the other gate comes next, behind an even one a page fault. */
  @ParameterizedTest
  @FieldSource("CHANGES_OF_STATE")
  void eachChangeAlone(String change) {
    for (int first = 10; first < 12; first++) {
      boolean wide = first == 11;
      String changes = at(first, change) + at(first + 5, change);
      byte[] rom = rom(Ground.of(wide, AREAS[wide ? 1 : 0], NEVER), changes);
      int ways = compare(rom, new Random(first), Company.NOBODY, change);
      assertTrue(ways > 120, ways + " ways before");
    }
  }

  /** Who else is there while a program runs. */
  private enum Company {
    NOBODY,
    LISTENER,
    INTERRUPTS
  }

  /** How many ways translated code has gone. */
  private static int compare(long seed) {
    Random random = new Random(seed);
    int forbiddenAt = random.nextInt(3) == 0 ? 6 : NEVER;
    int area = AREAS[random.nextInt(AREAS.length)];
    Ground ground = Ground.of(random.nextBoolean(), area, forbiddenAt);
    StringBuilder changes = new StringBuilder();
    for (int i = 0; i < CHANGES; i++) {
      String change = CHANGES_OF_STATE.get(random.nextInt(CHANGES_OF_STATE.size()));
      changes.append(at(3 + random.nextInt(LAST_CALL), change));
      changes.append(at(3 + random.nextInt(LAST_CALL), change));
    }
    Company company = Company.values()[(int) (seed % Company.values().length)];
    return compare(rom(ground, changes.toString()), random, company, "seed " + seed);
  }

  private static String at(int call, String change) {
    return "cmp dword [0x94800], %d\njnz %%%%\n%s\n%%%%:\n".formatted(call, change);
  }

  private static byte[] rom(Ground ground, String changes) {
    StringBuilder numbered = new StringBuilder();
    int label = 0;
    for (String part : changes.split("(?<=%%:\n)")) {
      numbered.append(part.replace("%%", "not_now_" + label++));
    }
    String program =
        PROGRAM
            .replace("SET_UP", SET_UP.replace("PAGING", ground.paging()))
            .replace("ENTER", RandomRom.ring3("begin", 0x72000, 2))
            .replace("CHANGE_STATE", numbered);
    return RandomRom.of(RandomRom.Ground.FLAT, ground.definitions() + program);
  }

  private static int compare(byte[] rom, Random random, Company company, String name) {
    int ways = 0;
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(() -> Twins.bare(MEBIBYTE, rom), host);
      int done = twins.run(SET_UP_STEPS, name);
      while (done < SET_UP_STEPS + STEPS && !twins.stopped()) {
        int most = 1 + random.nextInt(LENGTHS[random.nextInt(LENGTHS.length)]);
        done += twins.run(most, name + ", after " + done + " steps, then " + most);
        if (company == Company.LISTENER && done > SET_UP_STEPS + STEPS / 2) {
          twins.listen();
        }
        if (company == Company.INTERRUPTS && random.nextInt(4) == 0) {
          twins.raiseNmi();
        }
      }
      ways += twins.tally().ways;
    }
    return ways;
  }
}
