package cloister.cpu.translate.wasm;

import java.util.Arrays;

/** Bytes that grow, with the numbers of the WebAssembly binary format (core specification, 5.2). */
final class Bytes {
  private byte[] bytes = new byte[256];
  private int length;

  void add(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  void add(int... values) {
    for (int value : values) {
      add(value);
    }
  }

  /** An unsigned LEB128 number. */
  void addUnsigned(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      add(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    add(rest);
  }

  /** A signed LEB128 number. */
  void addSigned(int value) {
    int rest = value;
    while (rest < -64 || rest > 63) {
      add(rest & 0x7f | 0x80);
      rest >>= 7;
    }
    add(rest & 0x7f);
  }

  void addName(String ascii) {
    addUnsigned(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      add(ascii.charAt(i));
    }
  }

  void add(Bytes other) {
    for (int i = 0; i < other.length; i++) {
      add(other.bytes[i]);
    }
  }

  /** Other bytes, with their number before them. */
  void addCounted(Bytes other) {
    addUnsigned(other.length);
    add(other);
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
