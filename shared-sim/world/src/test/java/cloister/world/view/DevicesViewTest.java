package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.Event;
import cloister.machine.TimerProgram;
import cloister.world.Kernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.timeline.StepObserver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The devices as the page sees them: what software has set, and what will come when. */
class DevicesViewTest {
  /**
   * Mode 2 with 100 cycles at line 0, whose vector is 8. Counter 2 has 50 cycles, and 60 from its
   * second period on.
   */
  private static final String PROGRAM =
      TimerProgram.of(
          100,
          """
          mov al, 1
          out 0x61, al
          mov al, 0xb4
          out 0x43, al
          mov al, 50
          out 0x42, al
          mov al, 0
          out 0x42, al
          mov al, 60
          out 0x42, al
          mov al, 0
          out 0x42, al
          sti
          turn:
          inc dword [0x504]
          jmp turn
          timer:
          inc dword [0x500]
          mov al, 0x20
          out 0x20, al
          iret
          """);

  private final World world = world(Scenario.TIMER);

  @Test
  void aBoardWithoutDevicesHasNoneToShow() {
    assertEquals(Json.NULL, DevicesView.json(world(Scenario.RINGS).machine()));
  }

  @Test
  void thePanelShowsWhatSoftwareHasSet() {
    world.run(45, StepObserver.NONE);
    Pic.Chip master = world.machine().interruptControllers().orElseThrow().chip(false);
    assertEquals(8, master.base());
    assertEquals(0xfe, master.mask());
    Pit.Counter counter = counter();
    assertEquals(List.of(2, 100), List.of(counter.mode(), counter.reload()));
    assertTrue(counter.count() > 0 && counter.count() < 100, counter.toString());
  }

  @Test
  void theNextInterruptComesWhenItSays() {
    world.run(45, StepObserver.NONE);
    int rise = counter().rise();
    int steps = 0;
    while (!happened("irq.request")) {
      assertEquals(1, world.run(1, StepObserver.NONE));
      steps++;
    }
    // What the timer does belongs to the step that follows.
    assertEquals(rise + 1, steps);
  }

  @Test
  void aLineInServiceIsShownUntilItsHandlerEndsIt() {
    while (!happened("irq.acknowledge")) {
      world.run(1, StepObserver.NONE);
    }
    Pic.Chip serving = world.machine().interruptControllers().orElseThrow().chip(false);
    assertEquals(List.of(1, 0, 0), List.of(serving.inService(), serving.served(), 0));
    while (!happened("irq.end")) {
      world.run(1, StepObserver.NONE);
    }
    assertEquals(-1, world.machine().interruptControllers().orElseThrow().chip(false).served());
  }

  /**
   * A new count waits for the end of the period, and whoever looks then must not bring it about.
   */
  @Test
  void lookingChangesNothing() {
    World other = world(Scenario.TIMER);
    for (int i = 0; i < 400; i++) {
      world.run(1, StepObserver.NONE);
      DevicesView.json(world.machine());
      other.run(1, StepObserver.NONE);
    }
    assertEquals(other.timeline().digest(), world.timeline().digest());
  }

  /**
   * Before every step it is said whether an interrupt comes, also when the timer rises only then.
   */
  @Test
  void whatComesNextIsTheInterruptWhereOneComes() {
    int interrupts = 0;
    for (int i = 0; i < 600; i++) {
      boolean said = world.machine().interruptArrives();
      world.run(1, StepObserver.NONE);
      assertEquals(happened("irq.acknowledge"), said, "step " + world.step());
      interrupts += said ? 1 : 0;
    }
    assertTrue(interrupts > 3, interrupts + " interrupts");
  }

  private Pit.Counter counter() {
    return world.machine().intervalTimer().orElseThrow().look(0);
  }

  private boolean happened(String name) {
    for (Event event : world.timeline().moment().events()) {
      if (event.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static World world(String model) {
    return new World(
        Kernel.opcodes(),
        new Scenario(
            model, 1 << 20, 0, List.of(new SourceFile("timer.asm", PROGRAM, true)), 100_000));
  }
}
