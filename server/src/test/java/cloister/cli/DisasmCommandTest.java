package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisasmCommandTest {
  private static final byte[] CODE = {0x31, (byte) 0xc0, (byte) 0xeb, (byte) 0xfc};

  @TempDir private Path folder;

  private String binary() throws IOException {
    return Files.write(folder.resolve("a.bin"), CODE).toString();
  }

  @Test
  void bytesBecomeInstructionsAtTheirAddress() throws IOException {
    CommandLineRun run = CommandLineRun.of("disasm", binary(), "--org", "7C00");
    assertEquals(
        "00007C00  31C0              xor ax, ax\n"
            + "00007C02  EBFC              jmp short 0x7c00\n",
        run.out());
    assertEquals(0, run.status());
  }

  @Test
  void theSizeOfTheSegmentDecides() throws IOException {
    CommandLineRun run = CommandLineRun.of("disasm", binary(), "--bits", "32", "--org", "0x10");
    assertEquals("00000010  31C0              xor eax, eax", run.out().lines().findFirst().get());
  }
}
