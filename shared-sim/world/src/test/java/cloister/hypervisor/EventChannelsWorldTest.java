package cloister.hypervisor;

import static cloister.hypervisor.ChannelKernels.FRAME;
import static cloister.hypervisor.ChannelKernels.READER;
import static cloister.hypervisor.ChannelKernels.SLEEPER;
import static cloister.hypervisor.ChannelKernels.TELLER;
import static cloister.hypervisor.ChannelKernels.host;
import static cloister.hypervisor.ChannelKernels.state;
import static cloister.hypervisor.ChannelKernels.word;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.state.StateReader;
import cloister.world.Command;
import cloister.world.Model;
import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Event channels in a world: kept, walked back, typed to, put back and shown. */
class EventChannelsWorldTest {
  private static final Path HOST = Path.of("../../lessons/course/lib/host.asm");
  private static final int STEPS = 30_000;

  /** In guests, in the host, and while all wait: a state says all. */
  @Test
  void aHostGoesOnFromAnyState() throws IOException {
    Host whole = host("trap-and-emulate", SLEEPER, TELLER);
    whole.run(STEPS);
    Host cut = host("trap-and-emulate", SLEEPER, TELLER);
    Random random = new Random(1);
    for (int done = 0; done < STEPS; ) {
      int ran = cut.run(Math.min(STEPS - done, 1 + random.nextInt(900)));
      done = ran == 0 ? STEPS : done + ran;
      byte[] state = state(cut);
      cut.load(new StateReader(state));
      assertArrayEquals(state, state(cut));
    }
    assertArrayEquals(state(whole), state(cut));
  }

  private static World world(String first, String second) throws Exception {
    List<SourceFile> files = new ArrayList<>();
    files.add(new SourceFile("host.asm", Files.readString(HOST), false));
    files.add(new SourceFile("guest-a.asm", FRAME.formatted("0x7C00", first), true));
    files.add(new SourceFile("guest-b.asm", FRAME.formatted("0x9C00", second), true));
    Tools tools = new Tools(new OpcodeTable(), Optional.empty(), List.of(Model.guests()));
    return new World(tools, new Scenario(Scenario.GUESTS, 0x40000, 0, files, 50_000_000));
  }

  private static String probe(World world, String path) {
    return Probe.read(world, path).map(Json::write).orElse("");
  }

  /** What is typed is a change from outside: it is in the log, and comes again at its step. */
  @Test
  void typingIsDoneAgainWhenOneGoesBack() throws Exception {
    World world = world(READER, "hlt");
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.a.key", 'h')));
    world.apply(new Command.Run(50_000));
    assertEquals("\"blocked\"", probe(world, "vm.a.state"));
    assertTrue(world.stopped());
    int before = world.step();
    world.apply(new Command.Poke("vm.a.key", 'h'));
    world.apply(new Command.Run(50_000));
    assertEquals("\"h\"", probe(world, "vm.a.console"));
    assertEquals("1", probe(world, "vm.a.upcalls"));
    String digest = world.timeline().digest();
    int after = world.step();
    world.apply(new Command.Seek(before - 10));
    assertEquals("\"\"", probe(world, "vm.a.console"));
    world.apply(new Command.Seek(after));
    assertEquals(digest, world.timeline().digest());
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.a.key", 256)));
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.b.key", 1)));
  }

  private static void runUntilAway(World world, boolean away) throws InvalidInput {
    while (world.machine().takesSnapshot(1) != away) {
      world.apply(new Command.Run(100));
    }
  }

  /** One end is put back to before it was bound: the other end is told so by an error. */
  @Test
  void aGuestThatWasPutBackIsNotConnected() throws Exception {
    World world =
        world(
            "ask 8, 6, 1, 0\nagain:\nmov ecx, 200\nrest: loop rest\nask 8, 4, 1, 0\n"
                + "mov [0x5200], eax\njmp again\n",
            "mov ecx, 30000\nrest: loop rest\nask 8, 0, 0, 1\nmov [0x5200], eax\njmp $\n");
    world.apply(new Command.Run(4_000));
    runUntilAway(world, false);
    runUntilAway(world, true);
    world.apply(new Command.Poke("vm.b.snapshot", 1));
    world.apply(new Command.Run(200_000));
    Host host = (Host) world.machine();
    assertEquals(0, word(host, 0, 0x5200), "bound and told");
    assertEquals(1, word(host, 1, 0x5200));
    runUntilAway(world, true);
    world.apply(new Command.Poke("vm.b.put-back", 1));
    world.apply(new Command.Run(20_000));
    assertEquals(EventChannels.NOT_CONNECTED, word(host, 0, 0x5200));
  }

  @Test
  void aPageShowsWhatIsShared() throws Exception {
    World world = world("ask 8, 1, 0, 0\nask 8, 6, 1, 0\nask 8, 1, 2, 0\njmp $\n", "hlt");
    world.apply(new Command.Run(20_000));
    Json first = ((Json.Arr) world.machine().guests()).items().getFirst();
    String text = ((Json.Obj) first).get("shared").write();
    assertTrue(text.contains("\"address\":\"00004000\""), text);
    assertTrue(text.contains("\"pending\":false,\"masked\":false"), text);
    assertTrue(text.contains("{\"port\":1,\"kind\":\"virq\""), text);
    assertTrue(text.contains("\"of\":\"timer\""), text);
    assertTrue(text.contains("\"kind\":\"unbound\""), text);
    assertTrue(text.contains("\"hears\":true"), text);
  }
}
