package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cpu.decode.OpcodeTable;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.timeline.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the lesson's programs do, as Bochs 3.0 and QEMU 10 did it: the step of each fault and its
 * error code, the last step, and what the console shows.
 */
final class WallAndGateTest {
  private static final String WALL = "wall.asm";
  private static final int BEFORE_CLI = 46;
  private static final int BEFORE_INT = 119;

  private LessonSource lesson;
  private World world;

  @BeforeEach
  void startLesson() throws Exception {
    lesson = LessonSource.read(Path.of("course/rings/wall-and-gate"));
    world = new World(new OpcodeTable(), lesson.scenario());
  }

  @Test
  void programIsRefusedSixTimesWhileTheGateIsClosed() throws Exception {
    assertRun(
        List.of("47 GP 0", "66 GP 0", "85 GP 0", "100 GP 0", "120 GP 182", "140 GP 38"), 169, "i");
  }

  @Test
  void openGateLetsTheKernelWrite() throws Exception {
    world.apply(new Command.Run(BEFORE_INT));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    assertRun(List.of("47 GP 0", "66 GP 0", "85 GP 0", "100 GP 0", "126 GP 38"), 155, "hi");
  }

  @Test
  void ioPrivilegeLevelAllowsTwoOfTheFour() throws Exception {
    world.apply(new Command.Run(BEFORE_CLI));
    world.apply(new Command.Poke("flags.iopl", 3));
    assertRun(List.of("48 GP 0", "67 GP 0", "84 GP 182", "104 GP 38"), 133, "i");
  }

  @Test
  void gateOfAFaultIsClosedToPrograms() throws Exception {
    replace("int  0x30", "int  0x0D");
    assertRun(
        List.of("47 GP 0", "66 GP 0", "85 GP 0", "100 GP 0", "120 GP 6A", "140 GP 38"), 169, "i");
  }

  @Test
  void jumpIntoTheKernelGainsNothing() throws Exception {
    int service = world.symbol("service").orElseThrow();
    replace("int  0x30", "jmp  " + service);
    assertRun(
        List.of("47 GP 0", "66 GP 0", "85 GP 0", "100 GP 0", "123 GP 0", "142 GP 0"), 157, "");
  }

  @Test
  void memoryOfTheKernelIsOutOfReach() throws Exception {
    replace("int  0x30", "mov  al, [0x7C00]");
    assertRun(List.of("47 GP 0", "66 GP 0", "85 GP 0", "100 GP 0", "120 GP 0"), 135, "");
  }

  @Test
  void undefinedInstructionEndsTheProgram() throws Exception {
    replace("cli  ", "ud2  ");
    assertRun(List.of("47 UD -"), 50, "");
  }

  private void assertRun(List<String> faults, int lastStep, String console) throws Exception {
    world.apply(new Command.Run(1000));
    assertEquals(faults, faults());
    assertEquals(lastStep, world.step());
    assertEquals(console, world.machine().consoleText());
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.event(i) instanceof Event.FaultRaised fault) {
        String code =
            fault.errorCode() < 0 ? "-" : Integer.toHexString(fault.errorCode()).toUpperCase();
        faults.add(trace.step(i) + " " + Exceptions.shortName(fault.vector()) + " " + code);
      }
    }
    return faults;
  }

  private void replace(String from, String to) throws Exception {
    String text =
        lesson.scenario().files().stream()
            .filter(file -> file.name().equals(WALL))
            .findFirst()
            .orElseThrow()
            .text();
    world.apply(new Command.Load(WALL, text.replace(from, to)));
  }
}
