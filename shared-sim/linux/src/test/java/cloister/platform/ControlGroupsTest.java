package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void whoIsBeyondHighWaits() {
    String said =
        output(
            "mkdir a; echo 1M > a/memory.high;"
                + " sh -c 'echo $$ > a/cgroup.procs; exec stress -q --vm 1 --vm-bytes 3M -t 3';"
                + " cat a/memory.events; cat a/memory.peak");
    assertTrue(said.contains("oom_kill 0"), said);
    assertTrue(!said.contains("high 0\n"), said);
  }

  @Test
  void aWholeGroupEndsWhereThatIsAskedFor() {
    String said =
        output(
            "mkdir a; echo 1M > a/memory.max; echo 1 > a/memory.oom.group; sh -c 'echo $$ >"
                + " a/cgroup.procs; sleep 50 & stress -q --vm 1 --vm-bytes 3M; echo survived'"
                + " 2> /dev/null; echo $?; cat a/memory.events; dmesg -t | grep 'are going'");
    assertTrue(said.contains("137\n"), said);
    assertTrue(said.contains("oom_group_kill 1\nTasks in /a are going to be killed"), said);
  }

  @Test
  void whoeverGetsAGroupMovesWithinItAlone() {
    String user = "setpriv --reuid=1000 --regid=1000 --clear-groups ";
    assertEquals(
        "0::/a/b\nsh: can't create /sys/fs/cgroup/cgroup.procs: Permission denied\n"
            + "sh: can't create a/pids.max: Permission denied\n",
        output(
            "mkdir a; chown 1000:1000 a a/cgroup.procs a/cgroup.subtree_control;"
                + " echo $$ > a/cgroup.procs; "
                + user
                + "sh -c 'mkdir a/b; echo $$ > a/b/cgroup.procs; cat /proc/self/cgroup;"
                + " echo $$ > /sys/fs/cgroup/cgroup.procs; echo 1 > a/pids.max' 2>&1"));
  }

  @Test
  void fromElsewhereNobodyIsTakenIn() {
    String user = "setpriv --reuid=1000 --regid=1000 --clear-groups ";
    assertEquals(
        "sh: write error: Permission denied\n",
        output("mkdir a; chown -R 1000 a; " + user + "sh -c 'echo $$ > a/cgroup.procs' 2>&1"));
  }

  @Test
  void aNamespaceDoesNotBoundItself() {
    assertEquals(
        "sh: write error: Operation not permitted\n0::/b\n",
        output(
            "mkdir a; echo $$ > a/cgroup.procs; unshare -Cm sh -c 'mkdir /tmp/g; mount -t cgroup2 g"
                + " /tmp/g; cd /tmp/g; echo 5 > pids.max; mkdir b; echo $$ > b/cgroup.procs;"
                + " cat /proc/self/cgroup' 2>&1"));
  }

  /** Who opened the file, and not who writes to it, must be allowed to move processes. */
  @Test
  void aProcessIsMovedByTheRightsOfWhoeverOpenedTheFile() {
    String moves = "sh -c 'echo 0 >&3 && cat /proc/self/cgroup' 2>&1";
    assertEquals(
        "0::/a\n",
        output("mkdir a; exec 3> a/cgroup.procs; setpriv --reuid 1000 --clear-groups " + moves));
    assertEquals(
        "sh: can't create a/cgroup.procs: Permission denied\n",
        output("mkdir a; setpriv --reuid 1000 --clear-groups sh -c 'exec 3> a/cgroup.procs' 2>&1"));
  }

  @Test
  void thePeakOfProcessesOutlivesAnotherController() {
    assertEquals(
        "4\n4\n",
        output(
            "mkdir a a/b; echo +pids > a/cgroup.subtree_control; sh -c 'echo 0 > a/b/cgroup.procs;"
                + " sleep 0.1 & sleep 0.1 & sleep 0.1 & wait'; cat a/b/pids.peak; echo +memory >"
                + " a/cgroup.subtree_control; cat a/b/pids.peak"));
  }

  /** It is counted where it has ended, even if the group is gone and gets a successor. */
  @Test
  void aZombieIsTakenOffTheAccountThatCountedIt() {
    assertEquals(
        "0\n0\n",
        output(
            "mkdir a a/b; echo +pids > a/cgroup.subtree_control; sh -c 'echo 0 > a/b/cgroup.procs;"
                + " exit 0' & sleep 0.1; rmdir a/b; echo '-pids' > a/cgroup.subtree_control; echo"
                + " +pids > a/cgroup.subtree_control; wait; cat a/pids.current; mkdir a/b; cat"
                + " a/b/pids.current"));
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8, 12, 16})
  void aProgramThatFindsNoRoomSaysWhatIsMissing(int room) {
    assertEquals(
        "sh: ls: Cannot allocate memory\n",
        output(
            "mkdir a; echo 300K > a/memory.max; mount -t tmpfs x /tmp; sh -c 'echo -1000 >"
                + " /proc/self/oom_score_adj; echo 0 > a/cgroup.procs; L=0123456789; L=$L$L$L$L$L;"
                + " L=$L$L; while echo $L >> /tmp/f; do :; done 2> /dev/null; echo "
                + (300 + room)
                + "K > a/memory.max; exec ls /bin/sh' 2>&1"));
  }

  /** An open file leads as far as it did for whoever opened it (CVE-2021-4197). */
  @Test
  void theGroupsThatTheOpenerSawCount() {
    assertEquals(
        "0::/../b\n0::/a\n",
        output(
            "mkdir a b /mnt; mount -t cgroup2 -o nsdelegate x /mnt; echo $$ > a/cgroup.procs; exec"
                + " 3> b/cgroup.procs; unshare -C sh -c 'echo 0 >&3; cat /proc/self/cgroup'; cat"
                + " /proc/$$/cgroup"));
  }

  /** By the way from the group where the reader's world begins (cgroup_namespaces(7)). */
  @Test
  void theRootOfAMountIsNamedAsItsReaderSeesIt() {
    String shown = "grep cgroup2 /proc/self/mountinfo | cut -d ' ' -f 4,5";
    assertEquals(
        "/ /sys/fs/cgroup\n/.. /sys/fs/cgroup\n/ /mnt\n/ /sys/fs/cgroup\n/a /mnt\n",
        output(
            "mkdir a /mnt; "
                + shown
                + "; echo $$ > a/cgroup.procs; unshare -C sh -c \"mount -t cgroup2 x /mnt; "
                + shown
                + "\"; "
                + shown));
  }
}
