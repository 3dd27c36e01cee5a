package cloister.device.apic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.device.Workbench;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApicTest {
  private static final int LOCAL = 0xfee00000;
  private static final int IO = 0xfec00000;
  private static final int EOI = LOCAL + 0xb0;
  private static final int MASKED = 1 << 16;
  private static final int LEVEL = 1 << 15;

  private final Workbench bench = new Workbench();
  private final Memory memory = new Memory(Memory.PAGE_SIZE);
  private final External external = new External();
  private final LocalApic local = new LocalApic(bench.clock, Workbench.TICKS_PER_SECOND, external);
  private final IoApic io = new IoApic(local);

  private static final class External implements InterruptLine {
    private boolean raised;

    @Override
    public boolean raised() {
      return raised;
    }

    @Override
    public int acknowledge() {
      return 0x08;
    }
  }

  private final class Both implements Saveable {
    @Override
    public void save(StateWriter out) {
      local.save(out);
      io.save(out);
    }

    @Override
    public void load(StateReader in) {
      local.load(in);
      io.load(in);
    }
  }

  @BeforeEach
  void connect() {
    local.connect(memory);
    io.connect(memory);
  }

  private void enable() {
    memory.write32(LOCAL + 0xf0, 0x1ff);
  }

  private void route(int line, int entry) {
    memory.write32(IO, 0x11 + 2 * line);
    memory.write32(IO + 0x10, 0);
    memory.write32(IO, 0x10 + 2 * line);
    memory.write32(IO + 0x10, entry);
  }

  @Test
  void switchedOffItLetsTheOldControllerThrough() {
    external.raised = true;
    assertTrue(local.raised());
    assertEquals(0x08, local.acknowledge());
    enable();
    assertFalse(local.raised());
    memory.write32(LOCAL + 0x350, 0x700);
    assertTrue(local.raised());
  }

  @Test
  void itSaysWhatItIs() {
    assertEquals(0x00050014, memory.read32(LOCAL + 0x30));
    assertEquals(0, memory.read32(LOCAL + 0x20));
    memory.write32(IO, 1);
    assertEquals(0x00170011, memory.read32(IO + 0x10));
  }

  @Test
  void anEdgeArrivesOnceWithItsVector() {
    enable();
    route(4, 0x34);
    io.set(4, true);
    assertTrue(local.raised());
    assertEquals(0x34, local.acknowledge());
    assertEquals(1 << 20, memory.read32(LOCAL + 0x110));
    memory.write32(EOI, 0);
    assertFalse(local.raised());
    assertEquals(0, memory.read32(LOCAL + 0x110));
  }

  @Test
  void aLevelAsksAgainAfterItsEnd() {
    enable();
    route(5, LEVEL | 0x41);
    io.set(5, true);
    assertEquals(0x41, local.acknowledge());
    assertFalse(local.raised());
    memory.write32(EOI, 0);
    assertTrue(local.raised());
    assertEquals(0x41, local.acknowledge());
    io.set(5, false);
    memory.write32(EOI, 0);
    assertFalse(local.raised());
  }

  @Test
  void aMaskedLineIsNotHeard() {
    enable();
    route(3, MASKED | 0x33);
    io.set(3, true);
    assertFalse(local.raised());
  }

  @Test
  void lowerClassesWaitForHigherOnes() {
    enable();
    route(1, 0x55);
    route(2, 0x61);
    route(3, 0x52);
    io.set(1, true);
    assertEquals(0x55, local.acknowledge());
    io.set(3, true);
    assertFalse(local.raised());
    io.set(2, true);
    assertEquals(0x61, local.acknowledge());
    memory.write32(EOI, 0);
    memory.write32(EOI, 0);
    assertTrue(local.raised());
    memory.write32(LOCAL + 0x80, 0x50);
    assertFalse(local.raised());
  }

  @Test
  void theTimerCountsDownOnceOrAgainAndAgain() {
    enable();
    memory.write32(LOCAL + 0x3e0, 0b0011);
    memory.write32(LOCAL + 0x320, 0x40);
    memory.write32(LOCAL + 0x380, 100);
    bench.pass(800);
    assertEquals(50, memory.read32(LOCAL + 0x390));
    assertFalse(local.raised());
    bench.pass(800);
    assertEquals(0x40, local.acknowledge());
    memory.write32(EOI, 0);
    bench.pass(5000);
    assertFalse(local.raised());
    memory.write32(LOCAL + 0x320, 0x20040);
    memory.write32(LOCAL + 0x380, 100);
    for (int i = 0; i < 3; i++) {
      bench.pass(1600);
      assertEquals(0x40, local.acknowledge());
      memory.write32(EOI, 0);
    }
  }

  @Test
  void aProcessorCanInterruptItself() {
    enable();
    memory.write32(LOCAL + 0x300, 1 << 18 | 0x77);
    assertEquals(0x77, local.acknowledge());
    memory.write32(EOI, 0);
    memory.write32(LOCAL + 0x300, 3 << 18 | 0x78);
    assertFalse(local.raised());
    memory.write32(LOCAL + 0xd0, 0x02000000);
    memory.write32(LOCAL + 0x310, 0x02000000);
    memory.write32(LOCAL + 0x300, 1 << 11 | 0x79);
    assertEquals(0x79, local.acknowledge());
  }

  @Test
  void theStateIsSaved() {
    enable();
    route(4, LEVEL | 0x34);
    io.set(4, true);
    memory.write32(LOCAL + 0x320, 0x20090);
    memory.write32(LOCAL + 0x380, 1000);
    bench.pass(1234);
    Both both = new Both();
    byte[] saved = bench.save(both);
    bench.pass(4321);
    String expected = bench.state(both);
    local.acknowledge();
    io.set(4, false);
    memory.write32(LOCAL + 0x380, 0);
    bench.load(saved, both);
    bench.pass(4321);
    assertEquals(expected, bench.state(both));
  }

  @Test
  void openingTheWayForTheOldControllerIsReported() {
    int[] rises = {0};
    local.onRise(() -> rises[0]++);
    enable();
    external.raised = true;
    memory.write32(LOCAL + 0x350, 0x700);
    assertEquals(1, rises[0]);
    memory.write32(LOCAL + 0x350, 0x700 | MASKED);
    memory.write32(LOCAL + 0xf0, 0xff);
    assertEquals(2, rises[0]);
  }

  @Test
  void theInterruptThatCannotBeMaskedComesWhetherTheApicIsOnOrNot() {
    int[] arrived = {0};
    local.onNmi(() -> arrived[0]++);
    memory.write32(LOCAL + 0x310, 0);
    memory.write32(LOCAL + 0x300, 0x400);
    assertEquals(1, arrived[0], "switched off");
    enable();
    memory.write32(LOCAL + 0x300, 0x400);
    assertEquals(2, arrived[0], "switched on");
    memory.write32(LOCAL + 0x310, 5 << 24);
    memory.write32(LOCAL + 0x300, 0x400);
    memory.write32(LOCAL + 0x300, 0x400 | 1 << 18);
    assertEquals(2, arrived[0], "to somebody else, and to itself by a shorthand");
    assertFalse(local.raised(), "it has no vector");
  }

  @Test
  void theOldControllersRiseIsAnNmiWhereLine0SaysSo() {
    int[] arrived = {0};
    local.onNmi(() -> arrived[0]++);
    local.externalRises();
    enable();
    local.externalRises();
    memory.write32(LOCAL + 0x350, 0x700);
    local.externalRises();
    memory.write32(LOCAL + 0x350, 0x400 | MASKED);
    local.externalRises();
    assertEquals(0, arrived[0], "masked, or an external interrupt");
    memory.write32(LOCAL + 0x350, 0x400);
    external.raised = true;
    local.externalRises();
    assertEquals(1, arrived[0]);
    assertFalse(local.raised(), "it does not ask twice");
  }

  @Test
  void aLineThatIsNotToBeMaskedAsksByItsEdgeAlone() {
    int[] arrived = {0};
    local.onNmi(() -> arrived[0]++);
    route(3, 0x400 | LEVEL);
    io.set(3, true);
    io.set(3, true);
    route(3, 0x400 | LEVEL);
    assertEquals(1, arrived[0]);
    io.set(3, false);
    io.set(3, true);
    assertEquals(2, arrived[0]);
    route(3, 0x400 | MASKED);
    io.set(3, false);
    io.set(3, true);
    assertEquals(2, arrived[0]);
  }

  @Test
  void aNewDivisorChangesTheSpeedOfARunningTimerOnly() {
    enable();
    memory.write32(LOCAL + 0x3e0, 0b0011);
    memory.write32(LOCAL + 0x320, 0x40);
    memory.write32(LOCAL + 0x380, 100);
    bench.pass(800);
    memory.write32(LOCAL + 0x3e0, 0b0000);
    assertEquals(50, memory.read32(LOCAL + 0x390));
    bench.pass(98);
    assertEquals(1, memory.read32(LOCAL + 0x390));
    assertFalse(local.raised());
    bench.pass(2);
    assertEquals(0x40, local.acknowledge());
    memory.write32(EOI, 0);
    memory.write32(LOCAL + 0x3e0, 0b0011);
    assertEquals(0, memory.read32(LOCAL + 0x390));
    bench.pass(5000);
    assertFalse(local.raised());
  }
}
