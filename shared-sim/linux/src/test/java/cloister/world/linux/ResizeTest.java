package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.input.InvalidInput;
import cloister.machine.Resized;
import cloister.machine.Terminal;
import cloister.world.Command;
import cloister.world.World;
import cloister.world.timeline.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A terminal's size is the machine's: programs read it, and hear of it when it changes. */
class ResizeTest {
  private static World again(World world) throws InvalidInput {
    World again = LinuxHost.world(world.scenario());
    for (Command command : world.log().commands()) {
      again.apply(command);
    }
    return again;
  }

  private static String text(LinuxHost host) {
    return host.world().machine().terminals().get(0).text(0);
  }

  private static String size(World world, int terminal) {
    Terminal at = world.machine().terminals().get(terminal);
    return at.columns() + "x" + at.rows();
  }

  private static List<Resized> told(World world) {
    List<Resized> told = new ArrayList<>();
    Trace trace = world.timeline().trace();
    for (int i = 0; i < trace.size(); i++) {
      Event event = trace.event(i);
      if (event instanceof Resized resized) {
        told.add(resized);
      }
    }
    return told;
  }

  @Test
  void programsReadIt() {
    LinuxHost host = new LinuxHost();
    assertEquals("80x24", size(host.world(), 0));
    host.apply(new Command.Resize(0, 46, 30));
    assertEquals("46x30", size(host.world(), 0));
    assertEquals("80x24", size(host.world(), 1));
    host.type("ls -C /bin");
    for (String line : text(host).split("\r\n")) {
      assertTrue(line.length() <= 46, line);
    }
  }

  private static int changes(LinuxHost host) {
    return text(host).split("\nchanged", -1).length - 1;
  }

  @Test
  void theGroupInTheForegroundHearsOfIt() {
    LinuxHost host = new LinuxHost();
    String loop = "trap \"echo changed\" WINCH; while true; do sleep 1; done";
    host.begin(0, "sh -c '" + loop + "'\r", 1_000_000);
    assertEquals(0, changes(host), text(host));
    host.apply(new Command.Resize(0, 46, 30));
    host.run(1_000_000);
    assertEquals(1, changes(host), text(host));
    host.apply(new Command.Resize(0, 46, 30)); // which is no news
    host.apply(new Command.Resize(1, 50, 30)); // nor is that of another terminal
    host.run(1_000_000);
    assertEquals(1, changes(host), text(host));
  }

  @Test
  void itIsReplayedAndGoneBackOf() throws Exception {
    LinuxHost host = new LinuxHost();
    int prompt = host.world().step();
    host.type("ls");
    int before = host.world().step();
    host.apply(new Command.Resize(0, 46, 30));
    host.type("ls");
    World world = host.world();
    String digest = world.timeline().digest();
    int end = world.step();
    host.apply(new Command.Seek(prompt));
    assertEquals("80x24", size(world, 0));
    host.apply(new Command.Seek(before));
    assertEquals("46x30", size(world, 0));
    host.apply(new Command.Seek(end));
    assertEquals("46x30", size(world, 0));
    assertEquals(digest, world.timeline().digest());
    assertEquals(digest, again(world).timeline().digest());
  }

  /** Dragging leaves one size, whatever was on the way to it. */
  @Test
  void theLastOneAtAStepTakesThePlaceOfThoseBefore() throws Exception {
    LinuxHost host = new LinuxHost();
    World world = host.world();
    int commands = world.log().size();
    host.apply(new Command.Resize(0, 60, 30));
    host.apply(new Command.Resize(0, 50, 30));
    host.apply(new Command.Resize(0, 80, 24)); // as it was
    assertEquals(commands + 1, world.log().size());
    assertEquals(List.of(new Resized(0, 80, 24)), told(world));
    host.type("ls");
    World again = again(world);
    assertEquals(world.timeline().digest(), again.timeline().digest());
    assertEquals(world.step(), again.step());
    assertEquals(told(world), told(again));
  }

  @Test
  void itIsThereFromTheStartWhereItCameFirst() throws Exception {
    World world = LinuxHost.world(new LinuxHost().world().scenario());
    world.apply(new Command.Resize(0, 60, 30));
    world.apply(new Command.Resize(0, 40, 20));
    world.apply(new Command.Run(20_000_000));
    int end = world.step();
    world.apply(new Command.Seek(0));
    assertEquals("40x20", size(world, 0));
    world.apply(new Command.Seek(end));
    assertEquals("40x20", size(world, 0));
    assertEquals(world.timeline().digest(), again(world).timeline().digest());
  }

  @Test
  void onlyATerminalThatIsThereHasOne() {
    World world = new LinuxHost().world();
    int commands = world.log().size();
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Resize(3, 40, 20)));
    assertEquals(commands, world.log().size());
  }
}
