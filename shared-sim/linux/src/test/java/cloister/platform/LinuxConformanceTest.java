package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Static programs of gcc and glibc do the same under our kernel as under the host's. */
class LinuxConformanceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "processes",
        "files",
        "signals",
        "lastuses",
        "waitedfor",
        "refusals",
        "doubles",
        "vfork",
        "mounts",
        "subtrees",
        "crossing",
        "procfs",
        "mountmachine",
        "leaderless",
        "namespaces",
        "capabilities",
        "seccomp",
        "ptrace",
        "tracestops",
        "traceends",
        "openers",
        "orphans",
        "queued",
        "overlay",
        "unlinked",
        "locks",
        "reopened",
        "sockets",
        "socketends",
        "internet",
        "epollmachine",
        "eventfiles",
        "recordlocks",
        "ptys",
        "sysvipc",
        "inotify",
        "mqueues",
        "status",
        "procstate",
        "procedges",
        "transfers",
        "posixtimers",
        "clones",
        "dumpable",
        "procuse",
        "traceoptions",
        "refusedpaths"
      })
  void programsDoTheSameUnderBothKernels(String name) throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile(name, program), "gcc -m32 -static builds no programs");
    // A build in the background ignores signals that the programs expect to be told by.
    Process native_ =
        new ProcessBuilder("env", "--default-signal", program.toString())
            .redirectErrorStream(true)
            .start();
    String expected =
        new String(native_.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int status = native_.waitFor();
    Host host =
        new Host()
            .boot(
                List.of(ImageFile.file("bin/prog", 0755, Files.readAllBytes(program))),
                "/bin/prog",
                "/bin/prog")
            .run();
    assertFalse(expected.isEmpty());
    assumeFalse(expected.equals("not allowed\n"), "the host allows no namespaces");
    assertEquals(expected, host.output());
    assertEquals(status << 8, host.status());
  }
}
