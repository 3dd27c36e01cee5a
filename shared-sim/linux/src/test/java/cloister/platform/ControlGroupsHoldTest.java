package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever means harm stays in its group, and a group is the same after it was saved. */
@Tag("full")
class ControlGroupsHoldTest {
  private static final String BOMB = "b() { b | b & }; b";

  @Test
  void aForkBombInAGroupLeavesTheMachineAlone() {
    String said =
        Host.shell(
                "cd /sys/fs/cgroup; mkdir a; echo 12 > a/pids.max; sh -c 'echo $$ > a/cgroup.procs;"
                    + " "
                    + BOMB
                    + "; sleep 1' 2> /dev/null & sleep 0.3; cat a/pids.peak; echo 1 >"
                    + " a/cgroup.kill; sleep 0.1; cat a/cgroup.events; ls /bin/sh; rmdir a")
            .run()
            .output();
    assertEquals("12\npopulated 0\nfrozen 0\n/bin/sh\n", said);
  }

  /** The C library has the kernel write the child's number into it, which may be the last page. */
  @Test
  void childrenAreBornInAFullGroup(@TempDir Path folder) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile("full", program), "gcc -m32 -static builds no programs");
    Host host =
        new Host()
            .boot(
                List.of(ImageFile.file("bin/prog", 0755, Files.readAllBytes(program))),
                "/bin/prog",
                "/bin/prog")
            .run();
    assertEquals("some were killed\ncurrent 0\n", host.output());
  }

  @Test
  void aFloodOfMemoryInAGroupLeavesTheMachineAlone() {
    String said =
        Host.shell(
                "cd /sys/fs/cgroup; mkdir a; echo 4M > a/memory.max; mkdir /mnt; mount -t tmpfs x"
                    + " /mnt; sh -c 'echo $$ > a/cgroup.procs; cat /dev/zero > /mnt/f; stress -q"
                    + " --vm 4 --vm-bytes 8M' 2> /dev/null; cat a/memory.peak; rm -f /mnt/f; sleep"
                    + " 1; cat a/memory.current; ls /bin/sh")
            .run()
            .output();
    assertTrue(said.startsWith("Killed\n4194304\n"), said);
    assertTrue(said.endsWith("\n0\n/bin/sh\n"), said);
  }

  private static final String ACTS =
      "cd /sys/fs/cgroup; mkdir a a/b c; echo '+pids +memory' > a/cgroup.subtree_control; echo 5 >"
          + " a/b/pids.max; echo '30000 100000' > c/cpu.max; sh -c 'while :; do :; done' & P=$!;"
          + " echo $P > c/cgroup.procs; sleep 9 & Q=$!; echo $Q > a/b/cgroup.procs; sleep 0.05;"
          + " echo 1 > a/cgroup.freeze; sleep 0.2; cat c/cpu.stat a/b/cgroup.events; rmdir a/b;"
          + " echo 1 > c/cgroup.kill; wait $P; echo $?; cat a/cgroup.stat /proc/$Q/cgroup";

  @Test
  void aRestoredMachineGoesOnAsIfNothingHadHappened() {
    String whole = Restored.inPieces(ACTS, 60_013, 14);
    assertTrue(whole.contains("frozen 1\n"), whole);
  }
}
