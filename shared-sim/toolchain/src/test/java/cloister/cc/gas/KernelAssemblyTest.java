package cloister.cc.gas;

import cloister.cc.link.GnuTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms that are in the assembly of kernels, assembled by GNU's assembler and by ours. */
class KernelAssemblyTest {
  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    GnuTools.need();
  }

  private void assertSame(String text) throws Exception {
    new GasOracle(folder).assertSame(text);
  }

  @Test
  void addressesWithinCodeThatIsCopiedElsewhere() throws Exception {
    assertSame(
        """
        .section .trampoline, "ax"
        .code16
        start:
          lgdtl %cs:(table - start)
          lgdt table - start
          movw %ds:(table - start + 2)(%bx), %ax
          movl $(flat - start + 0x8000), %eax
          movl %eax, %cs:jump - start + 1
          ljmpl *(table - start)
        jump:
          data32 ljmp $8, $(0x8000 + flat - start)
        table:
          .word 23
          .long 0x8000 + table - start
        .code32
        flat:
          movl 0x8000 + table - start, %eax
          ret
        """);
  }

  @Test
  void sectionsThatArePushedComeBackAsTheyWere() throws Exception {
    assertSame(
        """
        .section .rodata
        .byte 1
        .section .stubs, "aw"
        .byte 2
        .pushsection .info, ""
        .byte 3
        .pushsection .more, "a"
        .byte 4
        .popsection
        .byte 5
        .popsection
        .byte 6
        .previous
        .byte 7
        .previous
        .byte 8
        """);
  }

  @Test
  void stringsThatStandTogetherAreOne() throws Exception {
    assertSame(
        """
        .data
        .asciz "one" "two", "three"
        .ascii "a" "b"
        .string "c"   "d"
        .byte 9
        """);
  }

  @Test
  void stubsOfInterrupts() throws Exception {
    assertSame(
        """
        .altmacro
        .macro vector number
        .global vector_\\number
        vector_\\number:
          .ifeq (\\number - 8) * (\\number - 14)
          .else
          pushl $0
          .endif
          pushl $\\number
          jmp common
        .endm
        .macro row number
          .long vector_\\number
        .endm
        .set i, 0
        .rept 20
          vector %i
          .set i, i + 1
        .endr
        .section .rodata
        .set i, 0
        .rept 20
          row %i
          .set i, i + 1
        .endr
        .text
        common:
          pushal
          pushl %ds; pushl %es; push %fs; push %gs
          movw $0x10, %cx
          movw %cx, %ds; movw %cx, %es
          call handler
          popl %gs
          addl $8, %esp
          iret
        """);
  }

  @Test
  void aBootSector() throws Exception {
    assertSame(
        """
        .code16
        .text
        .global _start
        _start:
          jmp 1f
          nop
          .ascii "OEM NAME"
          .word 512
        1:
          ljmp $0, $2f
        2:
          cli; cld
          xorw %ax, %ax
          movw %ax, %ss
          movw $0x7c00, %sp
          sti
          movb $0x42, %ah
          movw $packet, %si
          int $0x13
          jc fail
          callw print
          lcallw *(vector)
          pushl $0; popfl
          movl $0x12345678, %eax
          addr32 movl (%eax), %ebx
          rep; movsl
          es lodsb
          lock incw (%di)
          outw %ax, (%dx)
          inb (%dx), %al
          xchgw %bx, %bx
          lretw
          iretw
        fail: hlt
          jmp fail
        print:
          lodsb
          orb %al, %al
          jz 3f
          movb $0xe, %ah
          movw $7, %bx
          int $0x10
          jmp print
        3: retw
        packet:
          .byte 16, 0
          .word 1, 0x7e00, 0
          .quad 1
        vector: .word fail, 0
          .org 510
          .word 0xaa55
        """);
  }

  @Test
  void instructionsOfSystems() throws Exception {
    assertSame(
        """
          lgdt (gdt); lidtl idt; sgdt (%eax); sidtl 4(%esp); lldt %ax; ltr %cx; str %ax; sldt %bx
          mov %cr0, %eax; mov %eax, %cr3; movl %dr7, %edx; mov %edx, %dr6
          invlpg (%eax); invlpg 0x1000; wbinvd; invd; rdmsr; wrmsr; rdtsc; cpuid; clts; ud2
          fninit; fnsave (%eax); frstor (%eax); fxsave 16(%eax); fxrstor (%esp); fnstcw (%esp)
          lmsw %ax; smsw %bx; lsl %cx, %dx; lar %ecx, %edx; verr %ax; verw (%eax); arpl %ax, %bx
          pushfl; popfl; pushf; popf; pushl %gs; popw %fs; lss stack, %esp; les (%esi), %edi
          lock; cmpxchgl %ecx, (%edx); lock cmpxchg8b (%edi); xaddl %eax, (%ebx); bswap %ecx
          bsfl %eax, %ecx; btsl $3, flags; btl %eax, (%ebx); shrdl $4, %eax, %edx; shldl %cl, %ebx, (%esi)
          rep stosl; repne scasb; rep insw; rep outsl; cmpsb; lodsw; xlat
          call *table(,%eax,4); jmp *(%ebx); call *%esi; ljmp *pointer; lcall $0x20, $0
          ljmp $8, $1f
        1: int3; int $0x80; into; iret; iretl; lret; lret $8; ret $4; leave; enter $16, $0
          loop 1b; jecxz 1b; jcxz 1b; jmp .; jmp .+2; ja 2f; jnae 2f; jpe 1b
        2: pause; sysenter; sysexit; hlt; cmovel %eax, %ebx; setnz %cl; movzbl (%eax), %ecx
          movsbw %al, %bx; movzwl %cx, %edx; inb $0x60, %al; outl %eax, %dx; inw %dx, %ax
          testb $1, flags + 4; orl $-1, %ss:4(%ebp); movb $'a', %fs:0; movl %gs:8, %eax
          mov $gdt - 4, %eax; mov gdt + 4(,%ecx,8), %edx; pushl flags; popl flags; push $-1; push $300
        .comm flags, 16
        .lcomm stack, 8
        table: .long 1b, 2b - 1b, . - table
        """);
  }

  @Test
  void macrosWithDefaultsAndTheRest() throws Exception {
    assertSame(
        """
        .macro entry name:req, type=0x8e, rest:vararg
        \\name\\()_entry:
          .byte \\type
          .ifnb \\rest
          .byte \\rest
          .endif
        .endm
        .macro unique
        label\\@: jmp label\\@
        .endm
        .macro sum from=0, to=3
          .long \\from
          .if \\to - \\from
          sum "(\\from + 1)", \\to
          .endif
        .endm
        entry one
        entry two, 0xee
        entry three, 1, 2, 3
        entry name=four, type=5
        unique
        unique
        sum
        sum 2, 5
        .irp reg, eax, ebx
          push %\\reg
        .endr
        .irpc digit, 0123
          .byte \\digit
        .endr
        """);
  }

  @Test
  void conditionsInclusionsAndSymbols() throws Exception {
    Files.writeString(folder.resolve("more.inc"), ".long 77\n");
    assertSame(
        """
        one_entry: nop
        .ifdef one_entry
        .byte 0x11
        .endif
        .ifndef nowhere
        .byte 0x22
        .endif
        .ifc a, a
        .byte 0x33
        .endif
        .macro early
          .byte 1
          .exitm
          .byte 2
        .endm
        early
        .purgem early
        .include "more.inc"
        .equ here, .
        .long here, here - one_entry
        x = 5
        .long x
        x = x + 1
        .long x, ~x & 0xff, !x, x << 2 | 1, -x, x * (2 + 3) % 7, x == 6, x > 6, x <> 6
        .space 3, 0x90
        .balign 16
        .p2align 5, 0x90, 3
        .fill 2, 4, 0x11223344
        """);
  }

  @Test
  void commonSymbolsLieAsTheirSizeAsksFor() throws Exception {
    for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 4096}) {
      assertSame(".comm shared, " + size + "\n.comm wide, " + size + ", 64\n");
      assertSame(".lcomm own, " + size + "\n");
    }
  }
}
