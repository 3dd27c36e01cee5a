package cloister.codec;

/** SHA-256 (FIPS 180-4), fed piece by piece. */
public final class Sha256 {
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };
  private static final int BLOCK = 64;

  private final int[] hash = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private final int[] schedule = new int[64];
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private int blocks;

  /** The digest of one array as lower-case hexadecimal. */
  public static String hex(byte[] bytes) {
    return new Sha256().update(bytes, 0, bytes.length).hex();
  }

  public Sha256 update(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int count = Math.min(BLOCK - filled, to - at);
      System.arraycopy(bytes, at, block, filled, count);
      filled += count;
      at += count;
      if (filled == BLOCK) {
        compress();
      }
    }
    return this;
  }

  /** Pads, finishes and gives the 64 digits; the object must not be fed afterwards. */
  public String hex() {
    int bitsHigh = blocks >>> 23;
    int bitsLow = blocks << 9 | filled << 3;
    block[filled++] = (byte) 0x80;
    if (filled > BLOCK - 8) {
      zeroTo(BLOCK);
      compress();
    }
    zeroTo(BLOCK - 8);
    putWord(bitsHigh);
    putWord(bitsLow);
    compress();
    StringBuilder text = new StringBuilder(64);
    for (int word : hash) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        text.append("0123456789abcdef".charAt(word >>> shift & 15));
      }
    }
    return text.toString();
  }

  private void zeroTo(int end) {
    while (filled < end) {
      block[filled++] = 0;
    }
  }

  private void putWord(int word) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      block[filled++] = (byte) (word >>> shift);
    }
  }

  private void compress() {
    expand();
    int a = hash[0];
    int b = hash[1];
    int c = hash[2];
    int d = hash[3];
    int e = hash[4];
    int f = hash[5];
    int g = hash[6];
    int h = hash[7];
    for (int i = 0; i < 64; i++) {
      int s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      int t1 = h + s1 + (e & f ^ ~e & g) + K[i] + schedule[i];
      int s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      int t2 = s0 + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
    hash[5] += f;
    hash[6] += g;
    hash[7] += h;
    filled = 0;
    blocks++;
  }

  private void expand() {
    for (int i = 0; i < 16; i++) {
      int at = 4 * i;
      schedule[i] =
          block[at] << 24
              | (block[at + 1] & 0xff) << 16
              | (block[at + 2] & 0xff) << 8
              | block[at + 3] & 0xff;
    }
    for (int i = 16; i < 64; i++) {
      int x = schedule[i - 15];
      int y = schedule[i - 2];
      int s0 = right(x, 7) ^ right(x, 18) ^ x >>> 3;
      int s1 = right(y, 17) ^ right(y, 19) ^ y >>> 10;
      schedule[i] = schedule[i - 16] + s0 + schedule[i - 7] + s1;
    }
  }

  private static int right(int word, int count) {
    return word >>> count | word << 32 - count;
  }
}
