package cloister.kernel.anon;

/** Numbers of 64 bits as programs read and write them, low byte first. */
final class Words {
  private Words() {}

  static byte[] bytes(long value) {
    byte[] bytes = new byte[Long.BYTES];
    put(bytes, 0, value, Long.BYTES);
    return bytes;
  }

  static void put(byte[] to, int at, long value, int size) {
    for (int i = 0; i < size; i++) {
      to[at + i] = (byte) (value >>> 8 * i);
    }
  }

  static long of(byte[] bytes) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (bytes[i] & 0xffL) << 8 * i;
    }
    return value;
  }
}
