package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketsTest {
  @TempDir private Path folder;

  @Test
  void aMachineIsRestoredInTheMiddleOfConnectionsAndMessages() throws Exception {
    Path program = folder.resolve("prog");
    Oracle.need(StaticProgram.compile("sockets", program), "gcc -m32 -static builds no programs");
    List<ImageFile> files = List.of(ImageFile.file("bin/prog", 0755, Files.readAllBytes(program)));
    String whole =
        Restored.inPieces(() -> new Host().boot(files, "/bin/prog", "/bin/prog"), 30_011, 24);
    assertTrue(whole.endsWith("empty again: 0 \n"), whole);
  }
}
