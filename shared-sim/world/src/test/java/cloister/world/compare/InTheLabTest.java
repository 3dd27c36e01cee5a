package cloister.world.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.hypervisor.Host;
import cloister.input.InvalidInput;
import cloister.world.Model;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import cloister.world.run.Replay;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InTheLabTest {
  private static final Path LIBRARY = Path.of("../../lessons/course/lib");
  private static final OpcodeTable OPCODES = new OpcodeTable();

  private static SourceFile file(String name) throws Exception {
    return new SourceFile(name, Files.readString(LIBRARY.resolve(name)), false);
  }

  private static Sources sources() throws Exception {
    return new Sources(0x40000, file("two-programs.asm"), file("host.asm"), file("host-vmx.asm"));
  }

  private static World opened(Way way, long instructions) throws Exception {
    String link = InTheLab.link(OPCODES, sources(), way, instructions).orElseThrow();
    Sandbox sandbox = ShareCodec.decode(link);
    Tools tools = Tools.of(OPCODES).with(Model.guests());
    World world = Replay.of(tools, sandbox.scenario().orElseThrow()).play(sandbox.log()).world();
    assertEquals(sandbox.digest(), world.timeline().digest());
    return world;
  }

  /** Whatever the way, the guest of the lab does what the guest of the comparison did. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE")
  void aGuestOfAComparisonGoesOnInTheLab(Way way) throws Exception {
    Outcome outcome = new Comparison(OPCODES, sources()).in(way).orElseThrow();
    World world = opened(way, outcome.instructions());
    Host host = (Host) world.machine();
    assertEquals(outcome.instructions(), host.guestInstructions(0));
    Json guest = ((Json.Arr) host.guests()).items().getFirst();
    assertEquals(Json.of(outcome.console()), ((Json.Obj) guest).get("console"));
  }

  @Test
  void aLinkLeadsToWhereTheFirstDifferenceComesAbout() throws Exception {
    Outcome trapped = new Comparison(OPCODES, sources()).in(Way.TRAP_AND_EMULATE).orElseThrow();
    Divergence first = trapped.divergence().orElseThrow();
    World world = opened(Way.TRAP_AND_EMULATE, first.instruction());
    assertEquals(first.eip(), world.machine().cpu().eip());
    assertEquals(first.instruction(), trapped.parting().orElseThrow().instruction());
  }

  @Test
  void aMachineOfItsOwnHasNoHypervisorToLookInto() throws Exception {
    assertTrue(InTheLab.link(OPCODES, sources(), Way.BARE, 0).isEmpty());
  }

  @Test
  void whatTheGuestNeverDoesIsNoPlace() throws Exception {
    SourceFile guest = new SourceFile("guest.asm", "bits 32\norg 0x10000\ncli\nhlt\n", false);
    Sources few = new Sources(0x40000, guest, file("host.asm"), file("host-vmx.asm"));
    assertThrows(InvalidInput.class, () -> InTheLab.link(OPCODES, few, Way.TRAP_AND_EMULATE, 100));
  }
}
