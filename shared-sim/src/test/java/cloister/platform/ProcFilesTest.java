package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Files of {@code /proc} about processes that have little left. */
class ProcFilesTest {
  @Test
  void everyFileOfAZombieIsThere() {
    String command =
        "(sh -c 'exit 3' & exec sleep 2) & sleep 1; z=$(ps -e -o pid= -o stat= | grep Z | awk"
            + " '{print $1}'); for f in /proc/$z/*; do cat $f; ls -l $f; readlink $f; done >"
            + " /dev/null 2>&1; grep -E '^(Umask|State)' /proc/$z/status; ps -o stat= -o args= -p"
            + " $z";
    assertEquals("State:\tZ (zombie)\nZ    [sh] <defunct>\n", Host.shell(command).run().output());
  }
}
