package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.event.Rule;
import cloister.world.Command;
import cloister.world.Program;
import cloister.world.World;
import cloister.world.timeline.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the texts of the first lessons say about their machines. */
final class FirstLessonsTest {
  private static final int LONG = 10_000;

  private static World world(String lesson) throws Exception {
    LessonSource source = LessonSource.read(Path.of("course/rings", lesson));
    return new World(SystemFiles.tools(new OpcodeTable()), source.scenario());
  }

  private static String console(World world) {
    return world.machine().consoleText();
  }

  @Test
  void theFirstProgramHasThirteenInstructionsAndTheBytesThatTheTextNames() throws Exception {
    World world = world("machine");
    List<Integer> bytes = new ArrayList<>();
    for (int address : List.of(0x7C00, 0x7C01, 0x7C06, 0x7C07)) {
      bytes.add(world.machine().memory().read8(address) & 0xff);
    }
    assertEquals(List.of(0xB0, 0x48, 0x3C, 0x4A), bytes);
    assertEquals(13, world.programs().getFirst().assembly().lines().size());
    world.apply(new Command.Run(2));
    assertEquals("H", console(world));
    world.apply(new Command.Run(LONG));
    assertEquals("HIba", console(world));
  }

  @Test
  void theSameProgramsRunWithTheRingsAndWithoutThem() throws Exception {
    World world = world("without-a-wall");
    List<byte[]> before = programs(world);
    world.apply(new Command.Run(LONG));
    assertEquals("Anna 1. oops 2. ", console(world));
    assertTrue(world.stopped());
    world.apply(new Command.Load("rings.inc", "%define RINGS 1\n"));
    List<byte[]> after = programs(world);
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i));
    }
    world.apply(new Command.Run(LONG));
    assertEquals("Anna 1. refused. Anna 2. refused. Anna 3. ", console(world));
    assertEquals(List.of(Rule.SEGMENT_LIMIT_DOWN, Rule.RING_0_ONLY), refusals(world));
  }

  private static List<Rule> refusals(World world) {
    List<Rule> rules = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.event(i) instanceof Event.FaultRaised fault) {
        rules.add(fault.rule());
      }
    }
    return rules;
  }

  private static List<byte[]> programs(World world) {
    List<byte[]> images = new ArrayList<>();
    for (String name : List.of("anna.asm", "clumsy.asm", "rude.asm")) {
      images.add(world.program(name).map(Program::assembly).orElseThrow().image());
    }
    return images;
  }

  @Test
  void theKernelPrintsWhileTheGateIsOpen() throws Exception {
    World world = world("gate");
    world.apply(new Command.Run(29));
    assertEquals(world.symbol("ask").orElseThrow(), world.machine().cpu().linearEip());
    world.apply(new Command.Poke("idt.30.dpl", 3));
    world.apply(new Command.Run(LONG));
    assertEquals("hi", console(world));
  }

  @Test
  void theKernelPrintsNothingWhileTheGateIsClosed() throws Exception {
    World world = world("gate");
    world.apply(new Command.Run(LONG));
    assertEquals("", console(world));
  }

  @Test
  void aProgramThatAsksForNothingIsNotEnded() throws Exception {
    World world = world("everything-asks");
    world.apply(new Command.Load("program.c", "int main(void) {\n  for (;;) {\n  }\n}\n"));
    world.apply(new Command.Run(LONG));
    assertFalse(world.stopped());
  }
}
