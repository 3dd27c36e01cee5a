package cloister.world.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Base64Url;
import cloister.codec.Deflate;
import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.World;
import cloister.world.run.Replay;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareCodecTest {
  @Test
  void aSandboxTravelsInALinkAndLeadsToTheSameState() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Load("program.asm", Kernel.PROGRAM + "; mine: \u00e9\n"));
    world.apply(new Command.Run(60));
    world.apply(new Command.Seek(45));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    world.apply(new Command.Run(10));
    Sandbox sandbox = Sandbox.of(world, Optional.empty());
    String fragment = ShareCodec.encode(sandbox).orElseThrow();
    assertTrue(fragment.length() < 2500, "length " + fragment.length());
    Sandbox read = ShareCodec.decode(fragment);
    assertEquals(sandbox, read);
    Replay replay = Replay.of(Kernel.opcodes(), read.scenario().orElseThrow()).play(read.log());
    assertEquals(read.digest(), replay.world().timeline().digest());
  }

  @Test
  void aLessonIsNamedAndNotRepeated() throws InvalidInput {
    World world = Kernel.world();
    world.apply(new Command.Run(46));
    Sandbox sandbox = Sandbox.of(world, Optional.of("rings/wall-and-gate"));
    assertTrue(sandbox.scenario().isEmpty());
    assertTrue(ShareCodec.encode(sandbox).orElseThrow().length() < 400);
    assertEquals(sandbox, Sandbox.of(sandbox.toJson(), ""));
  }

  @Test
  void onlyWhatTheStateDependsOnIsShared() {
    List<Command> log =
        List.of(
            new Command.Run(5),
            new Command.Load("a.asm", "1"),
            new Command.Poke("reg.eax", 1),
            new Command.Load("b.asm", "2"),
            new Command.Load("a.asm", "3"),
            new Command.Run(5),
            new Command.Answer("t", Json.of("x")),
            new Command.Hint("t"),
            new Command.Run(6));
    assertEquals(
        List.of(
            new Command.Load("b.asm", "2"), new Command.Load("a.asm", "3"), new Command.Run(11)),
        Sandbox.essential(log));
  }

  @Test
  void whatIsTooLongHasNoFragment() throws InvalidInput {
    Random random = new Random(2);
    StringBuilder noise = new StringBuilder("; ");
    for (int i = 0; i < 20_000; i++) {
      noise.append((char) ('!' + random.nextInt(90)));
    }
    World world = Kernel.world();
    world.apply(new Command.Load("program.asm", noise.toString()));
    assertTrue(ShareCodec.encode(Sandbox.of(world, Optional.empty())).isEmpty());
  }

  @Test
  void damagedAndHostileFragmentsAreRefused() {
    assertEquals("fragment", field("%%%"));
    assertEquals("fragment", field(""));
    assertEquals("fragment", field("A".repeat(ShareCodec.MAX_FRAGMENT + 1)));
    byte[] bomb = new byte[4 << 20];
    java.util.Arrays.fill(bomb, (byte) ' ');
    assertEquals("fragment", field(pack(bomb)));
    assertEquals("", field(pack("{".getBytes(StandardCharsets.UTF_8))));
    assertEquals("format", field(pack("{}".getBytes(StandardCharsets.UTF_8))));
    assertEquals(
        "scenario",
        field(
            pack(
                ("{\"format\":1,\"simulator\":\"0\",\"scenarioHash\":\"\",\"seed\":0,"
                        + "\"log\":[],\"digest\":\"\"}")
                    .getBytes(StandardCharsets.UTF_8))));
  }

  private static String pack(byte[] json) {
    return Base64Url.encode(Deflate.compress(json));
  }

  private static String field(String fragment) {
    return assertThrows(InvalidInput.class, () -> ShareCodec.decode(fragment)).field();
  }
}
