package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ways out that Linux closes. */
@Tag("full")
class FencesHoldTest {
  private static final String USER = "setpriv --reuid=1000 --regid=1000 --clear-groups ";

  private static String output(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void theRootOfAnotherUsersProcessIsNoDoor() {
    String command =
        "unshare -m sh -c 'mount -t tmpfs p /root; echo secret > /root/s; exec sleep 100' & P=$!;"
            + " sleep 0.2; "
            + USER
            + "cat /proc/$P/root/root/s 2>&1; "
            + USER
            + "cat /proc/$P/maps 2>&1; "
            + USER
            + "readlink /proc/$P/cwd";
    String said = output(command);
    assertTrue(!said.contains("secret"), said);
    assertEquals(2, said.split("Permission denied", -1).length - 1, said);
  }

  @Test
  void ownProcessesAreOnesOwn() {
    assertEquals("/tmp\n", output("cd /tmp; " + USER + "readlink /proc/self/cwd"));
  }

  @Test
  void aWeakerNamespaceMakesNoMountWritable() {
    String command =
        "mkdir /tmp/ro /tmp/b; chmod 777 /tmp/b; mount -t tmpfs -o mode=777 x /tmp/ro;"
            + " echo data > /tmp/ro/f; chmod 666 /tmp/ro/f; mount -o remount,ro,bind /tmp/ro; "
            + USER
            + "unshare -rm sh -c 'mount --bind /tmp/ro /tmp/b; mount -o remount,bind,rw /tmp/b;"
            + " echo OWNED > /tmp/b/f' 2> /dev/null; cat /tmp/ro/f";
    assertEquals("data\n", output(command));
  }

  @Test
  void aRangeOfIdsHasNoGap() {
    String command =
        "unshare -U sleep 1000 & P=$!; sleep 0.1;"
            + " printf '0 1000 1\\n500 1500 1\\n' > /proc/$P/uid_map;"
            + " printf '0 1000 1\\n500 1500 1\\n' > /proc/$P/gid_map;"
            + " nsenter -U -t $P sh -c 'unshare -U sleep 1000 & Q=$!; sleep 0.1;"
            + " echo \"0 0 501\" > /proc/$Q/uid_map; echo $?' 2> /dev/null";
    assertEquals("1\n", output(command));
  }

  /** Its name is not known any more, and asking for it comes to an end. */
  @Test
  void aDirectoryThatWasMovedOutOfItsMountIsUnreachable() {
    String command =
        "mkdir -p /tmp/a/b/c /tmp/m; mount --bind /tmp/a/b /tmp/m; cd /tmp/m/c;"
            + " mv /tmp/a/b/c /tmp/a/c; /bin/pwd";
    assertTrue(output(command).startsWith("(unreachable)"), output(command));
  }

  @Test
  void fromThereNoWayLeadsUp() {
    String command =
        "mkdir -p /tmp/a/b/c /tmp/m; echo s > /tmp/a/secret; mount --bind /tmp/a/b /tmp/m;"
            + " cd /tmp/m/c; mv /tmp/a/b/c /tmp/a/c; cat ../secret 2>&1; rm ../secret 2>&1;"
            + " cat /tmp/a/secret";
    String said = output(command);
    assertEquals(2, said.split("No such file or directory", -1).length - 1, said);
    assertTrue(said.endsWith("s\n"), said);
  }

  @Test
  void aProgramNamesItsOwnProcessAlone() {
    assertEquals(
        "monk\nsh: write error: Invalid argument\n",
        output("sh -c 'echo monk > /proc/$$/comm; cat /proc/$$/comm'; echo x 2>&1 > /proc/1/comm"));
  }

  @Test
  void aSharedMountInItselfIsOne() {
    String command =
        "mount -t tmpfs x /tmp; mount --make-shared /tmp; mkdir /tmp/a; mount --rbind /tmp /tmp/a;"
            + " grep -c /tmp/a /proc/self/mountinfo";
    assertEquals("1\n", output(command));
  }

  @Test
  void mountsHaveABound() {
    String command =
        "mount -t tmpfs x /tmp; mount --make-shared /tmp; mkdir /tmp/a;"
            + " for i in 1 2 3 4 5 6 7 8 9; do mount --rbind /tmp /tmp/a 2>&1; done";
    assertTrue(output(command).contains("No space left on device"), output(command));
  }
}
