package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bits.Hex;
import cloister.cpu.decode.OpcodeTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every instruction of the opcode table makes the bytes that the real NASM makes. */
class InstructionConformanceTest {
  private static final String BEFORE = "start:\none: nop\nnop\ntwo:\n";
  private static final String AFTER = "\nend:\n";

  private final OpcodeTable table = new OpcodeTable();
  private final Assembler assembler = new Assembler(table);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"16, 1", "32, 2", "16, 3", "32, 4"})
  void makesTheSameBytes(int bits, long seed) throws Exception {
    List<String> lines = InstructionCorpus.lines(table, seed, 20);
    List<String> rejected = new ArrayList<>();
    List<String> valid = valid(bits, lines, rejected);
    assertTrue(valid.size() > lines.size() / 3, valid.size() + " of " + lines.size());
    compare(bits, valid);
    rejected.removeIf(line -> !assembler.assemble("x", source(bits, List.of(line))).succeeded());
    assertEquals(List.of(), rejected.stream().filter(line -> !isKindness(line)).toList());
  }

  /** The lines that NASM takes. It tells some errors only when there are no others. */
  private List<String> valid(int bits, List<String> lines, List<String> rejected) throws Exception {
    List<String> valid = lines;
    int firstLine = source(bits, List.of("")).lines().toList().indexOf("") + 1;
    while (true) {
      Nasm.Result result = Nasm.assemble(folder, source(bits, valid));
      if (result.succeeded()) {
        return valid;
      }
      List<String> rest = new ArrayList<>();
      for (int i = 0; i < valid.size(); i++) {
        boolean bad = result.errorLines().contains(firstLine + i);
        (bad ? rejected : rest).add(valid.get(i));
      }
      assertTrue(rest.size() < valid.size(), result.log());
      valid = rest;
    }
  }

  private void compare(int bits, List<String> lines) throws Exception {
    String source = source(bits, lines);
    Nasm.Result theirs = Nasm.assemble(folder, source);
    assertTrue(theirs.succeeded(), theirs.log());
    Assembly ours = assembler.assemble("x", source);
    assertEquals("", firstDifference(source, theirs.image(), ours));
  }

  private String firstDifference(String source, byte[] theirs, Assembly ours) {
    List<String> lines = source.lines().toList();
    if (!ours.succeeded()) {
      AsmError error = ours.errors().getFirst();
      return lines.get(error.line() - 1) + ": " + error.message();
    }
    for (Assembly.Line line : ours.lines()) {
      for (int i = line.offset(); i < line.offset() + line.length(); i++) {
        if (i >= theirs.length || theirs[i] != ours.image()[i]) {
          return lines.get(line.line() - 1)
              + ": nasm "
              + hex(theirs, line.offset(), line.length() + 4)
              + ", ours "
              + hex(ours.image(), line.offset(), line.length());
        }
      }
    }
    return theirs.length == ours.image().length ? "" : "different lengths";
  }

  /**
   * What we take and NASM does not: sizes that are true but needless, near conditional jumps of the
   * other size, MOVZX and BSWAP of words, REPNE before branches (which it knows as BND).
   */
  private static boolean isKindness(String line) {
    return line.matches("(.* )?(movzx|movsx|bswap|shld|shrd|enter) .*")
        || line.matches("(.* )?j[a-z]+ d?word .*")
        || line.matches("repne (j|call|ret).*");
  }

  private static String source(int bits, List<String> lines) {
    return "bits " + bits + "\n" + BEFORE + String.join("\n", lines) + AFTER;
  }

  private static String hex(byte[] bytes, int from, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < Math.min(bytes.length, from + length); i++) {
      text.append(Hex.hex8(bytes[i] & 0xff));
    }
    return text.toString();
  }
}
