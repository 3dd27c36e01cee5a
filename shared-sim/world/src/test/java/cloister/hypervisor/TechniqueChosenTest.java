package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import cloister.world.share.Sandbox;
import cloister.world.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One guest with page tables of its own, under a technique that is chosen on the way. */
class TechniqueChosenTest {
  private static final Path COURSE = Path.of("../../lessons/course");

  private static World world(String... entries) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (String entry : entries) {
      files.add(new SourceFile(entry, Files.readString(COURSE.resolve("lib/" + entry)), false));
    }
    Path guest = COURSE.resolve("virtualization/nested-pages/guest-a.asm");
    files.add(new SourceFile("guest-a.asm", Files.readString(guest), true));
    Tools tools = new Tools(new OpcodeTable(), Optional.empty(), List.of(Model.guests()));
    return new World(tools, new Scenario(Scenario.GUESTS, 0x40000, 7, files, 100_000));
  }

  private static World both() throws IOException {
    return world("host.asm", "host-vmx.asm");
  }

  private static Command technique(String name) {
    return new Command.Load(Scenario.TECHNIQUE, name + "\n");
  }

  private static String probe(World world, String path) {
    return Probe.read(world, path).map(Json::write).orElse("");
  }

  private static String run(World world, String technique) throws InvalidInput {
    world.apply(technique(technique));
    assertEquals(0, world.step());
    world.apply(new Command.Run(20_000));
    assertEquals("\"abcd\"", probe(world, "vm.a.console"));
    return world.timeline().digest();
  }

  @Test
  void theSameGuestLeavesLessOftenAndReadsMoreUnderNestedPages() throws Exception {
    World world = both();
    world.apply(new Command.Run(20_000));
    assertEquals("29 13 4 2", counts(world));
    run(world, "vmx");
    assertEquals("5 0 0 14", counts(world));
  }

  private static String counts(World world) {
    return String.join(
        " ",
        probe(world, "vm.a.exits"),
        probe(world, "vm.a.exits.page"),
        probe(world, "vm.a.exits.step"),
        probe(world, "vm.a.reads"));
  }

  @Test
  void whatWasThereBeforeMakesNoDifference() throws Exception {
    World world = both();
    world.apply(new Command.Run(20_000));
    String first = world.timeline().digest();
    String nested = run(world, "vmx");
    run(world, "binary-translation");
    assertEquals(first, run(world, "trap-and-emulate"));
    assertEquals(nested, run(world, "vmx"));
    world.apply(new Command.Seek(500));
    world.apply(new Command.Run(20_000));
    assertEquals(nested, world.timeline().digest());
    world.restart();
    assertEquals("\"trap-and-emulate\"", probe(world, "vm.technique"));
  }

  @Test
  void aSandboxLeadsToTheTechniqueThatWasChosenLast() throws Exception {
    World world = both();
    run(world, "vmx");
    String nested = run(world, "vmx");
    Sandbox sandbox = Sandbox.of(world, Optional.empty());
    World other = both();
    for (Command command : sandbox.log()) {
      other.apply(command);
    }
    assertEquals(nested, other.timeline().digest());
  }

  @Test
  void whereTheEntryCodeIsMissingThereIsNoChoice() throws Exception {
    World world = world("host.asm");
    InvalidInput refused = assertThrows(InvalidInput.class, () -> world.apply(technique("vmx")));
    assertEquals("file", refused.field());
    assertEquals(List.of(), world.scenario().choices());
  }

  @Tag("full")
  @Test
  void whoChoosesAgainAndAgainSpendsTheSameBudget() throws Exception {
    World world = both();
    world.apply(new Command.Run(90_000));
    for (int i = 0; i < 2000 && world.room() > 0; i++) {
      world.apply(technique(i % 2 == 0 ? "vmx" : "trap-and-emulate"));
      world.apply(new Command.Run(90_000));
    }
    assertEquals(0, world.room());
  }

  @Test
  void bothTablesStandBesideEachOther() throws Exception {
    World world = both();
    world.apply(new Command.Run(1160));
    String shadow = View.devices(world).write();
    assertTrue(shadow.contains("\"kind\":\"shadow\",\"reads\":2"), shadow);
    assertTrue(
        shadow.contains(
            "\"linear\":\"00010000\",\"pages\":2,\"at\":\"00011040\",\"entry\":\"00010003\","
                + "\"physical\":\"00010000\",\"writable\":true,\"traced\":true"),
        shadow);
    assertTrue(shadow.contains("\"host\":\"00115000\""), shadow);
    world.apply(technique("vmx"));
    world.apply(new Command.Run(20_000));
    String nested = View.devices(world).write();
    assertTrue(nested.contains("\"kind\":\"ept\",\"reads\":14"), nested);
    assertTrue(nested.contains("\"traced\":false,\"behindAt\":\"00013000\""), nested);
  }
}
