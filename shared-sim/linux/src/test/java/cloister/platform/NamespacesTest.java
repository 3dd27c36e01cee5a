package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers by hand, at the shell. */
class NamespacesTest {
  private static final String USER = "setpriv --reuid=1000 --regid=1000 --clear-groups ";

  private static String output(String command) {
    return Host.shell(command).run().output();
  }

  @Test
  void theHostHasTheNumbersOfLinux() {
    assertEquals(
        "mnt:[4026531841]\nnet:[4026531840]\nuser:[4026531837]\n",
        output("for n in mnt net user; do readlink /proc/self/ns/$n; done"));
  }

  @Test
  void aHostNameIsSetInsideAlone() {
    assertEquals(
        "box\nbox\nhost\n",
        output(
            "unshare -u sh -c 'hostname box; hostname; cat /proc/sys/kernel/hostname'; hostname"));
  }

  @Test
  void aShellHasItsOwnNumbers() {
    assertEquals(
        "1\n/proc/1\nNSpid:\t1\n",
        output(
            "unshare -pf --mount-proc sh -c"
                + " 'echo $$; ls -d /proc/[0-9]*; read x < /proc/1/stat; grep NSpid"
                + " /proc/1/status'"));
  }

  @Test
  void withTheFirstProcessTheOthersEnd() {
    String command =
        "unshare -pf --mount-proc sh -c 'sleep 1000 & sleep 1000 & sleep 1'; ls -d /proc/[0-9]* |"
            + " wc -l";
    assertEquals("4\n", output(command));
  }

  @Test
  void signalsOfItsOwnDoNotEndTheFirst() {
    assertEquals(
        "alive\ngot it\n",
        output(
            "unshare -pf --mount-proc sh -c 'kill -9 1; kill -TERM 1; echo alive;"
                + " trap \"echo got it\" TERM; kill -TERM 1'"));
  }

  @Test
  void whoeverWalksOutOfAChrootIsOut() {
    String jail = "mkdir -p /w/jail/bin; cp /bin/sh /bin/ls /srv/walkout /w/jail/bin; cd /w/jail; ";
    assertEquals("bin\n", output(jail + "chroot . ls /"));
    assertEquals("/etc/os-release\n", output(jail + "chroot . walkout /bin/ls /etc/os-release"));
    String pivoted =
        "unshare -m sh -c 'mount --bind . .; cd .; cd /w/jail; mkdir old; pivot_root . old;"
            + " exec sh -c \"%s\"'";
    String look = "ls /old/etc/os-release; exec walkout ls /etc/os-release";
    String tools = "cp /bin/umount bin; ";
    assertEquals(
        "/old/etc/os-release\nls: cannot access '/etc/os-release': No such file or directory\n",
        output(jail + "exec 2>&1; " + tools + String.format(pivoted, look)));
    String away = "umount -l /old; ls /old; exec walkout ls /";
    assertEquals("bin\nold\n", output(jail + tools + String.format(pivoted, away)));
  }

  @Test
  void rootOfAUserNamespaceIsNotTheHosts() {
    String command =
        USER
            + "unshare -Ur sh -c 'id -u; cat /proc/self/uid_map; hostname x'; "
            + USER
            + "unshare -Uru sh -c 'hostname x; hostname'; "
            + USER
            + "unshare -Urm sh -c 'mount -t tmpfs none /mnt && grep /mnt /proc/mounts'";
    assertEquals(
        "0\n         0       1000          1\nhostname: you must be root to change the host name\n"
            + "x\nnone /mnt tmpfs rw,relatime,uid=1000,gid=1000,inode64 0 0\n",
        output("exec 2>&1; mkdir -p /mnt; " + command));
  }

  @Test
  void aNamespaceIsKeptByAFile() {
    assertEquals(
        "kept\n",
        output(
            "touch /tmp/ns; unshare --uts=/tmp/ns hostname kept; nsenter --uts=/tmp/ns hostname"));
  }

  @Test
  void whatIsMountedInsideIsNotSeenOutside() {
    Host host =
        Host.shell(
            "mkdir /m; unshare -m sh -c 'mount -t tmpfs t /m; cat /bin/tools > /m/x; ls /m';"
                + " ls /m; mount -t tmpfs t /m; cat /bin/tools > /m/x; umount /m");
    int before = Host.shell("mkdir /m").run().machine().kernel().frames().free();
    assertEquals("x\n", host.run().output());
    int left = before - host.machine().kernel().frames().free();
    assertTrue(left < 4, left + " frames are left behind");
  }

  @Test
  void aPageSeesWhoIsWhere() {
    Host host = Host.shell("unshare -u -pf sh -c 'read x; :'");
    while (!host.machine().awaitsInput()) {
      host.machine().run(10_000);
    }
    List<NamespaceRow> rows = host.machine().kernel().namespaces();
    List<NamespaceRow> names = rows.stream().filter(r -> r.kind() == NamespaceKind.UTS).toList();
    assertEquals(2, names.size());
    assertTrue(names.getFirst().initial());
    assertEquals("uts:[4026531838]", names.getFirst().label());
    assertEquals(List.of(1, 2), names.getFirst().members());
    assertEquals(List.of(3, 4), names.getLast().members());
    assertEquals(NamespaceKind.USER.initialNumber(), names.getLast().owner());
    NamespaceRow numbers =
        rows.stream().filter(r -> r.kind() == NamespaceKind.PID && !r.initial()).findAny().get();
    assertEquals(List.of(4), numbers.members());
    assertEquals(NamespaceKind.PID.initialNumber(), numbers.parent());
  }

  @Test
  void eventsTellOfThem() {
    Host host =
        Host.shell(
            "mkdir /m; unshare -um sh -c 'mount -t tmpfs t /m; nsenter -t 1 -u true; umount /m'");
    List<String> names = new ArrayList<>();
    host.machine()
        .setKernelEventSink(
            new EventSink() {
              @Override
              public boolean listening() {
                return true;
              }

              @Override
              public void accept(Event event) {
                if (event.name().startsWith("namespace") || event.name().startsWith("mount")) {
                  names.add(event.name());
                }
              }
            });
    host.run();
    assertEquals(
        List.of("namespace.new", "namespace.new", "mount.attach", "namespace.join", "mount.detach"),
        names);
  }

  @Test
  void aRestoredMachineHasThemAll() {
    String command =
        USER
            + "unshare -Urmpfu sh -c 'hostname in; mount -t tmpfs t /tmp; mount --make-shared /tmp;"
            + " mkdir /tmp/a; mount --bind /tmp /srv; mount -t proc p /proc; (sleep 1; echo $$); cd"
            + " /srv/a; umount -l /srv; (sleep 1); cd ..; ls; cd /; hostname; id -u; cat"
            + " /proc/self/mountinfo'";
    Restored.inPieces(command, 40_009, Integer.MAX_VALUE);
  }
}
