package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** epoll(7) and what else has no name, in machines that are saved while somebody waits for it. */
class EventFilesTest {
  @TempDir private Path folder;

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "eventfiles, 1500011, 6",
    "epollmachine, 2000003, 2",
    "recordlocks, 900001, 3",
    "ptys, 700001, 10",
    "sysvipc, 600011, 8",
    "inotify, 500009, 8",
    "mqueues, 300007, 8"
  })
  void whatIsWaitedForComesInAMachineThatIsRestored(String name, int piece, int most)
      throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile(name, program), "gcc -m32 -static builds no programs");
    ImageFile file = ImageFile.file("bin/prog", 0755, Files.readAllBytes(program));
    String printed =
        Restored.inPieces(
            () -> new Host().boot(List.of(file), "/bin/prog", "/bin/prog"), piece, most);
    assertTrue(printed.lines().count() > 60, printed);
  }
}
