package cloister.cpu.disasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.cpu.decode.OpcodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the disassembler writes, the assembler reads back as the same instruction. */
class RoundTripTest {
  private static final int ADDRESS = 0x1000;
  private static final int[] PREFIXES = {
    0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3
  };

  private final OpcodeTable table = new OpcodeTable();
  private final Disassembler disassembler = new Disassembler(table);
  private final Assembler assembler = new Assembler(table);

  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void textOfEveryOpcodeAssemblesToTheSameInstruction(int bits) {
    Random random = new Random(bits);
    List<String> different = new ArrayList<>();
    int instructions = 0;
    for (int opcode = 0; opcode < 512; opcode++) {
      for (int i = 0; i < 40; i++) {
        byte[] code = code(random, opcode);
        Line line = disassembler.disassemble(code, 0, ADDRESS, bits);
        if (line.isInstruction()) {
          instructions++;
          check(line, bits, different);
        }
      }
    }
    assertTrue(instructions > 5000, instructions + " instructions");
    assertEquals(List.of(), different);
  }

  private void check(Line line, int bits, List<String> different) {
    String source = "bits " + bits + "\norg " + ADDRESS + "\n" + line.text();
    Assembly assembly = assembler.assemble("x", source);
    if (!assembly.succeeded()) {
      different.add(line.text() + ": " + assembly.errors().getFirst().message());
      return;
    }
    Line again = disassembler.disassemble(assembly.image(), 0, ADDRESS, bits);
    boolean whole = again.length() == assembly.image().length;
    boolean severalTexts = line.mnemonic().startsWith("j") || line.mnemonic().equals("xchg");
    if (!whole || !again.text().equals(line.text()) && !severalTexts) {
      different.add(line.text() + " became " + again.text());
    }
  }

  private static byte[] code(Random random, int opcode) {
    byte[] code = new byte[Cursor.LONGEST];
    random.nextBytes(code);
    int at = 0;
    for (int i = random.nextInt(5) - 2; i > 0; i--) {
      code[at++] = (byte) PREFIXES[random.nextInt(PREFIXES.length)];
    }
    if (opcode >= 256) {
      code[at++] = 0x0F;
    }
    code[at] = (byte) opcode;
    if (random.nextInt(3) == 0) {
      Arrays.fill(code, at + 2, code.length, (byte) random.nextInt(2));
    }
    return code;
  }
}
