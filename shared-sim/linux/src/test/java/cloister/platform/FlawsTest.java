package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Mistakes that the kernel makes when it is told to, and a program that makes use of one. */
class FlawsTest {
  /** Without a right, behind all fences. */
  private static final String FENCED =
      "setpriv --reuid=1000 --regid=1000 --clear-groups unshare -rCiunpmTf /srv/reach SECRET=";

  private static final String FLAW = "echo 1 > /proc/sys/kernel/unchecked_waitid; ";

  private static String output(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void theKernelLooksAtTheAddress() {
    assertEquals(
        "0\nreach: waitid: Bad address\n",
        output("cat /proc/sys/kernel/unchecked_waitid; /srv/reach SECRET= 2>&1"));
  }

  @Test
  void whereItDoesNotNoFenceIsAsked() {
    String found = output(FLAW + "SECRET=violet sleep 100 & sleep 0.1; " + FENCED);
    assertTrue(found.startsWith("SECRET=violet\n"), found);
  }

  @Test
  void theFlawCanBeTakenAwayAndNobodyElseMaySetIt() {
    String path = "/proc/sys/kernel/unchecked_waitid";
    assertEquals(
        "0\nsh: write error: Operation not permitted\n0\n",
        output(
            FLAW
                + "echo 0 > "
                + path
                + "; cat "
                + path
                + "; /srv/reach SECRET= 2> /dev/null"
                + "; setpriv --reuid=1000 --clear-groups sh -c 'echo 1 > "
                + path
                + "' 2> /dev/null"
                + "; setpriv --bounding-set=-all sh -c 'echo 1 > "
                + path
                + "' 2>&1; cat "
                + path));
  }

  @Test
  void whoHasToldTheKernelSoFindsItSoAfterwards() {
    Restored.inPieces(FLAW + "cat /proc/sys/kernel/unchecked_waitid", 40_009, 12);
  }
}
