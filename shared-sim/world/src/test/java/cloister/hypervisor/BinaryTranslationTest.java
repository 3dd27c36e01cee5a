package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Board;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTranslationTest {
  private static final String TRANSLATED = "binary-translation";

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
  void anOrdinaryKernelRunsAsOnAMachineOfItsOwn(String path) throws IOException {
    byte[] guest = Beside.assembled(Path.of(path));
    int origin = Beside.origin(Path.of(path));
    Board board = Beside.bare(guest, origin);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = Beside.host(guest, origin, TRANSLATED);
    host.run(4_000_000);
    Beside.assertSame(board, host);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(0, machine.lies());
    assertEquals(Beside.instructions(board), machine.ticks());
  }

  /** Random kernels, without a hypervisor and translated. */
  @Tag("full")
  @Test
  void randomKernelsRunAsOnMachinesOfTheirOwn() {
    int programs = Integer.parseInt(env("CLOISTER_FUZZ_PROGRAMS", "120"));
    long first = Long.parseLong(env("CLOISTER_FUZZ_SEED", "1"));
    for (long seed = first; seed < first + programs; seed++) {
      runsTheSame("seed " + seed, RandomKernel.text(seed));
    }
  }

  private static Host ran(String text, int steps) {
    Host host = Beside.host(Beside.assembled("g.asm", "bits 32\norg 0x7C00\n" + text), TRANSLATED);
    host.run(steps);
    return host;
  }

  private static final String LOOP =
      """
              mov esp, 0x7000
              mov ecx, ROUNDS
      round:  pushfd
              cli
              popfd
              call routine
              loop round
              cli
              hlt
      routine: ret
      """;

  /** What leads from unit to unit is asked for once, whatever the number of rounds. */
  @Test
  void aLoopCallsTheHypervisorInItsFirstRoundsAlone() {
    VirtualMachine few = ran(LOOP.replace("ROUNDS", "4"), 100_000).machines().get(0);
    VirtualMachine many = ran(LOOP.replace("ROUNDS", "400"), 100_000).machines().get(0);
    assertEquals(VirtualMachine.End.HALTED, many.end());
    for (ExitReason reason : List.of(ExitReason.CONTINUE, ExitReason.LOOK_UP)) {
      assertTrue(few.exits(reason) > 0, reason.id());
      assertEquals(few.exits(reason), many.exits(reason), reason.id());
    }
  }

  @Test
  void aFullCacheIsEmptiedAndTheGuestNoticesNothing() {
    StringBuilder text = new StringBuilder("mov esp, 0x7000\nmov ecx, 3\nround:\n");
    for (int i = 0; i < 900; i++) {
      text.append("pushfd\npopfd\ninc dword [0x20000]\njmp next%d\nnext%d:\n".formatted(i, i));
    }
    Host host = ran(text + "dec ecx\njnz near round\ncli\nhlt\n", 2_000_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(VirtualMachine.End.HALTED, guest.end());
    assertEquals(2700, guest.memory().read32(0x20000));
    assertTrue(host.translations(0).counts().flushes() > 1);
  }

  /** A saved machine goes on as the one that was saved, wherever that was. */
  @Test
  void aRestoredMachineGoesOnTheSame() {
    byte[] guest = Beside.assembled("random.asm", RandomKernel.text(3));
    Host one = Beside.host(guest, TRANSLATED);
    for (int cut = 0; cut < 60; cut++) {
      one.run(331);
      Host other = Beside.copy(one, guest, TRANSLATED);
      one.run(97);
      other.run(97);
      assertArrayEquals(Beside.saved(one), Beside.saved(other), "cut " + cut);
      assertEquals(Beside.contents(one), Beside.contents(other), "cut " + cut);
    }
  }

  /** Whenever an interrupt comes, it comes one instruction behind STI, not at once. */
  @Test
  void nothingComesBetweenStiAndTheNextInstruction() {
    for (int ticks = 61; ticks < 69; ticks++) {
      String text =
          RandomKernel.of(
              "mov dword [0x27010], 40\nagain:\ncli\nsti\ninc dword [0x20000]\nsti\nsti\n"
                  + "pushfd\ncli\npopfd\ndec dword [0x27010]\njnz again\n"
                  + "mov dword [0x27010], 1\n",
              ticks,
              -1);
      runsTheSame("ticks " + ticks, text);
    }
  }

  private static String env(String name, String absent) {
    String value = System.getenv(name);
    return value == null ? absent : value;
  }

  private static void runsTheSame(String what, String text) {
    byte[] guest = Beside.assembled("kernel.asm", text);
    Board board = Beside.bare(guest);
    board.run(300_000);
    Host host = Beside.host(guest, TRANSLATED);
    host.run(6_000_000);
    VirtualMachine machine = host.machines().get(0);
    String name = what + ", " + machine.end();
    assertTrue(board.stopped(), name);
    assertEquals(List.of(), Beside.differences(board, machine), name);
    assertEquals(Beside.instructions(board), machine.ticks(), name);
    assertEquals(0, machine.lies(), name);
  }
}
