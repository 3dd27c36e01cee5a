package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsmCommandTest {
  @TempDir private Path folder;

  private Path source(String text) throws IOException {
    return Files.writeString(folder.resolve("a.asm"), text);
  }

  private CommandLineRun asm(String text, String... more) throws IOException {
    String[] arguments = {"asm", source(text).toString(), "-o", output().toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLineRun.of(all);
  }

  private Path output() {
    return folder.resolve("a.bin");
  }

  @Test
  void aSourceBecomesBytes() throws IOException {
    assertEquals(0, asm("bits 32\nxor eax, eax\nhlt\n").status());
    assertArrayEquals(new byte[] {0x31, (byte) 0xc0, (byte) 0xf4}, Files.readAllBytes(output()));
  }

  @Test
  void anIncludedFileLiesBesideTheSource() throws IOException {
    Files.writeString(folder.resolve("more.inc"), "nop\n");
    assertEquals(0, asm("%include \"more.inc\"\nhlt\n").status());
    assertArrayEquals(new byte[] {(byte) 0x90, (byte) 0xf4}, Files.readAllBytes(output()));
  }

  @Test
  void theListingHasAddressAndBytes() throws IOException {
    Path listing = folder.resolve("a.lst");
    asm("org 0x7c00\nnop\ndb 1,2,3,4,5,6,7,8,9\n", "--listing", listing.toString());
    assertEquals(
        """
             1                            org 0x7c00
             2 00007C00 90                nop
             3 00007C01 0102030405060708  db 1,2,3,4,5,6,7,8,9
               00007C09 09
        """,
        Files.readString(listing));
  }

  @Test
  void noFileThatIsReadIsOverwritten() throws IOException {
    String text = "%include \"more.inc\"\nhlt\n";
    Path more = Files.writeString(folder.resolve("more.inc"), "nop\n");
    Path source = source(text);
    Path link = Files.createSymbolicLink(folder.resolve("link"), source);
    for (Path target : List.of(source, link, more)) {
      refused(
          CommandLineRun.of("asm", source.toString(), "-o", target.toString()), "-o: " + target);
      refused(asm(text, "--listing", target.toString()), "--listing: " + target);
    }
    refused(asm(text, "--listing", output().toString()), "--listing: " + output());
    assertEquals(text, Files.readString(source));
    assertEquals("nop\n", Files.readString(more));
    assertFalse(Files.exists(output()));
  }

  private static void refused(CommandLineRun run, String what) {
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(what + " is also "), run.err());
  }

  @Test
  void anErrorIsNamedByItsPlaceAndNothingIsWritten() throws IOException {
    CommandLineRun run = asm("nop\n  fly away\n");
    assertEquals(1, run.status());
    assertTrue(run.err().startsWith("a.asm:2:"), run.err());
    assertTrue(run.err().contains(": error: "), run.err());
    assertFalse(Files.exists(output()));
  }
}
