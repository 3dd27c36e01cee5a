package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.kernel.trace.Unmounted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the kernel itself keeps of mounts. */
class MountsTest {
  private static String output(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void thereIsOneDevtmpfsForAllTime() {
    String command =
        "echo x > /dev/mark; umount -l /dev; ls /dev/null 2>&1; mount -t devtmpfs d /dev;"
            + " ls /dev/null /dev/mark";
    assertEquals(
        "ls: cannot access '/dev/null': No such file or directory\n/dev/mark\n/dev/null\n",
        output(command));
  }

  @Test
  void aNamespaceThatIsRefusedLeavesNoOtherBehind() {
    String command =
        "echo 0 > /proc/sys/user/max_uts_namespaces; mount -t tmpfs t /tmp;"
            + " mount --make-shared /tmp; unshare -mu true 2> /dev/null || echo refused;"
            + " mount --make-slave /tmp; grep -c master /proc/self/mountinfo";
    assertEquals("refused\n0\n", output(command));
  }

  @Tag("full")
  @Test
  void aMoveThatIsRefusedMovesNothing() {
    String command =
        "mount -t tmpfs x /tmp; mkdir /tmp/a /tmp/b; mount -t tmpfs m /srv; mkdir /srv/in;"
            + " mount -t tmpfs i /srv/in; mount --make-shared /tmp;"
            + " for i in 1 2 3 4 5 6 7 8; do mount --rbind /tmp /tmp/a 2> /dev/null; done;"
            + " mount --move /srv /tmp/b 2>&1; ls /srv; grep -c /srv /proc/self/mountinfo";
    String said = output(command);
    assertTrue(said.contains("No space left on device"), said);
    assertTrue(said.endsWith("\nin\n2\n"), said);
  }

  @Test
  void eventsTellOfPeersThatGoToo() {
    Host host =
        Host.shell(
            "mount -t tmpfs a /tmp; mount --make-shared /tmp; mkdir /tmp/x /tmp/y;"
                + " mount --bind /tmp /srv; mount -t tmpfs t /tmp/x; umount /tmp/x;"
                + " mount -t tmpfs t /tmp/x; mkdir /tmp/x/in; mount -t tmpfs u /srv/x/in;"
                + " umount -l /srv/x; unshare -m sh -c 'mount -t tmpfs v /srv/y; sleep 2' &"
                + " sleep 1; rmdir /srv/y");
    List<String> places = new ArrayList<>();
    host.machine()
        .setKernelEventSink(
            new EventSink() {
              @Override
              public boolean listening() {
                return true;
              }

              @Override
              public void accept(Event event) {
                if (event instanceof Unmounted unmounted) {
                  places.add(unmounted.place());
                }
              }
            });
    host.run();
    assertEquals(
        List.of("/tmp/x", "/srv/x", "/srv/x", "/srv/x/in", "/tmp/x", "/tmp/x/in", "/srv/y"),
        places);
  }

  @Test
  void whatNobodySeesOrUsesIsGivenBack() {
    String detached =
        "mount -t tmpfs t /tmp; mkdir /tmp/in; mount -t tmpfs u /tmp/in;"
            + " cat /bin/tools > /tmp/in/f; (cd /tmp/in; sleep 5) & sleep 1; umount -l /tmp; ";
    String rest = "wait; sleep 1; ls / > /dev/null";
    int inUse = free(detached + "ls / > /dev/null");
    int once = free(detached + rest);
    int never = free("sleep 1 & " + rest);
    assertEquals(never, once);
    assertTrue(inUse < once, "in use: " + inUse);
  }

  private static int free(String command) {
    return Host.shell(command).run().machine().kernel().frames().free();
  }
}
