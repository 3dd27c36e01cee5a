package cloister.cpu.host;

import cloister.bits.Hex;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** One x87 instruction with everything that it sees; after a run, what it left. */
final class X87Trial {
  static final int BYTES = 35 * 4 + 16;
  static final int NO_EXCEPTION = -1;

  /** Control, status, tags, four pointers, then ST(0) to ST(7) in ten bytes each. */
  final int[] image = new int[27];

  final int[] memory = new int[4];
  int eax;
  int eflags;
  int vector;
  int length;
  final byte[] code = new byte[16];

  void setRegister(int index, int signExponent, int high, int low) {
    setByteRun(28 + 10 * index, low, 4);
    setByteRun(32 + 10 * index, high, 4);
    setByteRun(36 + 10 * index, signExponent, 2);
  }

  int signExponent(int index) {
    return byteRun(36 + 10 * index, 2);
  }

  int high(int index) {
    return byteRun(32 + 10 * index, 4);
  }

  int low(int index) {
    return byteRun(28 + 10 * index, 4);
  }

  int control() {
    return image[0] & 0xffff;
  }

  int status() {
    return image[1] & 0xffff;
  }

  int tags() {
    return image[2] & 0xffff;
  }

  X87Trial copy() {
    X87Trial copy = new X87Trial();
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    write(buffer);
    copy.read(buffer.flip());
    return copy;
  }

  void write(ByteBuffer out) {
    for (int word : image) {
      out.putInt(word);
    }
    for (int word : memory) {
      out.putInt(word);
    }
    out.putInt(eax).putInt(eflags).putInt(vector).putInt(length).put(code);
  }

  void read(ByteBuffer in) {
    for (int i = 0; i < image.length; i++) {
      image[i] = in.getInt();
    }
    for (int i = 0; i < memory.length; i++) {
      memory[i] = in.getInt();
    }
    eax = in.getInt();
    eflags = in.getInt();
    vector = in.getInt();
    length = in.getInt();
    in.get(code);
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(Hex.hex8(code[0] & 0xff))
        .append(Hex.hex8(code[1] & 0xff))
        .append(" cw ")
        .append(Hex.hex16(control()));
    text.append(" sw ").append(Hex.hex16(status()));
    text.append(" tags ").append(Hex.hex16(tags()));
    text.append(" vector ").append(vector);
    text.append(" eflags ").append(Hex.hex32(eflags));
    text.append(" eax ").append(Hex.hex32(eax));
    text.append(" memory");
    for (int word : memory) {
      text.append(' ').append(Hex.hex32(word));
    }
    for (int i = 0; i < 8; i++) {
      text.append("\n    st").append(i).append(' ').append(Hex.hex16(signExponent(i)));
      text.append(' ').append(Hex.hex32(high(i))).append(' ').append(Hex.hex32(low(i)));
    }
    return text.toString();
  }

  boolean sameMemory(X87Trial other) {
    return Arrays.equals(memory, other.memory);
  }

  private void setByteRun(int at, int value, int count) {
    for (int i = 0; i < count; i++) {
      int shift = 8 * (at + i & 3);
      int word = at + i >> 2;
      image[word] = image[word] & ~(0xff << shift) | (value >>> 8 * i & 0xff) << shift;
    }
  }

  private int byteRun(int at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= (image[at + i >> 2] >>> 8 * (at + i & 3) & 0xff) << 8 * i;
    }
    return value;
  }
}
