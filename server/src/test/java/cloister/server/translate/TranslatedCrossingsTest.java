package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import cloister.machine.Computer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions lead to others: by page faults, gates, returns and branches out of the page. Both
 * machines are stopped after numbers of steps that end anywhere, also between a refusal and its
 * delivery.
 */
@Tag("full")
class TranslatedCrossingsTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int STEPS = 40_000;

  private static final String NAMES =
      """
      %define SAVED_FLAGS dword [esp + 20]
      %define SAVED_STACK dword [esp + 24]
      %define PAGE_FAULT_GATE byte [0x93000 + 8 * 14 + 5]
      %define TASK_STACK dword [0x92004]
      %define CODE_SEGMENT byte [0x95008 + 5]
      %define STACK_SEGMENT byte [0x95010 + 5]
      %define USER_STACK_SEGMENT byte [0x95020 + 5]
      """;

  /** The pages of the inner stack and of the counters are the supervisor's. */
  private static final String TO_RING_3 =
      RandomRom.PAGING
          + """
          mov dword [0x91000 + 0x7E * 4], 0x7E003
          mov dword [0x91000 + 0x94 * 4], 0x94003
          xor ebp, ebp
          """
          + RandomRom.ring3("ring3", 0x70000, 0x202);

  /**
   * Ring 3 writes to 16 pages, its stack among them, which the handler maps and a gate takes away.
   * EBP counts the faults. The handlers are in another page than the rest.
   */
  private static final String FAULTS =
      NAMES
          + """
          program:
          SET_UP
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
          nmi:
          inc dword [0x94804]
          iretd
          times 0x2000 - ($ - $$) db 0
          shared:
          lea ebx, [ebx + ecx + 5]
          ret
          """;

  /** What is done between faults, in their handler, and by the gate that takes pages away. */
  private record Forms(String inRing3, String inHandler, String atTheEnd) {
    static Forms inRing3(String code) {
      return new Forms(code, "", "");
    }

    static Forms inHandler(String code) {
      return new Forms("", code, "");
    }

    /** At the hundredth fault, when all is translated. */
    static Forms once(String code) {
      return inHandler("cmp ebp, 100\njnz not_now\n" + code + "\nnot_now:");
    }

    static Forms atTheEnd(String code) {
      return new Forms("", "", code);
    }

    /**
     * @param gate to the handler: its rights
     * @param first what ring 0 does at the beginning
     */
    byte[] rom(int gate, String first) {
      String setUp =
          RandomRom.gate(2, "nmi", 0x8E00)
              + RandomRom.gate(0x0e, "handler", gate)
              + RandomRom.gate(0x18, "timer", 0x8E00)
              + RandomRom.gate(0x1f, "take_away", 0xEE00)
              + first
              + TO_RING_3;
      String program =
          FAULTS
              .replace("SET_UP", setUp)
              .replace("IN_RING_3", inRing3)
              .replace("IN_HANDLER", inHandler)
              .replace("AT_THE_END", atTheEnd);
      return RandomRom.of(RandomRom.Ground.FLAT, program);
    }

    byte[] rom() {
      return rom(0x8E00, "");
    }
  }

  static Stream<Forms> forms() {
    return Stream.of(
        Forms.inRing3("nop"),
        Forms.inRing3("push ecx\nadd ebx, [esp]\npop ecx"),
        Forms.inRing3("add ebx, [0x62004]\nlea eax, [esi + 2]\nxadd [eax], ecx\nmov ecx, [eax]"),
        Forms.inRing3("pushad\npopad"),
        Forms.inRing3("int 0x1f"),
        Forms.inHandler("or SAVED_FLAGS, 0x41"),
        Forms.inHandler("mov eax, [0x61000]"), // it meets a page fault itself
        Forms.inHandler("rdtsc\nadd [0x94808], eax"),
        Forms.inHandler("and dword [0x91084], 0xffffffdf\ninvlpg [handler]"),
        Forms.once("xor SAVED_FLAGS, 0x100"),
        Forms.once("mov SAVED_STACK, 0x71000"),
        Forms.once("and PAGE_FAULT_GATE, 0x7f"),
        Forms.once("xor PAGE_FAULT_GATE, 1"),
        Forms.once("sub TASK_STACK, 64"),
        Forms.once("sub TASK_STACK, 0x7000"),
        Forms.once("xor CODE_SEGMENT, 0x80"),
        Forms.once("xor STACK_SEGMENT, 0x80"),
        Forms.once("xor USER_STACK_SEGMENT, 0x80"),
        Forms.atTheEnd("mov eax, cr3\nmov cr3, eax"),
        Forms.atTheEnd("and dword [0x91080], 0xffffffdf\ninvlpg [program]"),
        new Forms("call shared", "call shared", ""));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void faultsLeadFromRegionToRegion(Forms forms) {
    byte[] rom = forms.rom();
    for (Twins twins : compare(() -> Twins.bare(MEBIBYTE, rom), twins -> {})) {
      assertTrue(twins.tally().faults > 50, twins.tally().faults + " faults in passing");
    }
  }

  /** Somebody listens from the middle on. */
  @Test
  void faultsAreToldToWhoListens() {
    byte[] rom = Forms.inRing3("nop").rom();
    for (Twins twins : compare(() -> Twins.bare(MEBIBYTE, rom), Twins::listen)) {
      assertTrue(twins.events() > STEPS / 50, "few events");
    }
  }

  /** The timer interrupts programs and handlers; behind a trap gate they let it in. */
  @ParameterizedTest
  @ValueSource(ints = {0x8E00, 0x8F00})
  void interruptsComeBetween(int gate) {
    byte[] rom = Forms.inHandler("in al, 0x40\nadd edx, eax").rom(gate, RandomRom.timer(0x18));
    for (Twins twins : compare(() -> Twins.pc(rom), twins -> {})) {
      assertTrue(twins.word(0x94800) > STEPS / 1000, "few interrupts");
      assertTrue(twins.tally().faults > 50, twins.tally().faults + " faults in passing");
    }
  }

  @Test
  void interruptsThatCannotBeMaskedComeBetween() {
    byte[] rom = Forms.inRing3("nop").rom();
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(() -> Twins.bare(MEBIBYTE, rom), host);
      Random random = new Random(1);
      twins.run(STEPS / 4, "the beginning");
      for (int run = 0; run < 500; run++) {
        twins.raiseNmi();
        twins.run(1 + random.nextInt(100), "run " + run);
      }
      assertTrue(twins.word(0x94804) > 300, "few interrupts");
    }
  }

  /** Code in three pages that call each other; the fourth can take the place of the third. */
  private static final String BRANCHES =
      "program:\n"
          + RandomRom.PAGING
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

  /** What happens to the code between the rounds; the entry of the third page is at 91088h. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nop",
        "xor byte [third + 2], 1",
        "mov [third + 0x400], cl",
        "xor dword [0x91088], 0x1000\ninvlpg [third]",
        "xor dword [0x91088], 0x1000\ninvlpg [third]\ncall third + 0x1000", // the same page twice
        "xor dword [0x91088], 0x1000",
        "xor dword [0x91088], 0x1000\nmov eax, cr3\nmov cr3, eax",
        "and dword [0x91088], 0xffffffdf\ninvlpg [third]",
        "and dword [0x91088], 0xfffffffe\ninvlpg [third]",
        "or dword [0x91088], 0x80000000\ninvlpg [third]", // where no memory is
        "and dword [0x91080], 0xffffffdf\ninvlpg [top]", // the page that it stands in
        "pushfd\nor dword [esp], 0x100\npopfd",
        "push dword 0x1b\npush dword 0x100\npopfd\nadd esp, 4"
      })
  void branchesLeadFromRegionToRegion(String change) {
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, BRANCHES.replace("CHANGE", change));
    compare(() -> Twins.bare(MEBIBYTE, rom), twins -> {});
  }

  /** What has been translated as 32-bit code is come to as 16-bit code. */
  @Test
  void codeOfTheOtherSizeIsAnotherPlace() {
    String program =
        "program:\n"
            + RandomRom.gate(6, "handler", 0x8E00)
            + """
            mov dword [0x95030], 0xffff
            mov dword [0x95034], 0x8f9b00
            lgdt [larger]
            mov ecx, 2000
            top:
            test ecx, 31
            jnz here
            jmp 0x30:both
            here:
            jmp both
            handler:
            add esp, 12
            add edx, eax
            dec ecx
            jnz top
            after_fault:
            hlt
            larger:
            dw 0x37
            dd 0x95000
            times 0x1000 - ($ - $$) db 0
            both:
            mov eax, 0x12345678
            ud2
            """;
    byte[] rom = RandomRom.of(RandomRom.Ground.FLAT, program);
    compare(() -> Twins.bare(MEBIBYTE, rom), twins -> {});
  }

  /**
   * @param midway what to do after half of the steps
   */
  private static List<Twins> compare(Supplier<Computer> kind, Consumer<Twins> midway) {
    List<Twins> all = new ArrayList<>();
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      Twins twins = new Twins(kind, host);
      Random random = new Random(1);
      int done = runTo(STEPS / 2, 0, twins, random);
      midway.accept(twins);
      done = runTo(STEPS, done, twins, random);
      int crossings = twins.tally().crossings;
      assertTrue(crossings > 50, crossings + " crossings in " + done + " steps");
      all.add(twins);
    }
    return all;
  }

  private static int runTo(int steps, int doneBefore, Twins twins, Random random) {
    int done = doneBefore;
    while (done < steps && !twins.stopped()) {
      int most = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 300);
      done += twins.run(most, "after " + done + " steps, then " + most);
    }
    return done;
  }
}
