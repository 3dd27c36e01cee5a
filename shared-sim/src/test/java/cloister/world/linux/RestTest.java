package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.machine.Machine;
import cloister.machine.Rest;
import cloister.world.Command;
import org.junit.jupiter.api.Test;

/** Where nobody runs, people may look at the machine before its clock goes on. */
class RestTest {
  private static final int FAR = 20_000_000;

  private static Rest rest(LinuxHost host) {
    return host.world().machine().rest().orElseThrow();
  }

  private static String text(LinuxHost host) {
    return host.world().machine().terminals().get(0).text(0);
  }

  private static LinuxHost patient() {
    LinuxHost host = new LinuxHost();
    host.world().machine().waitForClock(true);
    return host;
  }

  @Test
  void aRunEndsWhereSomebodySleepsAndSomebodyReads() {
    LinuxHost host = patient();
    host.type("sleep 1000 &");
    Rest rest = rest(host);
    assertTrue(rest.read());
    assertTrue(rest.millis() > 990_000 && rest.millis() <= 1_000_000, rest.toString());
    host.type("jobs");
    assertTrue(text(host).contains("Running"), text(host));
    assertEquals(rest.tick(), rest(host).tick());
  }

  @Test
  void whereNobodyReadsThatIsSaid() {
    LinuxHost host = patient();
    host.type("sleep 3; echo late");
    assertFalse(rest(host).read());
    host.run(FAR);
    assertFalse(text(host).contains("\r\nlate"), "a run that begins at a rest ends there");
    Machine machine = host.world().machine();
    machine.waitForClock(false);
    host.run(1);
    machine.waitForClock(true);
    host.run(FAR);
    assertTrue(text(host).contains("\r\nlate"), text(host));
    assertTrue(machine.rest().isEmpty());
  }

  @Test
  void shortSleepsAreNoRest() {
    assertTrue(text(patient().type("sleep 0.1; echo soon")).contains("\r\nsoon"));
  }

  /** Whether anybody rests or not, a step is what it is. */
  @Test
  void itIsTheSameMachineWithoutRests() throws Exception {
    LinuxHost host = patient();
    host.type("(sleep 2; echo one) & sleep 1; echo two");
    host.run(1);
    Machine machine = host.world().machine();
    for (int i = 0; i < 3; i++) {
      machine.waitForClock(false);
      host.run(1);
      machine.waitForClock(true);
      host.run(FAR);
    }
    assertTrue(text(host).contains("one") && text(host).contains("two"), text(host));
    LinuxHost again = new LinuxHost();
    again.apply(new Command.Type(0, "(sleep 2; echo one) & sleep 1; echo two\n"));
    again.run(host.step() - again.step());
    assertEquals(host.digest(), again.digest());
  }
}
