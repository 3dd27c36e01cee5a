package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Locks of flock(2) in a machine that is saved while somebody has one and somebody waits. */
class FileLockTest {
  @Test
  void whoWaitsGetsTheLockInAMachineThatIsRestored() {
    Host first =
        Host.shell(
            "PATH=$PATH:/usr/bin; flock l sleep 3 & sleep 1; flock -s l echo one & flock -s l echo"
                + " two & flock -x l sh -c 'echo alone; flock -n l true; echo $?' & sleep 1; echo"
                + " ready; flock -n l true; echo $?; wait; flock -n l echo free");
    while (!first.output().contains("ready")) {
      first.machine().run(20_011);
    }
    Host second = first.copy();
    assertArrayEquals(first.state(), second.state());
    String rest = first.run().output();
    assertEquals(rest, "ready\n" + second.run().output());
    assertEquals("ready\n1\n", rest.substring(0, 8));
    assertEquals("free\n", rest.substring(rest.length() - 5));
    assertEquals(7, rest.lines().count(), rest);
  }
}
