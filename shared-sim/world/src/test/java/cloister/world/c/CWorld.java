package cloister.world.c;

import cloister.cc.driver.Sysroot;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Language.LineMove;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Worlds that run a program in C above the kernel of the tests. */
final class CWorld {
  static final OpcodeTable OPCODES = new OpcodeTable();
  static final Tools TOOLS =
      Tools.of(OPCODES, new CLanguage(OPCODES, Sysroot.of(resource("/cloister/libc/sysroot.a"))));

  static byte[] resource(String name) {
    try (InputStream in = CWorld.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static World world(String source) {
    return world(new String(resource("kernel.asm"), StandardCharsets.UTF_8), source);
  }

  static World world(String kernel, String source) {
    List<SourceFile> files =
        List.of(
            new SourceFile("kernel.asm", kernel, false), new SourceFile("program.c", source, true));
    return new World(TOOLS, new Scenario(Scenario.PROCESS, 2 << 20, 7, files, 10_000_000));
  }

  static Json.Obj frames(World world) {
    return (Json.Obj) TOOLS.c().orElseThrow().frames(world, OptionalInt.empty());
  }

  static int line(World world) {
    return (int) ((Json.Num) frames(world).get("line")).value();
  }

  static void walk(World world, LineMove move) {
    world.run(world.room(), TOOLS.c().orElseThrow().line(world, move));
  }

  private CWorld() {}
}
