package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.kernel.trace.ProcessEnded;
import cloister.kernel.trace.SystemCallLeft;
import cloister.kernel.trace.TaskForked;
import cloister.machine.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinuxMachineTest {
  private static final String PIPELINE =
      "echo one > /tmp/f; echo two >> /tmp/f; cat /tmp/f | sort -r | while read w; do echo"
          + " \"<$w>\"; done; (sleep 1; exit 3) & wait $!; echo $?; ls /dev | wc -l";

  private static final String RESULT = "<two>\n<one>\n3\n13\n";

  @Test
  void aShellRunsPipelines() {
    Host host = Host.shell(PIPELINE).run();
    assertEquals(RESULT, host.output());
    assertEquals(0, host.status());
  }

  @Test
  void theShellReadsItsInput() {
    Host host =
        new Host()
            .input("read x\nfrom input\necho \"got $x\"\nexit 7\n")
            .boot(List.of(), "/bin/sh", "sh")
            .run();
    assertEquals("got from input\n", host.output());
    assertEquals(7 << 8, host.status());
  }

  @Test
  void itDoesTheSameInPiecesOfAnySize() {
    Host whole = Host.shell(PIPELINE).run();
    Host cut = Host.shell(PIPELINE).run(997);
    assertEquals(whole.output(), cut.output());
    assertEquals(digest(whole), digest(cut));
  }

  private static String digest(Host host) {
    return Digest.of(host.machine(), host.machine().memory());
  }

  @Test
  void aRestoredMachineGoesOnAsIfNothingHadHappened() {
    assertEquals(RESULT, Restored.inPieces(PIPELINE, 20_011, 12));
  }

  @Test
  void rightsAreRestored() {
    String rights =
        "cp /bin/chown /tmp; setcap cap_chown+ep /tmp/chown; date -s 2001-01-01 > /dev/null;"
            + " capsh --inh=cap_kill --addamb=cap_kill --secbits=0x40 --no-new-privs"
            + " -- -c 'echo ready; sleep 1; getcap /tmp/chown; date +%Y;"
            + " grep -E \"CapAmb|NoNew\" /proc/self/status; capsh --print | grep -c yes'";
    Host first = Host.shell(rights);
    while (!first.output().contains("ready")) {
      first.machine().run(20_011);
    }
    Host second = first.copy();
    assertArrayEquals(first.state(), second.state());
    second.run();
    assertEquals(
        "/tmp/chown cap_chown=ep\n2001\nCapAmb:\t0000000000000020\nNoNewPrivs:\t1\n1\n",
        second.output());
  }

  @Test
  void allMemoryIsGivenBack() {
    Host host = Host.shell("for i in 1 2 3 4 5; do ls / | cat > /dev/null; done").run();
    int once = host.machine().kernel().frames().free();
    Host more = Host.shell("for i in 1 2 3 4 5 6 7 8 9; do ls / | cat > /dev/null; done").run();
    assertEquals(once, more.machine().kernel().frames().free());
  }

  /** It would go on with its call as long as the machine runs. */
  @Test
  @Timeout(60)
  void theMachineEndsThoughThatWakesSomebody() {
    Host host = Host.shell("mkfifo /tmp/p; cat /tmp/p & exec 3> /tmp/p; sleep 1; echo last").run();
    assertEquals("last\n", host.output());
  }

  @Test
  void aForkBombEndsInTheMachinesErrors() {
    Host host =
        new Host(4 << 20)
            .boot(List.of(), "/bin/sh", "sh", "-c", "b() { b | b & }; b; sleep 1000; echo alive");
    for (int i = 0; i < 100 && host.output().isEmpty(); i++) {
      host.machine().run(100_000);
    }
    assertTrue(host.output().contains("Cannot allocate memory"), host.output());
  }

  @Test
  void aFullDiskSaysSo() {
    String command = "while cat /bin/tools >> /tmp/all; do :; done; echo x > /tmp/x; ls /tmp";
    Host host = new Host(4 << 20).boot(List.of(), "/bin/sh", "sh", "-c", command).run();
    assertEquals(
        "cat: write error: No space left on device\n"
            + "sh: write error: No space left on device\n"
            + "all\n"
            + "x\n",
        host.output());
  }

  @Test
  void eventsTellOfCallsForksAndEnds() {
    Host host = Host.shell("echo hi | cat");
    List<Event> events = new ArrayList<>();
    host.machine()
        .setKernelEventSink(
            new EventSink() {
              @Override
              public boolean listening() {
                return true;
              }

              @Override
              public void accept(Event event) {
                events.add(event);
              }
            });
    host.run();
    assertEquals(2, events.stream().filter(TaskForked.class::isInstance).count());
    assertEquals(3, events.stream().filter(ProcessEnded.class::isInstance).count());
    assertTrue(
        events.stream()
            .filter(SystemCallLeft.class::isInstance)
            .anyMatch(one -> ((SystemCallLeft) one).text().equals("write(1, \"hi\\n\", 3) = 3")));
  }
}
