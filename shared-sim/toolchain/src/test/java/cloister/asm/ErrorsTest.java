package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.message.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors say what is wrong and where, in words that help. */
class ErrorsTest {
  private static final Path WORDS = Path.of("src/main/messages/en/asm.json");

  private final Assembler assembler = new Assembler(new OpcodeTable());

  private List<String> problems(List<AsmError> errors) throws Exception {
    Catalogue catalogue = Catalogue.parse(Files.readString(WORDS));
    List<String> texts = new ArrayList<>();
    for (AsmError error : errors) {
      String place = error.line() + ":" + error.column() + "+" + error.length();
      texts.add(place + " " + catalogue.format(error.message()));
    }
    return texts;
  }

  private List<String> errors(String source) throws Exception {
    return problems(assembler.assemble("test.asm", source.replace("\\n", "\n")).errors());
  }

  /** Forty lines that double a text would take more memory than there is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "%define a 'xxxx' | %strcat a a, a | 65536",
        "%define a 'xxxx' | %defstr a a a | 65536",
        "%define q(&x) x\\n%define w(x) q(x x)\\n%define a b | %xdefine a w(a) | 65536",
        "%define a abcd | %xdefine a a %+ a | 4095"
      })
  void whatDoublesATextIsStopped(String start, String line, int most) throws Exception {
    List<String> errors = errors(start + "\n" + (line + "\n").repeat(40));
    assertFalse(errors.isEmpty());
    assertTrue(errors.getFirst().contains("too long: " + most + " characters"), errors.getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mvo ax, bx | 1:1+3 mvo is no instruction; did you mean mov?",
        "itn 0x30 | 1:1+3 itn is no instruction; did you mean int?",
        "food: nop\\njmp foof | 2:5+4 The symbol foof is not defined; did you mean food?",
        "jmp nowhere | 1:5+7 The symbol nowhere is not defined.",
        "mov cr0, [bx] | 1:1+13 mov does not take these operands: cr0, [memory].",
        "mov ax, bl | 1:1+10 The sizes of these operands do not go together for mov: ax, bl.",
        "mov [bx], [si] | 1:1+14 mov cannot have two operands in memory; move one through a"
            + " register.",
        "mov ds, 5 | 1:1+9 mov cannot load a segment register with a number; load it from a general"
            + " register.",
        "nop\\n"
            + "  inc [bx] | 2:3+8 inc needs to know how much memory is meant: write byte, word or"
            + " dword before the bracket.",
        "mov ax | 1:1+6 mov does not take these operands: ax.",
        "mov | 1:1+3 mov needs operands.",
        "mov ax, [cx] | 1:9+4 cx cannot be part of a 16-bit address.",
        "mov ax, [bx+bp] | 1:9+7 The processor has no such combination of registers for an"
            + " address.",
        "mov ax, [bx | 1:12+1 ] is expected here.",
        "mov ax, 5 5 | 1:11+1 5 does not belong here; a comma or the end of the line is expected.",
        "mov ax, 0xzz | 1:9+4 0xzz is neither a number nor a name.",
        "db 'abc | 1:4+4 This string is never closed.",
        "mov ax, 'abc | 1:9+4 This string is never closed.",
        "%define q 'x\\ndb 1, q | 2:7+1 This string is never closed.",
        "%macro m 0\\ndb 'x\\n%endmacro\\nm | 4:1+1 In the macro m: This string is never closed.",
        "%strlen n 'abc | 1:11+4 This string is never closed.",
        "%if 'abc\\n%endif | 1:5+4 This string is never closed.",
        "%macro m 1\\n"
            + "db 0x%1\\n"
            + "%endmacro\\n"
            + "m ZZ | 4:1+4 In the macro m: 0xZZ is neither a number nor a name.",
        "db 1, \\\\n 2, \\\\n 1A | 3:2+2 1A is neither a number nor a name.",
        "db 1 / 0 | 1:8+1 Division by zero.",
        "x: nop\\nx: nop | 2:1+1 x is already defined in line 1.",
        "jmp short x\\ntimes 200 nop\\nx: | 1:5+7 The target is 200 bytes away, and a short branch"
            + " reaches from -128 to 127.",
        "times x nop\\nx: | 1:7+1 This must be known here already, but it depends on something that"
            + " comes later.",
        "times 510-($-$$) db 0\\ntimes 5-($-$$) db 0 | 2:7+8 The count is -505, less than zero.",
        "x: dw x & 255 | 1:7+7 & works on plain numbers only; an address counts as one only in a"
            + " difference, as in label - $$.",
        "x: dw x + x | 1:7+5 This is neither a number nor an address: an address can have numbers"
            + " added, but cannot be added to another or multiplied.",
        "mov ax, bx + 1 | 1:9+6 A register cannot be part of a number; for memory, put the"
            + " expression in brackets.",
        "%if eax\\n%endif | 1:5+3 What a register holds is known only when the program runs; here,"
            + " whether two registers are the same can be asked with = and <>.",
        "bits 64 | 1:6+2 bits is 16 or 32, not 64.",
        "%if 1\\nnop | 1:1+3 This %if is never ended.",
        "%endif | 1:1+6 %endif ends or continues something that was not begun.",
        "%macro m 1\\nnop\\n%endmacro\\nm | 4:1+1 The macro m does not take this number of"
            + " parameters.",
        "%macro m 1\\nmov al, %1\\n%endmacro\\nm bx | 4:1+4 In the macro m: The sizes of these"
            + " operands do not go together for mov: al, bx.",
        "%error no such luck | 1:1+6 no such luck",
        "es mov ax, [ds:bx] | 1:12+7 This prefix contradicts an earlier one.",
        "section .bss\\ndb 1 | 2:1+4 The section .bss reserves space only and cannot hold bytes.",
        "resb 20000000 | 1:6+8 The output is too large: 16777216 bytes are the most."
      })
  void saysWhatIsWrongAndWhere(String source, String expected) throws Exception {
    assertEquals(List.of(expected), errors(source));
  }

  @Test
  void tellsSeveralErrorsInOneRunInTheOrderOfTheirLines() throws Exception {
    assertEquals(
        List.of(
            "1:1+3 mvo is no instruction; did you mean mov?",
            "2:5+1 The symbol y is not defined.",
            "3:1+10 The sizes of these operands do not go together for mov: ax, bl."),
        errors("mvo ax, bx\njmp y\nmov ax, bl"));
  }

  @Test
  void warnsOfWhatIsProbablyNotMeant() throws Exception {
    assertEquals(
        List.of(
            "1:1+4 clii alone on a line is taken as a label; if it is one, write a colon after it.",
            "2:9+3 This value does not fit into 8 bits and is cut off."),
        problems(assembler.assemble("test.asm", "clii\nmov al, 300").warnings()));
  }

  @Test
  void warnsOfAnOpenStringWhereItIsDefined() throws Exception {
    String source = "%define q \"\ndb q %+ a %+ q\n%define f(x) x 'y";
    Assembly assembly = assembler.assemble("test.asm", source);
    assertEquals(
        List.of("1:11+1 This string is never closed.", "3:16+2 This string is never closed."),
        problems(assembly.warnings()));
  }

  @Test
  void stopsAfterFiftyErrors() {
    Assembly assembly = assembler.assemble("test.asm", "mvo\njmp mvo2, 5, 6\n".repeat(500));
    assertEquals(50, assembly.errors().size());
  }
}
