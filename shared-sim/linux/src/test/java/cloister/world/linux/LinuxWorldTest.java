package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.kernel.Image;
import cloister.machine.Terminal;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Linux host as a world: typed at, run, walked back, replayed. */
class LinuxWorldTest {
  private static final int FAR = 20_000_000;
  private static final Tools TOOLS =
      Tools.of(new OpcodeTable())
          .with(
              LinuxModel.of(
                  resource("/cloister/kernel/entry.bin"),
                  Image.ofTar(resource("/cloister/linux/base.tar"))));

  private static byte[] resource(String name) {
    try (InputStream in = LinuxWorldTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static World host() {
    return new World(TOOLS, new Scenario(Scenario.LINUX, 16 << 20, 1, List.of(), 1_000_000_000));
  }

  private static String text(World world) {
    return terminal(world).text(0);
  }

  private static Terminal terminal(World world) {
    return world.machine().terminals().get(0);
  }

  private static void type(World world, String line) throws Exception {
    world.apply(new Command.Type(0, line));
    world.apply(new Command.Run(FAR));
  }

  @Test
  void aPipelineIsTypedAndAnswered() throws Exception {
    World world = host();
    world.apply(new Command.Run(FAR));
    assertTrue(world.stopped(), "the shell waits");
    String prompt = text(world);
    assertEquals(
        "Type help to see what the shell can do;\r\nls /bin shows the programs.\r\n# ", prompt);
    type(world, "echo alpha beta | wc -w\n");
    assertEquals(prompt + "echo alpha beta | wc -w\r\n2\r\n# ", text(world));
  }

  @Test
  void anInterruptEndsWhatRunsAndNotTheShell() throws Exception {
    World world = host();
    world.apply(new Command.Run(FAR));
    String prompt = text(world);
    type(world, "half a line\u0003");
    assertEquals(prompt + "half a line^C\r\n# ", text(world));
    world.apply(new Command.Type(0, "while true; do :; done\n"));
    world.apply(new Command.Run(200_000));
    type(world, "\u0003");
    world.apply(new Command.Type(0, "cat; echo not this\n"));
    world.apply(new Command.Run(200_000));
    type(world, "\u0003");
    type(world, "echo $?\n");
    assertTrue(text(world).endsWith("^C\r\n# echo $?\r\n130\r\n# "), text(world));
    assertTrue(!text(world).contains("\r\nnot this"), text(world));
  }

  @Test
  void whatWasTypedIsWalkedBackAndReplayed() throws Exception {
    World world = host();
    world.apply(new Command.Run(FAR));
    int before = world.step();
    String first = world.timeline().digest();
    type(world, "echo one > /tmp/a; cat /tmp/a\n");
    int behind = world.step();
    String digest = world.timeline().digest();
    String text = text(world);
    world.apply(new Command.Seek((before + behind) / 2));
    world.apply(new Command.Seek(before - 1));
    world.apply(new Command.Seek(behind));
    assertEquals(text, text(world));
    assertEquals(digest, world.timeline().digest());

    World again = host();
    for (Command command : world.log().commands()) {
      again.apply(command);
    }
    assertEquals(digest, again.timeline().digest());

    world.restart();
    world.apply(new Command.Run(FAR));
    assertEquals(first, world.timeline().digest());
  }
}
