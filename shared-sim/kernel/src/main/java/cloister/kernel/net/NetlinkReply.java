package cloister.kernel.net;

import java.util.Arrays;

/** Messages of netlink(7) as they are put together for who has asked. */
final class NetlinkReply {
  static final int MULTI = 2;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int HEADER = 16;

  private final int sequence;
  private final int port;
  private byte[] bytes = new byte[512];
  private int length;
  private int begin;
  private boolean cutOff;

  NetlinkReply(int sequence, int port) {
    this.sequence = sequence;
    this.port = port;
  }

  int length() {
    return length;
  }

  /** There was no room for more of it. */
  void cutOff() {
    cutOff = true;
  }

  boolean isCutOff() {
    return cutOff;
  }

  byte[] take() {
    byte[] all = Arrays.copyOf(bytes, length);
    length = 0;
    return all;
  }

  NetlinkReply number(int value, int size) {
    while (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) (value >>> 8 * i);
    }
    return this;
  }

  private NetlinkReply raw(byte[] values) {
    for (byte value : values) {
      number(value, 1);
    }
    return this;
  }

  private void pad() {
    while ((length & 3) != 0) {
      number(0, 1);
    }
  }

  private void patch(int at, int value, int size) {
    for (int i = 0; i < size; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  NetlinkReply begin(int type, int flags) {
    begin = length;
    return number(0, 4).number(type, 2).number(flags, 2).number(sequence, 4).number(port, 4);
  }

  void end() {
    patch(begin, length - begin, 4);
    pad();
  }

  NetlinkReply attribute(int type, byte[] value) {
    number(4 + value.length, 2).number(type, 2).raw(value);
    pad();
    return this;
  }

  NetlinkReply attribute(int type, int value) {
    return number(8, 2).number(type, 2).number(value, 4);
  }

  NetlinkReply small(int type, int value) {
    return attribute(type, new byte[] {(byte) value});
  }

  NetlinkReply address(int type, int value) {
    return attribute(type, Integer.reverseBytes(value));
  }

  NetlinkReply text(int type, String value) {
    byte[] text = new byte[value.length() + 1];
    for (int i = 0; i < value.length(); i++) {
      text[i] = (byte) value.charAt(i);
    }
    return attribute(type, text);
  }

  /** Attributes in an attribute. */
  NetlinkReply nested(int type, Runnable inner) {
    int at = length;
    number(0, 2).number(type, 2);
    inner.run();
    patch(at, length - at, 2);
    return this;
  }

  /** An errno, or 0 for success, about a request. */
  void answer(int errno, byte[] request) {
    begin(ERROR, 0).number(-errno, 4);
    raw(Arrays.copyOf(request, HEADER));
    end();
  }

  void done() {
    begin(DONE, MULTI).number(0, 4);
    end();
  }
}
