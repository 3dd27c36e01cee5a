package cloister.world.linux;

import cloister.cpu.decode.OpcodeTable;
import cloister.kernel.Image;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Linux host with somebody at its keyboard. */
final class TypedHost {
  private static final int FAR = 20_000_000;

  /** Long enough for a program to wait for what is typed next, or to be in its loop. */
  private static final int SHORT = 300_000;

  static final Tools TOOLS =
      Tools.of(new OpcodeTable())
          .with(
              LinuxModel.of(
                  resource("/cloister/kernel/entry.bin"),
                  Image.ofTar(resource("/cloister/linux/base.tar"))));

  private final World world =
      new World(TOOLS, new Scenario(Scenario.LINUX, 16 << 20, 1, List.of(), 1_000_000_000));

  /** Begins at the prompt. */
  TypedHost() {
    try {
      world.apply(new Command.Run(FAR));
    } catch (Exception refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = TypedHost.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  World world() {
    return world;
  }

  String screen() {
    String bytes = world.machine().terminals().get(0).text(0);
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  void type(String keys) throws Exception {
    world.apply(new Command.Type(0, keys));
    world.apply(new Command.Run(FAR));
  }

  /** What the screen says more once keys are typed and all wait again. */
  String answer(String keys) throws Exception {
    int before = screen().length();
    type(keys);
    return screen().substring(before);
  }

  /** Types, and leaves what begins in its middle. */
  void start(String keys) throws Exception {
    start(keys, SHORT);
  }

  void start(String keys, int steps) throws Exception {
    world.apply(new Command.Type(0, keys));
    world.apply(new Command.Run(steps));
  }
}
