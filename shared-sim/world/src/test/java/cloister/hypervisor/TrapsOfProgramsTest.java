package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.device.ide.TestMedium;
import cloister.machine.Computer;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomPc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs run by themselves beside a translated kernel, which has their debug exceptions. */
class TrapsOfProgramsTest {
  private static final int KERNEL = 0x7C00;
  private static final int LOG = 0x20000;
  private static final int END = 0x20FF0;
  private static final int FIRST = 0x20FF4;

  private static Computer ran(Computer machine, byte[] kernel) {
    machine.load("", KERNEL, kernel);
    for (int i = 0; i < 20 && !machine.stopped(); i++) {
      machine.run(1 << 20);
    }
    assertTrue(machine.stopped());
    return machine;
  }

  @Test
  void aSingleStepAndInt1ComeWhereTheyAreDue() throws IOException {
    PcParts parts = RomPc.parts(TaskSwitchesTest.LOADER, List.of(new TestMedium(64)));
    byte[] kernel = Beside.assembled(Path.of("src/test/guests/pc-traps.asm"));
    Computer bare = ran(new Pc(parts, _ -> {}), kernel);
    Computer guest = ran(TranslatedPcTest.translated(parts, _ -> {}), kernel);
    assertEquals(13, log(bare).lines().count(), log(bare));
    assertEquals(log(bare), log(guest));
    assertEquals(bare.instructions(), guest.instructions());
    assertEquals(bare.softwareDigest(), guest.softwareDigest());
    assertEquals(guest.memory().read32(FIRST) + 1, guest.memory().read32(LOG));
    int direct = ((Json.Num) ((Json.Obj) guest.shares()).get("direct")).word();
    assertTrue(direct > 100, guest.shares().write());
  }

  /** EIP, flags and DR6 of each. */
  private static String log(Computer machine) {
    StringBuilder text = new StringBuilder();
    for (int at = LOG; at < machine.memory().read32(END); at += 16) {
      for (int word = 0; word < 3; word++) {
        text.append(Integer.toHexString(machine.memory().read32(at + 4 * word))).append(' ');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
