package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.world.Command;
import org.junit.jupiter.api.Test;

/** Jobs of a shell that is typed at: stopped, continued, listed and ended. */
class JobControlTest {
  private final TypedHost host = new TypedHost();

  @Test
  void theShellCannotBeStopped() throws Exception {
    host.type("\u001a");
    host.type("echo still here\n");
    assertTrue(host.screen().endsWith("still here\r\n# "), host.screen());
  }

  @Test
  void aJobIsStoppedListedAndContinued() throws Exception {
    host.start("cat | cat\n");
    assertEquals("^Z\r\n[1]+ Stopped    cat | cat\r\n# ", host.answer("\u001a"));
    assertEquals("jobs\r\n[1]+ Stopped    cat | cat\r\n# ", host.answer("jobs\n"));
    host.start("fg\n");
    assertTrue(host.answer("seen\n\u0004").endsWith("seen\r\nseen\r\n# "), host.screen());
    assertEquals("jobs\r\n# ", host.answer("jobs\n"));
  }

  @Test
  void aJobInTheBackgroundIsStoppedWhenItReads() throws Exception {
    String started = host.answer("cat &\n");
    assertEquals("cat &\r\n[1] 3\r\n# ", started);
    assertEquals("\r\n[1]+ Stopped (SIGTTIN) cat\r\n# ", host.answer("\n"));
    assertEquals("kill %1\r\n# ", host.answer("kill %1\n"));
    assertEquals("\r\n[1]+ Terminated cat\r\n# ", host.answer("\n"));
  }

  @Test
  void whatHasEndedIsToldBeforeThePrompt() throws Exception {
    host.type("sleep 1 & (exit 3) &\n");
    assertEquals(
        "\r\n[1]- Done       sleep 1\r\n[2]+ Done(3)    (exit 3)\r\n# ", host.answer("\n"));
  }

  @Test
  void aStatusIsWaitedFor() throws Exception {
    host.type("(exit 5) &\n");
    assertEquals("wait %1; echo $?\r\n5\r\n# ", host.answer("wait %1; echo $?\n"));
    assertTrue(host.answer("wait %1\n").contains("wait: No such job: %1"), host.screen());
  }

  @Test
  void aStopLeavesTheShellsLoop() throws Exception {
    host.start("while true; do cat; done; echo behind\n");
    assertEquals("^Z\r\n[1]+ Stopped    cat\r\nbehind\r\n# ", host.answer("\u001a"));
  }

  @Test
  void stoppedJobsHoldTheFirstExit() throws Exception {
    host.start("cat\n");
    host.type("\u001a");
    assertEquals("exit\r\nThere are stopped jobs.\r\n# ", host.answer("exit\n"));
    host.type("echo other\n");
    assertEquals("exit\r\nThere are stopped jobs.\r\n# ", host.answer("exit\n"));
    assertTrue(host.answer("exit\n").startsWith("exit\r\ninit: "), host.screen());
  }

  @Test
  void aJobThatIsGoneHoldsNoExit() throws Exception {
    host.start("cat\n");
    host.type("\u001a");
    assertTrue(host.answer("kill -9 %1; exit\n").contains("init: "), host.screen());
    assertTrue(host.answer("jobs %9\n").contains("jobs: No such job: %9"), host.screen());
  }

  /** Whoever has the terminal then, once the line is the shell's: the program ends. */
  @Test
  void anInterruptIsNeverLost() throws Exception {
    for (int steps = 15_000; steps < 100_000; steps += 1499) {
      host.start("cat\n", steps);
      String answer = host.answer("\u0003");
      assertTrue(answer.endsWith("^C\r\n# "), steps + ": " + answer);
    }
  }

  @Test
  void anInterruptPutsBackWhatStoodRedirected() throws Exception {
    host.start("while true; do sleep 1; done > /tmp/out\n");
    assertEquals("^C\r\n# ", host.answer("\u0003"));
    assertEquals("echo seen\r\nseen\r\n# ", host.answer("echo seen\n"));
  }

  @Test
  void anInterruptLeavesFunctionsAndConditions() throws Exception {
    host.type("set -- mine; x=outer; f() { local x=inner; if sleep 9; then :; fi; }\n");
    host.start("f a b c\n");
    assertEquals("^C\r\n# ", host.answer("\u0003"));
    assertEquals("echo $# $1 $x\r\n1 mine outer\r\n# ", host.answer("echo $# $1 $x\n"));
  }

  @Test
  void anErrorPutsBackWhatStoodRedirected() throws Exception {
    host.type("f() { echo ${1?no word}; } ; f > /tmp/out\n");
    assertEquals("echo seen\r\nseen\r\n# ", host.answer("echo seen\n"));
  }

  @Test
  void jobsAreWalkedBackAndReplayed() throws Exception {
    host.start("cat\n");
    host.type("\u001a");
    host.type("fg\n");
    host.type("over\n\u0004");
    String digest = host.world().timeline().digest();
    int end = host.world().step();
    host.world().apply(new Command.Seek(end / 2));
    host.world().apply(new Command.Seek(end));
    assertEquals(digest, host.world().timeline().digest());
  }
}
