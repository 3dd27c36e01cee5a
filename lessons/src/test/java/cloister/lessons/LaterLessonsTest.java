package cloister.lessons;

import static cloister.lessons.CRun.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.Rule;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.timeline.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the texts say about the machines of the clock, the pages, the codes and the two doors. */
final class LaterLessonsTest {
  private static final int LONG = 10_000;
  private static final String FIRST = "first.asm";

  private static World world(String lesson) throws Exception {
    return CRun.world(lesson, 7, UnaryOperator.identity());
  }

  private static void until(World world, String event) {
    EventName name = new EventName(event);
    world.run(world.room(), () -> name.in(world.timeline().moment()));
    assertTrue(name.in(world.timeline().moment()), event);
  }

  private static void before(World world, String symbol) {
    int address = world.symbol(symbol).orElseThrow();
    world.run(world.room(), () -> world.machine().cpu().linearEip() == address);
  }

  private static int memory(World world, int address) {
    return world.machine().memory().read32(address);
  }

  private static boolean happened(World world, String event) {
    EventName name = new EventName(event);
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (name.matches(trace.event(i))) {
        return true;
      }
    }
    return false;
  }

  private static List<Event.FaultRaised> faults(World world) {
    List<Event.FaultRaised> faults = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.event(i) instanceof Event.FaultRaised fault) {
        faults.add(fault);
      }
    }
    return faults;
  }

  @Test
  void theTimerGoesByTurnsThroughBothPrograms() throws Exception {
    World world = world("timer");
    until(world, "ring.out");
    assertEquals(61, world.step());
    world.apply(new Command.Run(1000));
    assertTrue(memory(world, 0x20800) > 0 && memory(world, 0x24800) > 0);
  }

  @Test
  void whoTriesCliGetsNoMoreTurns() throws Exception {
    World world = world("timer");
    world.apply(new Command.Load(FIRST, program("cli\n inc dword [0x20800]\n jmp first\n")));
    world.apply(new Command.Run(LONG));
    assertEquals(1, faults(world).size());
    assertEquals(0, memory(world, 0x20800));
    assertTrue(memory(world, 0x24800) > LONG / 3);
  }

  @Test
  void popfLeavesTheInterruptFlagAsItIs() throws Exception {
    World world = world("timer");
    String clear = "pushfd\n and dword [esp], 0xFDFF\n popfd\n inc dword [0x20800]\n jmp first\n";
    world.apply(new Command.Load(FIRST, program(clear)));
    until(world, "interrupt.external");
    assertEquals(List.of(), faults(world));
  }

  /** IOPL opens the ports that nobody meant. */
  @Test
  void aProgramWithIoplSilencesTheTimer() throws Exception {
    World world = world("timer");
    String mask = "mov al, 0xFF\n out 0x21, al\nagain: inc dword [0x20800]\n jmp again\n";
    world.apply(new Command.Load(FIRST, program(mask)));
    until(world, "ring.out");
    world.apply(new Command.Poke("flags.iopl", 3));
    world.apply(new Command.Run(LONG));
    assertFalse(happened(world, "interrupt.external"));
    assertEquals(0, memory(world, 0x24800));
  }

  private static String program(String text) {
    return "bits 32\norg 0x20000\nfirst: " + text;
  }

  @Test
  void oneAddressLeadsToTwoFrames() throws Exception {
    World world = world("pages");
    before(world, "read_kernel");
    assertEquals(0x1111, world.machine().cpu().general[0]);
    assertEquals(0x1111, memory(world, 0x31000));
    assertEquals(0x2222, memory(world, 0x3A000));
    world.apply(new Command.Run(LONG));
    assertEquals(1, memory(world, 0x3C000));
    assertEquals(List.of(5, 4), faults(world).stream().map(Event.FaultRaised::errorCode).toList());
  }

  @Test
  void twoEntriesMayLeadToOneFrame() throws Exception {
    World world =
        CRun.world(
            "pages",
            7,
            with("kernel.asm", text -> text.replace("page_in 0x3A000,", "page_in 0x31000,")));
    before(world, "read_kernel");
    assertEquals(0x2222, world.machine().cpu().general[0]);
  }

  @Test
  void eachRefusalHasTheCodeThatTheTextReads() throws Exception {
    World world = world("error-codes");
    world.apply(new Command.Run(LONG));
    assertEquals(
        List.of(0x182, 0, 0, 0xC, 0x18, 0x38, 0, 0, 0, 0, 0),
        faults(world).stream().map(Event.FaultRaised::errorCode).toList());
    assertEquals("i", world.machine().consoleText());
  }

  @Test
  void ioplOpensPortsAndTheInterruptFlagAlone() throws Exception {
    World world = world("error-codes");
    before(world, "try_cli");
    int refused = faults(world).size();
    world.apply(new Command.Poke("flags.iopl", 3));
    world.apply(new Command.Run(LONG));
    List<Rule> rules = faults(world).stream().map(Event.FaultRaised::rule).toList();
    assertEquals(List.of(Rule.RING_0_ONLY, Rule.RING_0_ONLY), rules.subList(refused, rules.size()));
  }

  @Test
  void theMapLendsOnePort() throws Exception {
    World world = world("error-codes");
    before(world, "try_cli");
    world.apply(new Command.Poke("tss.iomap", 0x68));
    world.apply(new Command.Run(LONG));
    assertTrue(happened(world, "port.in:60"));
    assertFalse(happened(world, "port.out:21"));
  }

  @Test
  void theSecondDoorTakesSevenStepsMore() throws Exception {
    World world = world("printf-to-port");
    until(world, "call.inner:80:3E7");
    until(world, "call.inner:80:4");
    until(world, "call.inner:80:4");
    assertEquals(0x18000 - 20, world.machine().cpu().general[4]);
    int gate = steps(world, "return.iret");
    until(world, "call.inner:8:4");
    assertEquals(0x18000, world.machine().cpu().general[4]);
    assertEquals(gate + 7, steps(world, "return.sysexit"));
    world.apply(new Command.Run(LONG));
    assertTrue(
        world.machine().consoleText().endsWith("-1, errno 38\nThe same line.\nThe same line.\n"));
  }

  private static int steps(World world, String event) {
    int start = world.step();
    until(world, event);
    return world.step() - start;
  }

  @Test
  void theSecondDoorHasNoGateToClose() throws Exception {
    World world = world("printf-to-port");
    until(world, "call.inner:80:3E7");
    until(world, "call.inner:80:4");
    until(world, "call.inner:80:4");
    until(world, "ring.out");
    world.apply(new Command.Poke("idt.80.dpl", 0));
    world.apply(new Command.Run(LONG));
    assertTrue(
        world
            .machine()
            .consoleText()
            .endsWith("The same line.\nThe same line.\nThe kernel ended the program.\n"));
  }
}
