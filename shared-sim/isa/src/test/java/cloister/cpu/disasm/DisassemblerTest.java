package cloister.cpu.disasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.bus.Memory;
import cloister.cpu.decode.OpcodeTable;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisassemblerTest {
  private final Disassembler disassembler = new Disassembler(new OpcodeTable());

  private Line line(String hex, int bits) {
    return disassembler.disassemble(HexFormat.of().parseHex(hex), 0, 0x100, bits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fa | cli",
        "89d8 | mov eax, ebx",
        "6689d8 | mov ax, bx",
        "8b4508 | mov eax, [ebp+0x8]",
        "8b45f8 | mov eax, [ebp-0x8]",
        "c7042405000000 | mov dword [esp], 0x5",
        "8b048d00200000 | mov eax, [nosplit ecx*4+0x2000]",
        "83e4f0 | and esp, 0xfffffff0",
        "83ec10 | sub esp, 0x10",
        "83c0ff | add eax, -0x1",
        "cd30 | int 0x30",
        "cf | iret",
        "66cf | iretw",
        "60 | pusha",
        "ebfe | jmp short 0x100",
        "7402 | je short 0x104",
        "e8fbffffff | call 0x100",
        "9a443322110800 | call 0x8:0x11223344",
        "66ea22110800 | jmp word 0x8:0x1122",
        "ff1d00200000 | call far [0x2000]",
        "0f0115 00200000 | lgdt [0x2000]",
        "0f20c0 | mov eax, cr0",
        "8ed8 | mov ds, ax",
        "f3a5 | rep movsd",
        "f2ae | repne scasb",
        "f3a6 | repe cmpsb",
        "26a5 | es movsd",
        "268b03 | mov eax, [es:ebx]",
        "f0ff03 | lock inc dword [ebx]",
        "e460 | in al, 0x60",
        "ef | out dx, eax",
        "67e2fd | loop 0x100, cx",
        "67e3fd | jcxz 0x100",
        "0fb603 | movzx eax, byte [ebx]",
        "c1e001 | shl eax, byte 0x1",
        "81c005000000 | add eax, strict dword 0x5",
        "67a10500 | mov eax, [word 0x5]"
      })
  void writesNasmSyntax(String hex, String text) {
    assertEquals(text, line(hex.replace(" ", ""), 32).text());
    assertEquals(hex.replace(" ", "").length() / 2, line(hex.replace(" ", ""), 32).length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "89d8 | mov ax, bx",
        "6689d8 | mov eax, ebx",
        "8b4702 | mov ax, [bx+0x2]",
        "670fb603 | movzx ax, byte [ebx]",
        "66ea000001000800 | jmp dword 0x8:0x10000",
        "66cf | iretd",
        "6a80 | push -0x80",
        "666a05 | push dword 0x5",
        "e9fdff | jmp near 0x100"
      })
  void followsTheCurrentSize(String hex, String text) {
    assertEquals(text, line(hex, 16).text());
  }

  @Test
  void undefinedBytesAreData() {
    Line line = line("0f04c3", 32);
    assertFalse(line.isInstruction());
    assertEquals("db 0x0f, 0x04", line.text());
    assertEquals(2, line.length());
  }

  @Test
  void anInstructionCutOffIsData() {
    assertEquals("db 0xb8, 0x01", line("b801", 32).text());
  }

  @Test
  void aSegmentRegisterThatDoesNotExistIsNoInstruction() {
    assertFalse(line("8ef8", 32).isInstruction());
  }

  @Test
  void moreThanFifteenBytesAreNoInstruction() {
    assertFalse(line("66".repeat(15) + "90", 32).isInstruction());
  }

  @Test
  void branchesAreCountedFromTheAddress() {
    byte[] code = {(byte) 0xEB, 0x10};
    assertEquals("jmp short 0x7c12", disassembler.disassemble(code, 0, 0x7C00, 16).text());
  }

  @Test
  void readsMemoryToo() {
    Memory memory = new Memory(4096);
    memory.write8(0x10, 0xCD);
    memory.write8(0x11, 0x30);
    assertEquals("int 0x30", disassembler.disassemble(memory::read8, 0x10, 0x10, 32).text());
  }

  @Test
  void givesThePartsForPictures() {
    Line line = line("f0830305", 32);
    assertEquals(List.of("lock"), line.prefixes());
    assertEquals("add", line.mnemonic());
    assertEquals(List.of("dword [ebx]", "0x5"), line.operands());
  }
}
