package cloister.cc.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.link.GnuTools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and flags of sections, and data, as GNU's assembler makes them. */
class SectionsTest {
  @TempDir Path folder;

  @BeforeEach
  void needsAssembler() {
    GnuTools.need();
  }

  @Test
  void theSourceSaysTypeAndFlags() throws Exception {
    new GasOracle(folder)
        .assertSame(
            """
            .section .note.GNU-stack,"",@progbits
            .byte 1
            .section .rodata.str1.1,"aMS",@progbits,1
            .LC0: .string "text"
            .LC1: .string "more"
            .section .rodata.cst4,"aM",@progbits,4
            .long 1, 2
            .section .note.x
            .long 1
            .section .rows,"aw",@note
            .long 1
            .section .ctors,"aw",%init_array
            .long 1
            .section .init_array.5
            .long 1
            .section .preinit_array
            .long 1
            .section .room,"aw",@nobits
            .skip 9
            .section .init_array_of_ours,"a"
            .long .LC1, .LC0
            .text
            movl $.LC1, %eax
            movl .LC1+1, %eax
            """);
  }

  /** The first time counts. */
  @Test
  void aSectionIsEnteredAgainByItsName() throws Exception {
    new GasOracle(folder)
        .assertSame(
            """
            .section .a,"awx",@nobits
            .skip 1
            .section .b,"aM",@progbits,8
            .quad 1
            .section .a
            .skip 1
            .section .b
            .quad 2
            """);
  }

  @Test
  void aStackThatIsOnlyToldWhereTheSourceSaysSo() throws Exception {
    GasOracle oracle = new GasOracle(folder);
    assertEquals(List.of(".text", ".data", ".bss"), oracle.sections("nop\n"));
    assertEquals(
        List.of(".text", ".data", ".bss", ".note.GNU-stack"),
        oracle.sections("nop\n.section .note.GNU-stack,\"\",@progbits\n"));
  }

  @Test
  void numbersAsData() throws Exception {
    new GasOracle(folder)
        .assertSame(
            """
            .octa 1, 0x0123456789abcdef0123456789abcdef, -2
            .octa 0xffffffffffffffffffffffffffffffff, 340282366920938463463374607431768211455
            .octa 07, 0b101, 3+4
            .dc.b 1, 2
            .dc.w 1
            .dc.l x, . - 4
            .byte 1, 2, 3
            .long 1, y, 2, . + 4, 3
            .quad 1, -1
            .fill 3, 2, 0x1234
            .fill 2, 8, -2
            .fill 3
            """);
  }

  /** Between quotes it may have any letters. */
  @Test
  void aSymbolMayLookLikeASum() throws Exception {
    new GasOracle(folder)
        .assertSame(
            """
            movl "a + b", %eax
            jmp "x+0x10"
            movl "a + b"+4(%ebx,%ecx,2), %eax
            movl $"-+"+4, %eax
            pushl $"a-b"-8
            """);
  }

  /** What is added on the way counts. */
  @Test
  void aSymbolMayBeWorthOneThatIsWorthAnother() throws Exception {
    new GasOracle(folder)
        .assertSame(
            """
            .set a, b+1
            .set b, c+2
            .set c, there+4
            .globl b
            nop
            .long a, b-1
            movl c+8, %eax
            nop
            there: jmp a
            """);
  }
}
