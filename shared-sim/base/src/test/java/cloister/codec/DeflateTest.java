package cloister.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class DeflateTest {
  @Test
  void jdkInflatesWhatWeCompress() throws DataFormatException {
    for (byte[] bytes : samples()) {
      byte[] packed = Deflate.compress(bytes);
      Inflater inflater = new Inflater(true);
      inflater.setInput(packed);
      byte[] out = new byte[bytes.length + 1];
      int count = inflater.inflate(out);
      assertTrue(inflater.finished());
      assertArrayEquals(bytes, Arrays.copyOf(out, count));
      inflater.end();
    }
  }

  @Test
  void weInflateWhatTheJdkCompresses() {
    for (byte[] bytes : samples()) {
      for (int level : new int[] {0, 1, 6, 9}) {
        for (int strategy :
            new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED}) {
          byte[] packed = jdkCompress(bytes, level, strategy);
          assertArrayEquals(bytes, Inflate.decompress(packed, bytes.length).orElseThrow());
        }
      }
    }
  }

  @Test
  void roundTrips() {
    for (byte[] bytes : samples()) {
      byte[] packed = Deflate.compress(bytes);
      assertArrayEquals(bytes, Inflate.decompress(packed, bytes.length).orElseThrow());
    }
  }

  @Test
  void textBecomesSmaller() {
    byte[] text =
        "    mov  eax, 7\n    mov  ebx, counter\n    inc  dword [ebx]\n"
            .repeat(20)
            .getBytes(StandardCharsets.UTF_8);
    assertTrue(Deflate.compress(text).length < text.length / 10);
  }

  @Test
  void stopsAtTheLimit() {
    byte[] packed = Deflate.compress(new byte[1_000_000]);
    assertTrue(Inflate.decompress(packed, 999_999).isEmpty());
    assertEquals(1_000_000, Inflate.decompress(packed, 1_000_000).orElseThrow().length);
    assertTrue(Inflate.decompress(packed, 0).isEmpty());
  }

  @Test
  void garbageEndsWithoutAResultOrWithOne() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      Inflate.decompress(bytes, 5000);
    }
    byte[] good = jdkCompress(samples().get(3), 9, Deflater.DEFAULT_STRATEGY);
    for (int length = 0; length < good.length; length++) {
      assertTrue(Inflate.decompress(Arrays.copyOf(good, length), 100_000).isEmpty());
    }
  }

  private static byte[] jdkCompress(byte[] bytes, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length * 2 + 100];
    int count = 0;
    while (!deflater.finished()) {
      count += deflater.deflate(out, count, out.length - count);
    }
    deflater.end();
    return Arrays.copyOf(out, count);
  }

  private static List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    samples.add(new byte[0]);
    samples.add(new byte[] {42});
    samples.add(new byte[1000]);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      text.append("{\"do\":\"run\",\"steps\":").append(i * i % 97).append("},");
    }
    samples.add(text.toString().getBytes(StandardCharsets.UTF_8));
    byte[] noise = new byte[70_000];
    new Random(3).nextBytes(noise);
    samples.add(noise);
    byte[] far = new byte[100_000];
    System.arraycopy(noise, 0, far, 0, 32_768);
    System.arraycopy(noise, 0, far, 32_768, 32_768);
    samples.add(far);
    return samples;
  }
}
