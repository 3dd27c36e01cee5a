package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VtXTest {
  private static final String VT_X = "vmx";

  /** Before the guest is halted for good. */
  private static final int STEPS = 8_000;

  /** The ordinary kernels are those that go wrong by trap and emulate. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/guests/clean.asm",
        "src/test/guests/returns.asm",
        "../../lessons/course/virtualization/unvirtualizable/guest-a.asm",
        "../../lessons/course/virtualization/unvirtualizable/guest-b.asm",
        "../../lessons/course/virtualization/guest/guest-a.asm",
        "../../lessons/course/virtualization/why/guest-a.asm"
      })
  void anyKernelRunsAsOnAMachineOfItsOwn(String path) throws IOException {
    byte[] guest = Beside.assembled(Path.of(path));
    int origin = Beside.origin(Path.of(path));
    Board board = Beside.bare(guest, origin);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = Beside.host(guest, origin, VT_X);
    host.run(4_000_000);
    Beside.assertSame(board, host);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(0, machine.lies());
    assertEquals(Beside.instructions(board), machine.ticks());
  }

  @Test
  void oneGuestThatFreezesDoesNotStopTheOther() throws IOException {
    Host host = twoGuests("bits 32\norg 0x7C00\ncli\nagain: jmp again\n");
    host.run(400_000);
    assertEquals("bbbbbbbb", host.machines().get(1).devices().console().text());
    assertEquals(VirtualMachine.End.HALTED, host.machines().get(1).end());
    assertEquals(VirtualMachine.End.NONE, host.machines().get(0).end());
    assertTrue(host.machines().get(0).ticks() > 100_000);
  }

  @Test
  void aGuestThatCrashesDoesNotStopTheOther() throws IOException {
    Host host = twoGuests("bits 32\norg 0x7C00\nlidt [nothing]\nud2\nnothing: dw 0\ndd 0\n");
    host.run(400_000);
    assertEquals(VirtualMachine.End.TRIPLE_FAULT, host.machines().get(0).end());
    assertEquals("bbbbbbbb", host.machines().get(1).devices().console().text());
  }

  @Test
  void whatIsNotTheGuestsMemoryStopsIt() throws IOException {
    Host host = twoGuests("bits 32\norg 0x7C00\nmov eax, [0x7FFFF000]\n");
    host.run(100_000);
    assertEquals(VirtualMachine.End.NO_MEMORY, host.machines().get(0).end());
  }

  /** In the host, in guests, and between: a state says all. */
  @Test
  void aHostGoesOnFromAnyState() throws IOException {
    byte[] guest = Beside.assembled(Path.of("src/test/guests/clean.asm"));
    Host whole = Beside.host(guest, VT_X);
    whole.run(STEPS);
    Host cut = Beside.host(guest, VT_X);
    Random random = new Random(1);
    for (int done = 0; done < STEPS; ) {
      done += cut.run(Math.min(STEPS - done, 1 + random.nextInt(900)));
      byte[] state = state(cut);
      cut.load(new StateReader(state));
      assertArrayEquals(state, state(cut));
    }
    assertArrayEquals(state(whole), state(cut));
  }

  private static byte[] state(Host host) {
    StateWriter out = new StateWriter();
    host.save(out);
    return out.toBytes();
  }

  private static Host twoGuests(String first) throws IOException {
    Host host = new Host(Beside.MEMORY, 2, VT_X);
    byte[] entry = Beside.assembled(Path.of("../../lessons/course/lib/host-vmx.asm"));
    host.load("host-vmx.asm", HostLayout.BASE + HostLayout.ENTRY_CODE, entry);
    host.load("guest-a.asm", 0x7C00, Beside.assembled("guest-a.asm", first));
    Path path = Path.of("../../lessons/course/virtualization/unvirtualizable/guest-b.asm");
    host.load("guest-b.asm", 0x9C00, Beside.assembled(path));
    host.start();
    return host;
  }
}
