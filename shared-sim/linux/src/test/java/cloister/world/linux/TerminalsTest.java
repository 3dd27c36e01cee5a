package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Terminal;
import cloister.world.Command;
import cloister.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The terminals beside the console: a shell begins at one when somebody comes. */
class TerminalsTest {
  private static String text(LinuxHost host, int terminal) {
    return host.world().machine().terminals().get(terminal).text(0);
  }

  private static String processes(LinuxHost host) {
    return host.kernel().get("processes").write();
  }

  @Test
  void nobodyIsThereAtFirst() {
    LinuxHost host = new LinuxHost();
    List<Terminal> terminals = host.world().machine().terminals();
    assertEquals(3, terminals.size());
    assertEquals(0, terminals.get(1).length());
    assertTrue(!processes(host).contains("\"pid\":3"), processes(host));
  }

  @Test
  void eachHasAShellOfItsOwn() {
    LinuxHost host = new LinuxHost();
    String greeting = text(host, 0);
    String prompt = "# ";
    host.type(1, "\r");
    assertEquals(greeting, text(host, 1));
    assertTrue(greeting.endsWith(prompt), greeting);
    host.type(1, "A=second; echo $A $$\r").type(0, "echo $A $$\r");
    assertEquals(greeting + "A=second; echo $A $$\r\nsecond 3\r\n" + prompt, text(host, 1));
    assertEquals(greeting + "echo $A $$\r\n2\r\n" + prompt, text(host, 0));
    assertTrue(processes(host).contains("\"terminal\":\"tty2\""), processes(host));
    assertTrue(processes(host).contains("\"terminal\":\"console\""), processes(host));
  }

  @Test
  void whatIsTypedFirstIsNotLost() {
    LinuxHost host = new LinuxHost().type(2, "ps\r");
    assertTrue(text(host, 2).contains(" tty3 "), text(host, 2));
    assertTrue(!text(host, 2).contains(" console "), text(host, 2));
  }

  @Test
  void anotherShellBeginsWhereOneHasEnded() {
    LinuxHost host = new LinuxHost().type(1, "\r").type(1, "exit\r");
    assertTrue(!processes(host).contains("tty2"), processes(host));
    assertTrue(!host.world().machine().cpu().shutDown());
    host.type(1, "\r").type(1, "echo again\r");
    assertTrue(text(host, 1).contains("\r\nagain\r\n"), text(host, 1));
    assertTrue(host.world().machine().consoleText().contains("again"));
  }

  @Test
  void atOneWithoutItsFileNothingBegins() {
    LinuxHost host = new LinuxHost().type(0, "rm /dev/tty2\r").type(1, "\r");
    assertTrue(text(host, 1).contains("No such file or directory"), text(host, 1));
    assertTrue(!processes(host).contains("tty2"), processes(host));
    host.type(0, "umount -l /dev; rmdir /dev\r").type(2, "\r");
    assertTrue(text(host, 2).contains("No such file or directory"), text(host, 2));
    host.type(0, "echo alive\r");
    assertTrue(text(host, 0).contains("\r\nalive\r\n"), text(host, 0));
  }

  @Test
  void anInterruptReachesOnlyThoseAtItsTerminal() {
    LinuxHost host = new LinuxHost().type(1, "\r");
    host.begin(0, "while true; do :; done\r", 100_000);
    host.begin(1, "while true; do :; done\r", 100_000);
    host.begin(1, "\u0003", 1_000_000);
    assertTrue(text(host, 1).endsWith("^C\r\n# "), text(host, 1));
    assertTrue(!text(host, 0).contains("^C"), text(host, 0));
  }

  @Test
  void whatWasTypedThereIsReplayed() throws Exception {
    LinuxHost host = new LinuxHost().type(1, "\r").type(1, "echo one > /tmp/a\r").type(0, "ls\r");
    World world = host.world();
    String digest = world.timeline().digest();
    int step = world.step();
    host.apply(new Command.Seek(step / 2));
    host.apply(new Command.Seek(step));
    assertEquals(digest, world.timeline().digest());
    World again = LinuxHost.world(world.scenario());
    for (Command command : world.log().commands()) {
      if (!(command instanceof Command.Seek)) {
        again.apply(command);
      }
    }
    assertEquals(digest, again.timeline().digest());
  }
}
