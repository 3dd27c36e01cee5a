package cloister.elf;

import cloister.codec.Utf8;

/** A file that is being read; every access is checked. */
final class FileBytes {
  private final String name;
  private final byte[] bytes;

  FileBytes(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  String name() {
    return name;
  }

  int length() {
    return bytes.length;
  }

  int octet(int at, String part) throws MalformedElf {
    check(at, 1, part);
    return bytes[at] & 0xFF;
  }

  int half(int at, String part) throws MalformedElf {
    check(at, 2, part);
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }

  int word(int at, String part) throws MalformedElf {
    check(at, 4, part);
    return half(at, part) | half(at + 2, part) << 16;
  }

  byte[] slice(int at, int length, String part) throws MalformedElf {
    check(at, length, part);
    byte[] slice = new byte[length];
    System.arraycopy(bytes, at, slice, 0, length);
    return slice;
  }

  /** The text up to a zero. */
  String text(int at, String part) throws MalformedElf {
    int end = at;
    while (octet(end, part) != 0) {
      end++;
    }
    return Utf8.decode(slice(at, end - at, part));
  }

  String sliceText(int at, int length, String part) throws MalformedElf {
    return Utf8.decode(slice(at, length, part));
  }

  void check(int at, int length, String part) throws MalformedElf {
    if (at < 0 || length < 0 || at > bytes.length - length) {
      throw MalformedElf.outside(name, part, at);
    }
  }
}
