package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.world.Command;
import org.junit.jupiter.api.Test;

/** Process 1 of a host keeps a shell at the console, and its tables tidy. */
class InitTest {
  private static final String AGAIN = "init: the shell on console has ended; starting another\r\n";

  private final TypedHost host = new TypedHost();

  @Test
  void aShellThatEndsIsFollowedByAnother() throws Exception {
    assertEquals("echo $$ $PPID\r\n2 1\r\n# ", host.answer("echo $$ $PPID\n"));
    assertTrue(host.answer("exit\n").contains("exit\r\n" + AGAIN), host.screen());
    assertEquals("echo $$\r\n3\r\n# ", host.answer("echo $$\n"));
    assertTrue(host.answer("\u0004").contains(AGAIN), host.screen());
    assertTrue(host.answer("kill -9 $$\n").contains(AGAIN), host.screen());
    host.start("cat\n");
    assertTrue(host.answer("\u001a").contains("Stopped"), "the new shell has the terminal");
  }

  @Test
  void aProgramThatIsNotThereTakesNoShellAway() throws Exception {
    String refused = "exec nothere\r\nsh: exec: nothere: not found\r\n# ";
    assertEquals(refused, host.answer("exec nothere\n"));
    assertEquals("echo $$ $PWD\r\n2 /\r\n# ", host.answer("echo $$ $PWD\n"));
  }

  @Test
  void processOneIsNotKilled() throws Exception {
    host.type("kill -9 1; kill -STOP 1; kill 1\n");
    assertFalse(host.answer("cat /proc/1/comm\n").isEmpty());
    assertTrue(host.screen().contains("\r\ninit\r\n"), host.screen());
  }

  @Test
  void whatOrphansLeaveIsTaken() throws Exception {
    host.type("(sleep 1 & sleep 1 & sleep 1 &)\n");
    host.type("sleep 2\n");
    String left = host.answer("ls -d /proc/[0-9]* | wc -l\n");
    assertTrue(left.contains("\r\n4\r\n"), left);
  }

  @Test
  void withoutAShellItAsks() throws Exception {
    host.type("mv /bin/sh /bin/away\n");
    String asked = host.answer("exit\n");
    assertTrue(asked.endsWith("No such file or directory; press Enter to try again\r\n"), asked);
    assertTrue(host.world().stopped());
  }

  @Test
  void theEndOfAShellIsWalkedBack() throws Exception {
    int before = host.world().step();
    host.type("exit\n");
    int end = host.world().step();
    String later = host.world().timeline().digest();
    host.world().apply(new Command.Seek((before + end) / 2));
    host.world().apply(new Command.Seek(before - 1));
    host.world().apply(new Command.Seek(end));
    assertEquals(later, host.world().timeline().digest());
  }
}
