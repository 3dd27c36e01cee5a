package cloister.world.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.AsmError;
import cloister.asm.Assembly;
import cloister.input.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerWarningsTest {
  @Test
  void areShownAndStopNothing() throws InvalidInput {
    String source = "#include <stdio.h>\nint main(void) {\n  printf(\"%d\\n\", \"x\");\n}\n";
    Assembly assembly = CWorld.world(source).assemble("program.c", source).assembly();
    assertTrue(assembly.errors().isEmpty());
    assertEquals(3, assembly.warnings().getFirst().line());
    assertTrue(assembly.image().length > 0);
  }

  @Test
  void whatIsMissedAtTheEndIsShownBehindTheLastWord() throws InvalidInput {
    String source = "int main(void) {\n  {\n  }\n\n";
    Assembly assembly = CWorld.world(source).assemble("program.c", source).assembly();
    AsmError first = assembly.errors().getFirst();
    assertEquals(List.of(3, 4, 1), List.of(first.line(), first.column(), first.length()));
  }
}
