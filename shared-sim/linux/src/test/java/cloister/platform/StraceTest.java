package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strace prints of programs, which it traces by ptrace(2). */
class StraceTest {
  private static final String CAT =
      """
      execve("/bin/cat", ["cat", "/etc/hostname"], ADDRESS /* VARS */) = 0
      open("/etc/hostname", O_RDONLY|O_LARGEFILE) = 3
      read(3, "host\\n", 4096)                 = 5
      write(1, "host\\n", 5)                   = 5
      read(3, "", 4096)                       = 0
      close(3)                                = 0
      exit_group(0)                           = ?
      +++ exited with 0 +++
      """;

  private static String output(String command) {
    return Host.shell(command)
        .run()
        .output()
        .replaceAll("0x[0-9a-f]{5,8}", "ADDRESS")
        .replaceAll("[0-9] vars", "VARS");
  }

  @Test
  void aProgramIsSeenByItsCalls() {
    assertEquals(CAT, output("strace cat /etc/hostname 2>&1 > /dev/null"));
  }

  @Test
  void refusalsSignalsAndEndsAreNamed() {
    assertEquals(
        """
        mkdir("/proc/x", 0777)                  = -1 EPERM (Operation not permitted)
        +++ exited with 1 +++
        """,
        output("strace -o t -e trace=mkdir mkdir /proc/x 2> /dev/null; cat t"));
    assertEquals(
        """
        Bad system call
        mkdir("d", 0777)                        = 39
        +++ killed by SIGSYS +++
        159
        """,
        output(
            "seccomp -r 'kill mkdir' strace -o t -e trace=mkdir mkdir d 2> /dev/null; echo $? >> t;"
                + " cat t"));
  }

  @Test
  void childrenAreFollowed() {
    String seen = output("strace -f -o t -e trace=process sh -c '/bin/true; echo a'; cat t");
    assertTrue(seen.contains("+++ exited with 0 +++"), seen);
    assertTrue(seen.contains("execve(\"/bin/true\", [\"/bin/true\"], "), seen);
    assertTrue(seen.contains("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid="), seen);
  }

  @Test
  void callsAreCounted() {
    String table = output("strace -c cat /etc/hostname 2>&1 > /dev/null");
    assertTrue(table.startsWith("% time     seconds  usecs/call     calls    errors sysc"), table);
    assertTrue(table.contains("         2           read\n"), table);
    assertTrue(table.contains("         7           total\n"), table);
  }

  @Test
  void aTracedProgramIsTracedInAMachineThatIsRestored() {
    String whole = Restored.inPieces("strace cat /etc/hostname 2>&1 > /dev/null", 20_011, 1000);
    assertTrue(whole.contains("exited with 0"), whole);
  }

  /** Linux tells of the end instead. */
  @Test
  void whoWaitsForAThreadThatEndsFindsItGone(@TempDir Path folder) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(
        StaticProgram.compile("tracedthread", program), "gcc -m32 -static builds no programs");
    ImageFile file = ImageFile.file("bin/prog", 0755, Files.readAllBytes(program));
    assertEquals(
        "stop 13 ECHILD\nstop 13 ECHILD\n",
        new Host().boot(List.of(file), "/bin/prog", "/bin/prog").run().output());
  }
}
