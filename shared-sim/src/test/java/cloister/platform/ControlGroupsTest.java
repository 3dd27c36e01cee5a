package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Control groups by what programs see of them. */
class ControlGroupsTest {
  private static final String AT = "cd /sys/fs/cgroup; ";

  private static String output(String command) {
    return Host.shell(AT + command).run().output();
  }

  @Test
  void theFirstGroupGivesAllControllers() {
    assertEquals(
        "cpu memory pids\ncpu memory pids\n",
        output("cat cgroup.controllers cgroup.subtree_control"));
  }

  @Test
  void aNewGroupIsBoundedByNothing() {
    assertEquals(
        "max\nmax\nmax 100000\n100\n0\n0\ndomain\n",
        output(
            "mkdir a; cd a; cat pids.max memory.max cpu.max cpu.weight memory.low pids.current"
                + " cgroup.type"));
  }

  @Test
  void aProcessThatMovesIsSeenThere() {
    assertEquals(
        "0::/a\n0::/\n",
        output(
            "mkdir a; echo $$ > a/cgroup.procs; cat /proc/self/cgroup; echo $$ > cgroup.procs;"
                + " cat /proc/$$/cgroup; rmdir a"));
  }

  @Test
  void whatIsMovedMustBe() {
    assertEquals(
        "sh: write error: No such process\nsh: write error: Invalid argument\n"
            + "sh: write error: Invalid argument\n",
        output(
            "mkdir a; sh -c 'echo 9999 > a/cgroup.procs; echo x > a/cgroup.procs;"
                + " echo > a/cgroup.procs' 2>&1"));
  }

  /** It was not to end while others could run. */
  @Test
  void theEndOfTheMainProgramIsTheMachines() {
    assertEquals("", output("while :; do :; done & exit 3"));
  }

  @Test
  void processesLiveInLeavesAlone() {
    assertEquals(
        "sh: write error: Device or resource busy\n",
        output("mkdir a; echo $$ > a/cgroup.procs; echo +memory 2>&1 > a/cgroup.subtree_control"));
  }

  @Test
  void aGroupWithSomebodyInItStays() {
    assertEquals(
        "rmdir: failed to remove 'a': Device or resource busy\n",
        output(
            "mkdir a a/b; rmdir a 2>&1; rmdir a/b a; echo *a* > /dev/null; ls -d a 2> /dev/null"));
  }

  @Test
  void filesAreNeitherMadeNorTakenAway() {
    assertEquals(
        "touch: cannot touch 'a/f': Permission denied\n"
            + "rm: cannot remove 'a/pids.max': Operation not permitted\n"
            + "mkdir: cannot create directory 'a/cgroup.procs': File exists\n",
        output("mkdir a; touch a/f 2>&1; rm a/pids.max 2>&1; mkdir a/cgroup.procs 2>&1")
            .replace('\u2018', '\'')
            .replace('\u2019', '\''));
  }

  @Test
  void aForkTooManyIsRefused() {
    assertEquals(
        "sh: can't fork: Resource temporarily unavailable\nmax 1\n3\n",
        output(
            "mkdir a; echo 3 > a/pids.max;"
                + " sh -c 'echo $$ > a/cgroup.procs; sleep 9 & sleep 9 & sleep 9 & wait' 2>&1;"
                + " cat a/pids.events a/pids.peak"));
  }

  @Test
  void aGroupWithoutRoomEndsWithOneKilled() {
    String said =
        output(
            "mkdir a; echo 1M > a/memory.max;"
                + " sh -c 'echo $$ > a/cgroup.procs; x=0123456789abcdef;"
                + " while :; do x=$x$x; done' 2> /dev/null; echo $?; cat a/memory.events;"
                + " cat a/memory.peak");
    assertTrue(said.startsWith("Killed\n137\nlow 0\nhigh 0\nmax 1\noom 1\noom_kill 1\n"), said);
    assertTrue(said.endsWith("1048576\n"), said);
  }

  @Test
  void whatIsFrozenDoesNothingUntilItThaws() {
    assertEquals(
        "populated 1\nfrozen 1\nState:\tS (sleeping)\nKilled\n137\npopulated 0\nfrozen 0\n",
        output(
            "mkdir a; sh -c 'while :; do :; done' & P=$!; echo $P > a/cgroup.procs; sleep 0.01;"
                + " echo 1 > a/cgroup.freeze; cat a/cgroup.events; grep State /proc/$P/status;"
                + " echo 0 > a/cgroup.freeze; echo 1 > a/cgroup.kill; wait $P; echo $?;"
                + " cat a/cgroup.events"));
  }

  @Test
  void aSignalThatEndsItReachesWhatIsFrozen() {
    assertEquals(
        "Terminated\n143\n",
        output(
            "mkdir a; sh -c 'while :; do :; done' & P=$!; echo $P > a/cgroup.procs;"
                + " echo 1 > a/cgroup.freeze; kill $P; wait $P; echo $?"));
  }

  @Test
  void aQuotaIsKept() {
    String said =
        output(
            "mkdir a; echo '20000 100000' > a/cpu.max;"
                + " sh -c 'echo $$ > a/cgroup.procs; while :; do :; done' & P=$!; sleep 1;"
                + " kill $P; wait $P; cat a/cpu.stat");
    String[] lines = said.split("\n");
    int usage = Integer.parseInt(lines[1].substring("usage_usec ".length()));
    assertTrue(usage > 180_000 && usage < 230_000, said);
    assertTrue(said.contains("nr_periods 10\nnr_throttled 10\n"), said);
  }

  @Test
  void sharesAreByWeight() {
    String said =
        output(
            "mkdir a b; echo 300 > b/cpu.weight; sh -c 'echo $$ > a/cgroup.procs; while :; do :;"
                + " done' & P=$!; sh -c 'echo $$ > b/cgroup.procs; while :; do :; done' & Q=$!;"
                + " sleep 1; echo 1 > a/cgroup.kill; echo 1 > b/cgroup.kill; head -n 1 a/cpu.stat;"
                + " head -n 1 b/cpu.stat");
    String[] lines = said.split("\n");
    double light = Integer.parseInt(lines[0].substring("usage_usec ".length()));
    double heavy = Integer.parseInt(lines[1].substring("usage_usec ".length()));
    assertEquals(3, heavy / light, 0.3, said);
  }

  @Test
  void aNamespaceShowsItsGroupAsTheFirst() {
    assertEquals(
        "0::/\n0::/..\n0::/a\n",
        output(
            "mkdir a; echo $$ > a/cgroup.procs; unshare -C cat /proc/self/cgroup;"
                + " unshare -C cat /proc/1/cgroup; cat /proc/self/cgroup"));
  }
}
