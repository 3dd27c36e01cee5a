package cloister.world.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembly;
import cloister.input.InvalidInput;
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
}
