package cloister.server.translate;

import cloister.bus.PortDevice;
import cloister.cpu.translate.Host;
import cloister.machine.Bare;
import cloister.machine.Computer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Programs made for the corners of translated code, which random ones hardly ever come to. */
class TranslatedCornersTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LINE_20_PORT = 0x92;
  private static final int STEPS = 60_000;

  /** A breakpoint on data is set by the region itself. */
  @Test
  void breakpointsAreSetInside() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        mov eax, 0x40000
        mov dr0, eax
        mov ecx, 200
        xor edx, edx
        top:
        mov eax, 0x400
        mov ebx, 0xD0401
        cmp ecx, 5
        cmove eax, ebx
        mov dr7, eax
        mov [0x40000], ecx
        inc edx
        dec ecx
        jnz top
        after_fault:
        hlt
        """);
  }

  /** Ring 3 asks for aligned data, by a POPF of the region. */
  @Test
  void alignmentChecksBeginInside() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        mov eax, cr0
        or eax, 0x40000
        mov cr0, eax
        """
            + RandomRom.ring3("ring3", 0x78000, 2)
            + """
            ring3:
            mov ecx, 200
            xor edx, edx
            top:
            xor eax, eax
            mov ebx, 0x40000
            cmp ecx, 5
            cmove eax, ebx
            or eax, 2
            push eax
            popfd
            mov esi, [0x40001]
            inc edx
            dec ecx
            jnz top
            after_fault:
            hlt
            """);
  }

  /** No trap comes behind an INT that the processor steps over, whoever does it. */
  @Test
  void interruptsHoldSingleStepsOff() {
    check(
        1,
        RandomRom.Ground.FLAT,
        "program:\n"
            + RandomRom.gate(1, "debug", 0x8E00)
            + RandomRom.gate(0x1e, "handler", 0x8E00)
            + """
            mov ecx, 300
            top:
            xor eax, eax
            mov ebx, 0x100
            cmp ecx, 20
            cmovb eax, ebx
            pushfd
            or [esp], eax
            popfd
            int 0x1e
            inc edx
            dec ecx
            jnz top
            after_fault:
            hlt
            handler:
            inc esi
            iretd
            debug:
            inc edi
            and dword [esp + 8], 0xfffffeff
            iretd
            """);
  }

  /** The flags that an IRET restores have RF, which the next instruction clears. */
  @Test
  void theResumeFlagIsClearedBehindReturns() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        mov ecx, 2000
        top:
        pushfd
        or dword [esp], 0x10000
        push cs
        push strict dword back
        iretd
        back:
        inc edx
        add esi, edx
        xor edi, esi
        add esi, 3
        xor edi, esi
        dec ecx
        jnz top
        after_fault:
        hlt
        """);
  }

  /** The same, seen in what the next gate saves. */
  @Test
  void theResumeFlagIsNotSavedOnceMore() {
    check(
        1,
        RandomRom.Ground.FLAT,
        "program:\n"
            + RandomRom.gate(0x1e, "handler", 0x8E00)
            + """
            mov ecx, 2000
            top:
            pushfd
            or dword [esp], 0x10000
            push cs
            push strict dword back
            iretd
            back:
            inc edx
            int 0x1e
            dec ecx
            jnz top
            mov esp, 0x80000
            after_fault:
            hlt
            handler:
            mov eax, [esp+8]
            mov [0x40000], eax
            add ebx, eax
            and dword [esp+8], ~0x10000
            iretd
            """);
  }

  /** One part of a page was written, and decoded again; then another part is written. */
  @Test
  void writesToARegionThatIsUsedAgainAreSeen() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        mov ecx, 200
        warm:
        xor eax, eax
        call near b
        inc eax
        call near b
        dec ecx
        jnz warm
        mov al, [b]
        mov [b], al
        mov ecx, 30
        again:
        xor eax, eax
        call near b
        dec ecx
        jnz again
        mov byte [c + 2], 5
        mov ecx, 10
        last:
        mov eax, 1
        call near b
        dec ecx
        jnz last
        after_fault:
        hlt
        times 0x1000 - ($ - $$) nop
        b:
        test eax, eax
        jnz near c
        inc edx
        ret
        times 0x1300 - ($ - $$) nop
        c:
        add esi, 1
        ret
        """);
  }

  /** A page fault of data in the page of the code: the code is looked up again. */
  @Test
  void refusedAccessesDropTheTranslationOfTheirCode() {
    check(
        1,
        RandomRom.Ground.PAGED_IN_RING_3,
        """
        program:
        mov dword [0x91084], 0x21005
        mov ecx, 200
        jmp near top0
        after_fault:
        hlt
        times 0x1000 - ($ - $$) nop
        top0:
        mov ebx, 0x40000
        top:
        and dword [0x91084], 0xffffffdf
        cmp ecx, 5
        jne ok
        mov ebx, 0x21f00
        ok:
        mov [ebx], ecx
        inc edx
        dec ecx
        jnz top
        jmp near after_fault
        """);
  }

  /** The same with the page gone from the table. */
  @Test
  void refusedAccessesToTheirOwnPageComeFirst() {
    check(
        1,
        RandomRom.Ground.PAGED_IN_RING_3,
        """
        program:
        mov dword [0x91084], 0x21005
        mov ecx, 200
        jmp near top0
        after_fault:
        hlt
        times 0x1000 - ($ - $$) nop
        top0:
        mov ebx, 0x40000
        mov edi, 0x21005
        top:
        mov [0x91084], edi
        mov [ebx], ecx
        inc edx
        cmp ecx, 5
        jne ok
        mov ebx, 0x21f00
        mov edi, 0x21004
        ok:
        dec ecx
        jnz top
        jmp near after_fault
        """);
  }

  /** The walk marks an entry that is code behind the access. */
  @Test
  void walksWriteToCodeBehindTheAccess() {
    check(
        1,
        RandomRom.Ground.PAGED_IN_RING_3,
        """
        program:
        mov dword [0x90004], 0x22007
        mov dword [0x40000], 0x3ff
        mov ecx, 200
        mov ebx, 0x40000
        warm:
        call near b
        dec ecx
        jnz warm
        mov ebx, 0x440000
        call near b
        mov [0x41000], eax
        after_fault:
        hlt
        times 0x20f6 - ($ - $$) nop
        times 8 nop
        b:
        mov eax, [ebx]
        add eax, strict dword 0x400
        ret
        """);
  }

  /** The walk changes the very instruction that makes it. */
  @Test
  void walksWriteToTheInstructionItself() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        mov edi, 0x61000
        mov eax, 3
        mov ecx, 256
        entries:
        stosd
        add eax, 0x1000
        loop entries
        mov dword [0x60000], 0x61003
        mov dword [0x60004], 0x22003
        mov eax, 0x60000
        mov cr3, eax
        mov eax, cr0
        or eax, 0x80000000
        mov cr0, eax
        mov dword [0x48004], 0x5555
        mov dword [0x40004], 0x4444
        mov ecx, 200
        mov ebx, 0x40000
        warm:
        call near b
        dec ecx
        jnz warm
        mov ebx, 0x440000
        mov edi, 0x41000
        call near b
        mov [0x42000], eax
        after_fault:
        hlt
        times 0x20ff - ($ - $$) nop
        b:
        inc edx
        db 0x8b, 0x83, 4, 0, 0, 0
        ret
        """);
  }

  /** An OUT of the region opens address line 20, with the code above it. */
  @Test
  void portsMoveTheCode() {
    check(
        1,
        RandomRom.Ground.FLAT,
        """
        program:
        xor eax, eax
        out 0x92, al
        jmp near far_top
        after_fault:
        hlt
        far_top:
        mov ecx, 200
        mov eax, 0x100000
        add eax, top0
        mov ebp, 0x100000
        add ebp, 0
        jmp eax
        top0:
        xor eax, eax
        top:
        cmp ecx, 5
        sete al
        add al, al
        out 0x92, al
        inc edx
        dec ecx
        jnz top
        jmp near done
        done:
        mov eax, after_fault
        jmp eax
        """);
  }

  /** LOOP leads to another instruction than the one behind it, which closes address line 20. */
  @Test
  void loopsLeadOutOfAQuestion() {
    check(
        2,
        RandomRom.Ground.FLAT,
        """
        program:
        mov edx, 0x92
        mov esi, table
        mov al, 2
        out dx, al
        mov dword [0x140000], 0x1111
        mov dword [0x40000], 0x2222
        mov ecx, 200
        jmp near top
        top:
        outsb
        mov eax, [0x140000]
        add edi, eax
        xor ebx, edi
        add ebx, 1
        loop top
        rol ebp, 1
        mov al, 2
        out dx, al
        after_fault:
        hlt
        table:
        times 150 db 2
        times 100 db 0
        """);
  }

  private static void check(int mebibytes, RandomRom.Ground ground, String program) {
    byte[] rom = RandomRom.of(ground, program);
    for (Host host : List.of(new EagerHost(), new EagerModules())) {
      twins(mebibytes, rom, host).run(STEPS, "in one piece");
      Twins twins = twins(mebibytes, rom, host);
      Random random = new Random(1);
      int before = 0;
      while (before < STEPS && !twins.stopped()) {
        int most = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 300);
        before += twins.run(most, "after " + before + " steps, then " + most);
      }
    }
  }

  private static Twins twins(int mebibytes, byte[] rom, Host host) {
    return new Twins(() -> withLineTwenty(Twins.bare(mebibytes * MEBIBYTE, rom)), host);
  }

  private static Computer withLineTwenty(Bare bare) {
    bare.ports().add(LINE_20_PORT, 1, 1, new LineTwenty(bare));
    return bare;
  }

  private record LineTwenty(Bare bare) implements PortDevice {
    @Override
    public int read(int port, int bytes) {
      return 0;
    }

    @Override
    public void write(int port, int bytes, int value) {
      bare.memory().setAddressLine20((value & 2) != 0);
    }
  }
}
