package cloister.world.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    host.world().timeline().endAtRest(true);
    return host;
  }

  private static void wake(LinuxHost host) {
    host.world().timeline().endAtRest(false);
    host.run(1);
    host.world().timeline().endAtRest(true);
    host.run(FAR);
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
    wake(host);
    assertTrue(text(host).contains("\r\nlate"), text(host));
    assertTrue(host.world().machine().rest().isEmpty());
  }

  @Test
  void shortSleepsAreNoRest() {
    assertTrue(text(patient().type("sleep 0.1; echo soon")).contains("\r\nsoon"));
  }

  /** What lies between the last checkpoint and a rest is done again, with the rests in it. */
  @Test
  void itStandsWhereTheRunEnded() {
    LinuxHost host = patient();
    host.type("for i in 1 2 3 4 5 6; do sleep 1; done; echo over");
    for (int i = 0; i < 6; i++) {
      int before = host.step();
      assertTrue(rest(host).millis() > 900, "rest " + i);
      wake(host);
      assertTrue(host.world().machine().cpu().halted(), "rest " + i);
      assertTrue(host.step() > before + 100, "rest " + i);
    }
    assertTrue(text(host).contains("\r\nover"), text(host));
  }

  /** Whether anybody rests or not, a step is what it is. */
  @Test
  void itIsTheSameMachineWithoutRests() throws Exception {
    LinuxHost host = patient();
    host.type("(sleep 2; echo one) & sleep 1; echo two");
    for (int i = 0; i < 3; i++) {
      wake(host);
    }
    assertTrue(text(host).contains("one") && text(host).contains("two"), text(host));
    LinuxHost again = new LinuxHost();
    again.apply(new Command.Type(0, "(sleep 2; echo one) & sleep 1; echo two\n"));
    again.run(host.step() - again.step());
    assertEquals(host.digest(), again.digest());
  }
}
