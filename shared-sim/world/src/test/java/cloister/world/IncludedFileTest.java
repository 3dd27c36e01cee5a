package cloister.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.disasm.Disassembler;
import cloister.input.InvalidInput;
import cloister.world.view.View;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncludedFileTest {
  private static final String PROGRAM =
      """
      org 0x7C00
      bits 16
          mov al, LETTER
      %include "print.inc"
          hlt
      """;
  private static final String INCLUDED =
      """
      ; nothing
          out 0xE9, al
      """;

  private static World world(boolean editable) {
    return new World(
        Kernel.opcodes(),
        new Scenario(
            Scenario.RINGS,
            Scenario.MIN_MEMORY,
            7,
            List.of(
                new SourceFile("first.asm", "LETTER equ 'a'\n" + PROGRAM, false),
                new SourceFile("print.inc", INCLUDED, editable)),
            100));
  }

  private static String code(World world) {
    View view = new View(Words.ENGLISH, new Disassembler(Kernel.opcodes()));
    return view.of(world, Optional.empty(), List.of(), List.of()).write();
  }

  @Test
  void aTextIsIncludedAndIsNoProgram() throws Exception {
    World world = world(false);
    assertFalse(world.broken());
    assertEquals(0, world.program("print.inc").orElseThrow().size());
    world.apply(new Command.Run(3));
    assertEquals(Json.of("a"), Probe.read(world, "console.text").orElseThrow());
  }

  @Test
  void theLineThatRunsIsInTheFileThatHoldsIt() throws Exception {
    World world = world(false);
    world.apply(new Command.Run(1));
    assertTrue(
        code(world).contains("\"current\":{\"file\":\"print.inc\",\"line\":2}"), code(world));
    world.apply(new Command.Run(1));
    assertTrue(
        code(world).contains("\"current\":{\"file\":\"first.asm\",\"line\":6}"), code(world));
    world.apply(new Command.Run(1));
    assertTrue(world.stopped());
    assertTrue(
        code(world).contains("\"current\":{\"file\":\"first.asm\",\"line\":6}"),
        "it stands at what stopped it");
  }

  @Test
  void aChangeOfTheIncludedTextChangesTheProgram() throws Exception {
    World world = world(true);
    world.apply(new Command.Load("print.inc", "out 0xE9, al\nout 0xE9, al\n"));
    world.apply(new Command.Run(4));
    assertEquals(Json.of("aa"), Probe.read(world, "console.text").orElseThrow());
    world.restart();
    world.apply(new Command.Run(4));
    assertEquals(Json.of("a"), Probe.read(world, "console.text").orElseThrow());
  }

  @Test
  void aMistakeIsToldWhereItStands() throws Exception {
    World world = world(true);
    Program typed = world.assemble("print.inc", "nop\nout 0xE9\n");
    assertEquals(2, typed.assembly().errors().getFirst().line());
    assertFalse(world.broken());
    world.apply(new Command.Load("print.inc", "nop\nout 0xE9\n"));
    assertTrue(world.broken());
  }

  @Test
  void aTextThatIsReadOnlyStays() {
    assertThrows(
        InvalidInput.class, () -> world(false).apply(new Command.Load("print.inc", "nop\n")));
  }
}
