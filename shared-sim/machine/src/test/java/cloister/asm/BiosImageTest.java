package cloister.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The BIOS that the build has made with our assembler. */
class BiosImageTest {
  private static final Path SOURCE = Path.of("../firmware/src/main/bios/bios.asm");
  private static final int RESET_VECTOR = 0xFFF0;

  @TempDir Path folder;

  private static byte[] image() throws IOException {
    try (InputStream in = BiosImageTest.class.getResourceAsStream("/cloister/bios/bios.bin")) {
      return in.readAllBytes();
    }
  }

  @Test
  void isWhatTheRealNasmMakes() throws Exception {
    Nasm.Result theirs = Nasm.assembleFile(SOURCE, folder.resolve("bios.bin"));
    assertTrue(theirs.succeeded(), theirs.log());
    assertEquals(-1, Arrays.mismatch(theirs.image(), image()), "first byte that differs");
  }

  @Test
  void fillsTheLastSegmentAndBeginsWithAFarJump() throws IOException {
    byte[] image = image();
    assertEquals(0x10000, image.length);
    assertEquals(0xEA, image[RESET_VECTOR] & 0xFF);
    assertEquals(0xF0, image[RESET_VECTOR + 4] & 0xFF);
    String date = new String(image, RESET_VECTOR + 5, 8, StandardCharsets.US_ASCII);
    assertEquals('/', date.charAt(2));
  }
}
