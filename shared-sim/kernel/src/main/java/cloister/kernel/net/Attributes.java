package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** Attributes of a message of netlink(7): numbers with values of some bytes, perhaps nested. */
final class Attributes {
  private static final int HEADER = 4;
  private static final int TYPE = 0x3fff;

  private final TreeMap<Integer, byte[]> values = new TreeMap<>();

  /** EINVAL where they do not fit. */
  static Attributes of(byte[] bytes, int from) throws KernelError {
    Attributes attributes = new Attributes();
    for (int at = from; at + HEADER <= bytes.length; ) {
      int length = word(bytes, at, 2);
      if (length < HEADER || at + length > bytes.length) {
        throw Errno.EINVAL.error();
      }
      byte[] value = Arrays.copyOfRange(bytes, at + HEADER, at + length);
      attributes.values.put(word(bytes, at + 2, 2) & TYPE, value);
      at += length + 3 & ~3;
    }
    return attributes;
  }

  /** A number, lowest byte first. */
  static int word(byte[] bytes, int at, int size) {
    int value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  boolean has(int type) {
    return values.containsKey(type);
  }

  byte[] bytes(int type) {
    return values.getOrDefault(type, new byte[0]);
  }

  Attributes nested(int type, int from) throws KernelError {
    return of(bytes(type), from);
  }

  int number(int type) throws KernelError {
    if (bytes(type).length < 4) {
      throw Errno.EINVAL.error();
    }
    return word(bytes(type), 0, 4);
  }

  /** An address, highest byte first; 0 where there is none. */
  int address(int type) throws KernelError {
    return has(type) ? Integer.reverseBytes(number(type)) : 0;
  }

  Optional<String> text(int type) {
    if (!has(type)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (byte value : bytes(type)) {
      if (value == 0) {
        break;
      }
      text.append((char) (value & 0xff));
    }
    return Optional.of(text.toString());
  }
}
