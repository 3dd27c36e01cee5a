package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Model;
import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot of one guest, taken and put back while the other one goes on. */
class GuestSnapshotsTest {
  private static final Path LIBRARY = Path.of("../../lessons/course/lib");
  private static final int MEMORY = 0x40000;

  /** Says the letters from A on, and ends by crashing. */
  private static final String ALPHABET =
      """
      bits 32
      org 0x7C00
      mov bl, 'A'
      next:
      mov al, bl
      out 0xE9, al
      mov ecx, 700
      pause_here: loop pause_here
      inc bl
      inc dword [0x9000]
      cmp bl, 'Z'
      jbe next
      lidt [0x600]
      ud2
      """;

  private static final String SPEAKER =
      """
      bits 32
      org 0x9C00
      next:
      mov al, 'b'
      out 0xE9, al
      mov ecx, 500
      pause_here: loop pause_here
      jmp next
      """;

  private static World world(String technique, String first) throws Exception {
    List<SourceFile> files = new ArrayList<>();
    for (String host : List.of("host.asm", "host-vmx.asm")) {
      files.add(new SourceFile(host, Files.readString(LIBRARY.resolve(host)), false));
    }
    files.add(new SourceFile("guest-a.asm", first, true));
    files.add(new SourceFile("guest-b.asm", SPEAKER, true));
    Tools tools = new Tools(new OpcodeTable(), Optional.empty(), List.of(Model.guests()));
    World world = new World(tools, new Scenario(Scenario.GUESTS, MEMORY, 0, files, 50_000_000));
    world.apply(new Command.Load(Scenario.TECHNIQUE, technique));
    return world;
  }

  private static String probe(World world, String path) {
    return Probe.read(world, path).map(Json::write).orElse("");
  }

  /** Runs until nothing of the first guest is in the processor. */
  private static void away(World world) throws InvalidInput {
    world.apply(new Command.Poke("vm.a.frozen", 1));
    while (!world.machine().takesSnapshot(0)) {
      world.apply(new Command.Run(100));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trap-and-emulate", "binary-translation", "vmx"})
  void aGuestGoesOnFromItsSnapshotAndTheOtherFromWhereItIs(String technique) throws Exception {
    World world = world(technique, ALPHABET);
    world.apply(new Command.Run(30_000));
    away(world);
    String then = probe(world, "vm.a.console");
    String ticks = probe(world, "vm.a.instructions");
    assertTrue(then.length() > 4 && !then.contains("Z"), then);
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.a.put-back", 1)));
    world.apply(new Command.Poke("vm.a.snapshot", 1));
    int counted = ((Host) world.machine()).guestByte(0, 0x9000);
    assertEquals("1", probe(world, "vm.a.snapshot"));
    world.apply(new Command.Poke("vm.a.frozen", 0));
    world.apply(new Command.Run(400_000));
    assertEquals("\"triple-fault\"", probe(world, "vm.a.state"));
    String end = probe(world, "vm.a.console");
    String endTicks = probe(world, "vm.a.instructions");
    assertEquals("\"ABCDEFGHIJKLMNOPQRSTUVWXYZ\"", end);
    String other = probe(world, "vm.b.console");
    String otherTicks = probe(world, "vm.b.instructions");
    world.apply(new Command.Poke("vm.a.put-back", 1));
    assertEquals(then, probe(world, "vm.a.console"));
    assertEquals(ticks, probe(world, "vm.a.instructions"));
    assertEquals(counted, ((Host) world.machine()).guestByte(0, 0x9000));
    assertEquals(other, probe(world, "vm.b.console"));
    assertEquals(otherTicks, probe(world, "vm.b.instructions"));
    assertEquals("1", probe(world, "vm.a.snapshot"));
    world.apply(new Command.Run(400_000));
    assertEquals(end, probe(world, "vm.a.console"));
    assertEquals(endTicks, probe(world, "vm.a.instructions"));
    assertEquals("\"triple-fault\"", probe(world, "vm.a.state"));
    assertTrue(probe(world, "vm.b.console").length() > other.length() + 100);
  }

  /** A kernel with tables, programs and a clock goes on as if nothing had been. */
  @ParameterizedTest
  @ValueSource(strings = {"binary-translation", "vmx"})
  void aKernelWithEverythingComesToTheSameEnd(String technique) throws Exception {
    String kernel =
        "%define PARAVIRTUAL 0\n" + Files.readString(LIBRARY.resolve("two-programs.asm"));
    World world = world(technique, kernel);
    world.apply(new Command.Run(4_000));
    away(world);
    assertFalse(probe(world, "vm.a.instructions").equals("0"));
    world.apply(new Command.Poke("vm.a.snapshot", 1));
    world.apply(new Command.Poke("vm.a.frozen", 0));
    world.apply(new Command.Run(1_000_000));
    String console = probe(world, "vm.a.console");
    String ticks = probe(world, "vm.a.instructions");
    assertEquals("\"halted\"", probe(world, "vm.a.state"));
    world.apply(new Command.Poke("vm.a.put-back", 1));
    assertFalse(probe(world, "vm.a.console").equals(console));
    world.apply(new Command.Run(1_000_000));
    assertEquals(console, probe(world, "vm.a.console"));
    assertEquals(ticks, probe(world, "vm.a.instructions"));
    assertEquals("\"halted\"", probe(world, "vm.a.state"));
  }

  @Test
  void ofTheGuestThatHasItsTurnNoneIsTaken() throws Exception {
    World world = world("vmx", ALPHABET);
    world.apply(new Command.Run(500));
    assertFalse(world.machine().takesSnapshot(0));
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.a.snapshot", 1)));
    assertThrows(InvalidInput.class, () -> world.apply(new Command.Poke("vm.c.snapshot", 1)));
  }

  /** The log leads there again, and every step on the way back is the same. */
  @Test
  void everyStepIsTheSameWheneverOneComesThere() throws Exception {
    World world = world("vmx", ALPHABET);
    world.apply(new Command.Run(30_000));
    away(world);
    world.apply(new Command.Poke("vm.a.snapshot", 1));
    world.apply(new Command.Poke("vm.a.frozen", 0));
    String taken = world.timeline().digest();
    int step = world.step();
    world.apply(new Command.Run(60_000));
    away(world);
    world.apply(new Command.Poke("vm.a.put-back", 1));
    world.apply(new Command.Run(20_000));
    String digest = world.timeline().digest();
    int end = world.step();
    world.apply(new Command.Seek(step));
    assertEquals(taken, world.timeline().digest());
    world.apply(new Command.Seek(end));
    assertEquals(digest, world.timeline().digest());
  }
}
