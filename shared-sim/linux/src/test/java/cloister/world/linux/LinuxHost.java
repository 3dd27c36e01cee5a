package cloister.world.linux;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.kernel.Image;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A Linux host as a world, whose shell has come to its prompt. */
final class LinuxHost {
  private static final int FAR = 20_000_000;
  private static final Tools TOOLS =
      Tools.of(new OpcodeTable())
          .with(
              LinuxModel.of(
                  resource("/cloister/kernel/entry.bin"),
                  Image.ofTar(resource("/cloister/linux/base.tar"))));

  private final World world =
      world(new Scenario(Scenario.LINUX, 16 << 20, 1, List.of(), 1_000_000_000));

  LinuxHost() {
    run(FAR);
  }

  private static byte[] resource(String name) {
    try (InputStream in = LinuxHost.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static World world(Scenario scenario) {
    return new World(TOOLS, scenario);
  }

  World world() {
    return world;
  }

  void apply(Command command) {
    try {
      world.apply(command);
    } catch (InvalidInput refused) {
      throw new AssertionError(refused.reason().id(), refused);
    }
  }

  void run(int steps) {
    apply(new Command.Run(steps));
  }

  /** Types a line, and lets it end. */
  LinuxHost type(String line) {
    return type(0, line + "\n");
  }

  LinuxHost type(int terminal, String text) {
    return begin(terminal, text, FAR);
  }

  /** Types, and goes on for so long at most. */
  LinuxHost begin(int terminal, String text, int steps) {
    apply(new Command.Type(terminal, text));
    run(steps);
    return this;
  }

  Json.Obj kernel() {
    return (Json.Obj) world.machine().kernel(world.timeline().trace(), world.step());
  }

  String digest() {
    return world.timeline().digest();
  }

  int step() {
    return world.step();
  }
}
