package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an overlay must not do with its layers, or let others do. */
@Tag("full")
class OverlayHoldsTest {
  private static final String USER = "setpriv --reuid=1000 --regid=1000 --clear-groups ";
  private static final String LAYERS =
      "cd /tmp; mkdir l u w m; echo old > l/a; echo new > l/b;"
          + " mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m; ";

  private static String output(String command) {
    return Host.shell(command + " 2>&1").run().output();
  }

  /** What is open and has no name any more is changed without getting one. */
  @Test
  void anUnlinkedFileDoesNotComeBack() {
    String command = LAYERS + "exec 5< m/a; mv m/b m/a; chmod 600 /proc/self/fd/5; cat m/a; ls u";
    assertEquals("new\na\nb\n", output(command));
    assertEquals(
        "ls: cannot access 'm/a': No such file or directory\n",
        output(LAYERS + "exec 3< m/a; rm m/a; chmod 600 /proc/self/fd/3; ls m/a"));
    assertEquals(
        "",
        output(LAYERS + "mkdir l/d; exec 3< m/d; rmdir m/d; chmod 700 /proc/self/fd/3; ls m/d; ")
            .replaceAll("ls: cannot access 'm/d': No such file or directory\n", ""));
  }

  @Test
  void theWorkingDirectoryOfSomebodyElseIsLeftAlone() {
    String command =
        "cd /srv; mkdir work; echo kept > work/data; "
            + USER
            + "unshare -Urm sh -c 'cd /tmp; mkdir l u m; mount -t overlay o -o"
            + " lowerdir=l,upperdir=u,workdir=/srv m; echo $?; touch m/x'; cat work/data";
    assertEquals("0\ntouch: cannot touch 'm/x': Read-only file system\nkept\n", output(command));
  }

  @Test
  void whatIsCoveredStaysCovered() {
    String command =
        "mkdir -p /tmp/h/hide /tmp/e /tmp/mm; chmod 777 /tmp/mm; echo SECRET > /tmp/h/hide/secret;"
            + " mount -t tmpfs t /tmp/h/hide; "
            + USER
            + "unshare -Urm sh -c 'mount -t overlay o -o lowerdir=/tmp/h:/tmp/e /tmp/mm;"
            + " cat /tmp/mm/hide/secret'";
    assertFalse(output(command).contains("SECRET"));
  }

  @Test
  void anUpperLayerThatIsReadOnlyIsNotWritten() {
    String command =
        "mkdir /tmp/r; mount -t tmpfs t /tmp/r; cd /tmp/r; mkdir l u w m; echo a > l/a; mount -t"
            + " overlay o -o lowerdir=l,upperdir=u,workdir=w m; mount -o remount,ro /tmp/r; touch"
            + " m/x; rm m/a; chmod 700 m; ls u";
    assertEquals(
        "touch: cannot touch 'm/x': Read-only file system\n"
            + "rm: cannot remove 'm/a': Read-only file system\n"
            + "chmod: changing permissions of 'm': Read-only file system\n",
        output(command));
  }

  @Test
  void nobodysFilesAreNotCopied() {
    String command =
        "mkdir -p /tmp/low/pub; chmod 1777 /tmp/low/pub; "
            + USER
            + "unshare -Urm sh -c 'cd /tmp; mkdir u2 w2 m; mount -t overlay o -o"
            + " lowerdir=low,upperdir=u2,workdir=w2 m; touch m/pub/new; ls u2'";
    assertEquals(
        "touch: cannot touch 'm/pub/new': Value too large for defined data type\n",
        output(command));
  }
}
