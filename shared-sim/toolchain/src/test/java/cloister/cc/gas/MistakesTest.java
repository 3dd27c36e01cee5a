package cloister.cc.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.Ours;
import cloister.cc.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in assembly have their place, down to the operand, and come in the order of lines. */
class MistakesTest {
  @TempDir Path folder;

  private List<String> problems(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
    return Problems.of(Ours.make(folder, List.of("-c", name)).diagnostics());
  }

  @Test
  void standWhereTheyAreInAFile() throws Exception {
    String text =
        """
        # A comment in front.
        start:  movb %eax, %bl
        \tnop; bogus %eax
        \tmovl $1, %foo
          /* here */ movl %eax %ebx
        \taddl %eax,
        .macro m
        \tbogus
        .endm
          m
        \tmovw %al, %bx # behind
        """;
    assertEquals(
        List.of(
            "2:9+14 error The sizes of these operands do not go together for mov: bl, eax.",
            "3:7+5 error There is no instruction bogus.",
            "4:12+3 error There is no register foo.",
            "5:24+4 error , must stand here, not %ebx.",
            "6:12+1 error expression must stand here, not end of line.",
            "10:3+1 error There is no instruction bogus.",
            "11:2+13 error The sizes of these operands do not go together for mov: bx, al."),
        problems("a.s", text));
  }

  @Test
  void standWhereTheAssemblyOfACSourceIs() throws Exception {
    String text = "int x;\nasm(\"bogus\");\n  asm(\"movb %eax, %bl\");\n";
    assertEquals(List.of("2:1+3 error There is no instruction bogus."), problems("a.c", text));
    assertEquals(
        List.of("1:3+3 error The sizes of these operands do not go together for mov: bl, eax."),
        problems("a.c", "  asm(\"movb %eax, %bl\");\n"));
  }
}
