package cloister.server.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.translate.Host;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs, translated and interpreted, must agree wherever they are stopped. */
class TranslatedCodeTest {
  private static final int MEMORY = 1 << 20;
  private static final int ROUNDS = 100;
  private static final int FEW_ROUNDS = 10;

  /** Over all comparisons of a test. */
  private long steps;

  private long translatedSteps;

  @ParameterizedTest
  @EnumSource
  void programsDoTheSame(RandomRom.Ground ground) {
    EagerHost host = new EagerHost();
    long first = Twins.firstSeed();
    long programs = Twins.programs();
    for (long seed = first; seed < first + programs; seed++) {
      String program = new RandomProgram(new Random(seed)).text(ROUNDS);
      compare(ground, program, host, seed);
    }
    assertTrue(translatedSteps > steps / 3, translatedSteps + " of " + steps + " translated");
  }

  /** What a browser gets does the same too; there are fewer programs, since this is slower. */
  @ParameterizedTest
  @EnumSource
  void modulesDoTheSame(RandomRom.Ground ground) {
    EagerModules host = new EagerModules();
    long first = Twins.firstSeed();
    long programs = Twins.programs() / 5;
    for (long seed = first; seed < first + programs; seed++) {
      compare(ground, new RandomProgram(new Random(seed)).text(FEW_ROUNDS), host, seed);
    }
    assertTrue(translatedSteps > steps / 3, translatedSteps + " of " + steps + " translated");
  }

  /**
   * Loops within each other, entered in the middle, and one that ends behind the one it began in.
   */
  @Test
  void loopsAreEnteredAndLeftAnywhere() {
    String program =
        """
        program:
        mov ecx, 4000
        again:
        test cl, 1
        jz in_first
        test cl, 2
        jz in_inner
        first:
        add eax, ecx
        test al, 2
        jz second
        in_first:
        xor eax, 0x1234567
        second:
        lea eax, [eax+eax*2+1]
        test al, 4
        jnz past_first
        inc ebx
        test bl, 3
        jnz first
        past_first:
        add edx, eax
        inner:
        sub eax, edx
        in_inner:
        inc esi
        adc edx, 0
        test esi, 3
        jnz inner
        inc edi
        test edi, 5
        jnz second
        dec ecx
        jnz again
        after_fault:
        hlt
        """;
    assertTranslated(RandomRom.Ground.FLAT, program, 2);
  }

  /** At the bounds of the range: there random operands hardly ever are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "add eax, ecx",
        "add al, cl",
        "add ax, cx",
        "adc eax, ecx",
        "sub eax, ecx",
        "sub ax, cx",
        "sbb eax, ecx",
        "cmp al, cl",
        "and eax, ecx",
        "inc eax",
        "dec eax",
        "neg eax",
        "shl eax, 1",
        "shr eax, 1",
        "sar eax, 3",
        "shl eax, 5",
        "shr eax, 7",
        "inc al",
        "dec cx",
        "imul eax, ecx"
      })
  void conditionsFollowFromOperations(String operation) {
    EagerHost host = new EagerHost();
    for (String condition : List.of("o", "b", "e", "be", "s", "p", "l", "le")) {
      compare(RandomRom.Ground.FLAT, atBounds(operation, condition), host, 1);
    }
    assertTrue(translatedSteps > steps / 4, translatedSteps + " of " + steps + " translated");
  }

  private static String atBounds(String operation, String condition) {
    List<Integer> bounds = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    StringBuilder text = new StringBuilder("program:\nmov dword [0x50000], 1000\nagain:\n");
    for (int first : bounds) {
      for (int second : bounds) {
        String pair = "mov eax, %d\nmov ecx, %d\n".formatted(first, second);
        String label = "not_" + bounds.indexOf(first) + "_" + bounds.indexOf(second);
        text.append(pair + operation + "\nj" + condition + " " + label + "\n");
        text.append("inc ebx\n" + label + ":\n");
        text.append(pair + operation + "\nsetn" + condition + " dl\nlea ebx, [ebx*2+edx]\n");
      }
    }
    return text + "after_fault:\ndec dword [0x50000]\njnz again\nhlt\n";
  }

  /** The hot instruction ends in the next page, and only its bytes there change. */
  @Test
  void instructionsInTwoPagesAreNotKept() {
    EagerHost host = new EagerHost();
    String program =
        """
        program:
        mov ecx, 4000
        xor eax, eax
        jmp near top
        times 0xff0 - ($ - $$) nop
        top:
        inc edx
        test edx, edx
        jmp short in_two_pages
        times 0xffd - ($ - $$) nop
        in_two_pages:
        add eax, strict dword 1
        dec ecx
        jnz near top
        test ebx, ebx
        jnz near after_fault
        inc ebx
        mov byte [0x21001], 1
        mov ecx, 1600
        jmp near top
        after_fault:
        hlt
        """;
    Twins twins = Twins.of(MEMORY, RandomRom.of(RandomRom.Ground.FLAT, program), host);
    twins.run(1_000_000, "");
    assertTrue(twins.translatedInstructions() > 10_000);
  }

  /** Each of these conditions needs much code, more together than a method can hold. */
  @Test
  void codeTooLongForOneMethodIsDivided() {
    EagerHost host = new EagerHost();
    String conditions = "jc $+2\n".repeat(230);
    String program =
        "program:\nmov ecx, 4000\nagain:\ncmp eax, ecx\n"
            + conditions
            + "dec ecx\njnz near again\nafter_fault:\nhlt\n";
    compare(RandomRom.Ground.FLAT, program, host, 1);
    assertTrue(translatedSteps > 1000, translatedSteps + " of " + steps + " translated");
  }

  /** A jump keeps where it leads to in a word that others have an operand in. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20})
  void jumpsInsideBlocksAreTranslated(int between) {
    String program =
        "program:\nmov ecx, 20000\ntop:\ntest cl, 1\njz even\ninc ebx\njmp end\neven:\ndec ebx\n"
            + "add edx, 1\n".repeat(between)
            + "end:\nadd esi, ebx\ndec ecx\njnz top\nafter_fault:\nhlt\n";
    Twins.assertNearlyAllIsTranslated(program);
  }

  /** It names an operand in memory, at any address, that nobody accesses. */
  @Test
  void longNopsAreTranslated() {
    Twins.assertNearlyAllIsTranslated(
        """
        program:
        mov ecx, 20000
        mov eax, -16
        top:
        add edx, 1
        nop dword [eax + eax]
        add esi, edx
        dec ecx
        jnz top
        after_fault:
        hlt
        """);
  }

  /** Two blocks whose addresses lead to the same places where decoded blocks are kept. */
  @ParameterizedTest
  @ValueSource(ints = {0x2102, 0x2103})
  void blocksThatShareAPlaceAreBothKept(int second) {
    Twins.assertNearlyAllIsTranslated(
        """
        program:
        mov ecx, 20000
        top:
        call near first
        call near second
        dec ecx
        jnz top
        after_fault:
        hlt
        times 0x1100 - ($ - $$) nop
        first:
        inc edx
        ret
        times %d - ($ - $$) nop
        second:
        inc esi
        ret
        """
            .formatted(second));
  }

  /** The second of two programs of the same length differs from the first in one constant. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "8"})
  void programsThatAreLoadedAgainAreTranslatedOnce(String difference) {
    String program =
        """
        program:
        mov ebp, 40
        load:
        mov esi, routine
        test ebp, 1
        jz even
        add esi, DIFFERENCE
        even:
        mov edi, 0x30000
        mov ecx, 8
        rep movsb
        mov ecx, 600
        top:
        call 0x30000
        dec ecx
        jnz top
        dec ebp
        jnz load
        after_fault:
        hlt
        routine:
        add edx, strict dword 5
        ret
        nop
        add edx, strict dword 7
        ret
        nop
        """
            .replace("DIFFERENCE", difference);
    if (difference.equals("0")) {
      Twins.assertNearlyAllIsTranslated(program);
    } else {
      compare(RandomRom.Ground.FLAT, program, new EagerHost(), 1);
    }
  }

  /** The page that is loaded again has code of two rings. */
  @Test
  void pagesOfTwoRingsThatAreLoadedAgainAreTranslatedOnce() {
    String program =
        "program:\n"
            + RandomRom.gate(0x1f, "gate", 0xEE00)
            + RandomRom.ring3("ring3", 0x78000, 2)
            + """
            ring3:
            mov ebp, 40
            load:
            mov esi, routines
            mov edi, 0x30000
            mov ecx, 14
            rep movsb
            mov ecx, 600
            top:
            call 0x30000
            dec ecx
            jnz top
            int 0x1f
            dec ebp
            jnz load
            after_fault:
            hlt
            times 0x1000 - ($ - $$) db 0
            gate:
            mov ecx, 600
            inner:
            call 0x30007
            dec ecx
            jnz inner
            iretd
            routines:
            add edx, strict dword 5
            ret
            add ebx, strict dword 7
            ret
            """;
    Twins.assertNearlyAllIsTranslated(program);
  }

  /** A loop that the interpreter has a part in stays in one region. */
  @Test
  void loopsGoOnBehindWhatIsInterpreted() {
    String program =
        """
        program:
        mov ecx, 20000
        top:
        add edx, 1
        pushfd
        add esi, edx
        cli
        in al, 0x80
        xor ebx, edx
        out 0x80, al
        popfd
        lea edi, [edx+esi]
        REST
        dec ecx
        jnz top
        after_fault:
        hlt
        """
            .replace("REST", "xor ebp, edi\nadd ebp, edx\n".repeat(8));
    assertTranslated(RandomRom.Ground.FLAT, program, 2);
  }

  /** In ring 0 and from ring 3, through both kinds of gates. */
  @ParameterizedTest
  @ValueSource(ints = {0xEE00, 0xEF00})
  void loopsGoOnBehindGates(int gate) {
    String program =
        """
        program:
        SET_GATE
        mov ecx, 20000
        top:
        add edx, ecx
        cmp edx, ebx
        int 0x1e
        adc esi, edx
        mov [0x40000], esi
        test ecx, 0x3ff
        jnz same
        xor byte [0x930f5], 1
        same:
        dec ecx
        jnz top
        after_fault:
        hlt
        handler:
        inc edi
        add edi, [esp+8]
        test edi, 64
        jz clear
        xor dword [esp+8], 1
        clear:
        iretd
        """
            .replace("SET_GATE", RandomRom.gate(0x1e, "handler", gate));
    assertTranslated(RandomRom.Ground.FLAT, program, 3);
    assertTranslated(RandomRom.Ground.PAGED_IN_RING_3, program, 3);
  }

  /** The same bytes are run as 32-bit and, behind an IRET, as 16-bit code. */
  @Test
  void gatesLeadToCodeOfAnotherSize() {
    String program =
        """
        program:
        lgdt [gdtr]
        mov ecx, 20000
        top:
        mov eax, 0xffff
        stc
        jmp both
        back:
        add edx, eax
        mov eax, 0xffff
        pushfd
        and dword [esp], -2
        push strict dword 0x18
        push strict dword both
        iretd
        back_again:
        lea ebx, [edx+eax*2]
        add esi, ebx
        xor edi, esi
        dec ecx
        jnz top
        after_fault:
        hlt
        both:
        inc eax
        jc short back
        bits 16
        jmp dword 0x08:back_again
        bits 32
        gdtr:
        dw 0x1f
        dd table
        align 8
        table:
        dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x008F9B000000FFFF
        """;
    assertTranslated(RandomRom.Ground.FLAT, program, 4);
  }

  /** On both hosts, and a part of the program's instructions at least in translated code. */
  private void assertTranslated(RandomRom.Ground ground, String program, int part) {
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      steps = 0;
      translatedSteps = 0;
      compare(ground, program, host, 1);
      assertTrue(translatedSteps > steps / part, translatedSteps + " of " + steps + " translated");
    }
  }

  private void compare(RandomRom.Ground ground, String program, Host host, long seed) {
    Twins twins = Twins.of(MEMORY, RandomRom.of(ground, program), host);
    Random random = new Random(seed);
    int before = 0;
    for (int slice = 0; slice < 300 && !twins.stopped(); slice++) {
      int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 2000);
      String where = ground + ", seed " + seed + ", after " + before + " steps, then " + most;
      before += twins.run(most, where);
    }
    steps += before;
    translatedSteps += twins.translatedInstructions();
  }
}
