package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AssemblerTest {
  private final OpcodeTable table = new OpcodeTable();

  private Assembly assemble(String source) {
    return new Assembler(table).assemble("test.asm", source);
  }

  private String bytes(String source) {
    Assembly assembly = assemble(source);
    assertEquals(List.of(), assembly.errors());
    return HexFormat.of().formatHex(assembly.image());
  }

  @Test
  void startsIn16BitMode() {
    assertEquals("89d8", bytes("mov ax, bx"));
    assertEquals("6689d8", bytes("mov eax, ebx"));
  }

  @Test
  void choosesTheShortestJump() {
    assertEquals("eb00", bytes("jmp x\nx:"));
    assertTrue(bytes("jmp x\ntimes 200 nop\nx:").startsWith("e9c800"));
  }

  @Test
  void choosesSignExtendedBytes() {
    assertEquals("83c005", bytes("bits 32\nadd eax, 5"));
    assertEquals("0505000000", bytes("bits 32\nadd eax, strict dword 5"));
  }

  @Test
  void forwardDistancesChooseTheSizeToo() {
    assertEquals("83c00190", bytes("bits 32\nadd eax, b - a\na: nop\nb:"));
  }

  @Test
  void theOriginMovesLabelsAndNotTheImage() {
    Assembly assembly = assemble("org 0x7c00\nnop\nx: dw x");
    assertEquals(0x7C00, assembly.origin());
    assertEquals(3, assembly.image().length);
    assertEquals(0x7C01, assembly.symbols().get("x"));
  }

  @Test
  void knowsSymbolsFromOutside() {
    Assembler assembler = new Assembler(table, Map.of("SEED", 7));
    assertArrayEquals(new byte[] {7}, assembler.assemble("x", "db SEED").image());
    AsmError error = assembler.assemble("x", "SEED equ 5").errors().getFirst();
    assertEquals("asm.symbol.predefined", error.message().id());
  }

  @Test
  void linesTellAddressAndBytesOfEachSourceLine() {
    Assembly assembly = assemble("org 0x100\n; nothing\nstart: mov ax, 5\nx equ 5\ndb 1, 2\n");
    assertEquals(
        List.of(
            new Assembly.Line("test.asm", 3, 0x100, 0, 3),
            new Assembly.Line("test.asm", 5, 0x103, 3, 2)),
        assembly.lines());
  }

  @Test
  void bytesOfAMacroBelongToTheLineThatCallsIt() {
    Assembly assembly = assemble("%macro two 0\nnop\nnop\n%endmacro\ntwo\nhlt\n");
    assertEquals(
        List.of(
            new Assembly.Line("test.asm", 5, 0, 0, 2), new Assembly.Line("test.asm", 6, 2, 2, 1)),
        assembly.lines());
  }

  @Test
  void symbolsComeInOrderOfDefinition() {
    Assembly assembly = assemble("b: nop\n.c: nop\na equ 9");
    assertEquals(List.of("b", "b.c", "a"), List.copyOf(assembly.symbols().keySet()));
    assertEquals(1, assembly.symbols().get("b.c"));
  }

  @Test
  void includesFilesOfItsProvider() {
    FileProvider files =
        name -> name.equals("io.inc") ? Optional.of("%define PORT 0xe9") : Optional.empty();
    Assembler assembler = new Assembler(table, files, new TreeMap<>());
    Assembly assembly = assembler.assemble("x", "%include 'io.inc'\nout PORT, al");
    assertEquals("e6e9", HexFormat.of().formatHex(assembly.image()));
    AsmError error = assembler.assemble("x", "%include 'none.inc'").errors().getFirst();
    assertEquals("asm.include.missing", error.message().id());
  }

  @Test
  void anErrorLeavesNoImageAndTheSymbolsThatAreKnown() {
    Assembly assembly = assemble("x: nop\nmvo ax, bx");
    assertFalse(assembly.succeeded());
    assertEquals(0, assembly.image().length);
    assertEquals(0, assembly.symbols().get("x"));
  }

  @Test
  void theSameAssemblerGivesTheSameAgain() {
    Assembler assembler = new Assembler(table);
    String source = "%assign i 1\n%macro m 0\n%%a: jmp %%a\n%endmacro\nm\nm\ndb i";
    byte[] first = assembler.assemble("x", source).image();
    assertArrayEquals(first, assembler.assemble("x", source).image());
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    assertEquals("9090", bytes("nop\r\nnop\r\n"));
  }

  /** NASM 2.16 gives the number below for some of these, and no infinity for half precision. */
  @Test
  void roundsHalfwayConstantsToEven() {
    assertEquals("0000804b" + "0200804b", bytes("dd 16777217.0, 16777219.0"));
    assertEquals("0000000000004043", bytes("dq 9007199254740993.0"));
    assertEquals("ff7b" + "007c", bytes("dw 65519.0, 65520.0"));
  }

  @Test
  void takesTheBytesOfAFile() {
    FileProvider files = name -> name.equals("a.bin") ? Optional.of("abcdef") : Optional.empty();
    Assembler assembler = new Assembler(table, files, new TreeMap<>());
    byte[] image = assembler.assemble("x", "incbin 'a.bin', 1, 3\nincbin 'a.bin', 4").image();
    assertEquals("bcdef", new String(image, StandardCharsets.US_ASCII));
    AsmError error = assembler.assemble("x", "incbin 'b.bin'").errors().getFirst();
    assertEquals("asm.include.missing", error.message().id());
  }
}
