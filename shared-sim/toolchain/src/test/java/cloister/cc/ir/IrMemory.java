package cloister.cc.ir;

import cloister.cc.tree.Real;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Flat memory for the interpreter; address 0 to 4095 cannot be accessed. */
final class IrMemory {
  static final int SIZE = 8 << 20;

  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

  private int check(int address, int size) {
    if (address < 4096 || address > SIZE - size) {
      throw new IllegalStateException("access to " + Integer.toHexString(address));
    }
    return address;
  }

  int load(int address, int bits, boolean signed) {
    int at = check(address, bits / 8);
    int value =
        switch (bits) {
          case 8 -> bytes.get(at);
          case 16 -> bytes.getShort(at);
          case 32 -> bytes.getInt(at);
          default -> throw new IllegalStateException("bits " + bits);
        };
    return bits == 32 ? value : Evaluation.extend(value, bits, signed);
  }

  int word(int address) {
    return load(address, 32, false);
  }

  long wide(int address) {
    return bytes.getLong(check(address, 8));
  }

  void store(int address, int value, int bits) {
    int at = check(address, bits / 8);
    switch (bits) {
      case 8 -> bytes.put(at, (byte) value);
      case 16 -> bytes.putShort(at, (short) value);
      case 32 -> bytes.putInt(at, value);
      default -> throw new IllegalStateException("bits " + bits);
    }
  }

  void copy(int to, int from, int size) {
    byte[] block = new byte[size];
    bytes.get(check(from, size), block);
    bytes.put(check(to, size), block);
  }

  void fill(int to, int value, int size) {
    for (int i = 0; i < size; i++) {
      store(to + i, value, 8);
    }
  }

  void put(int to, byte[] block) {
    bytes.put(check(to, block.length), block);
  }

  String text(int address) {
    int end = address;
    while (load(end, 8, false) != 0) {
      end++;
    }
    byte[] text = new byte[end - address];
    bytes.get(address, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  double real(int address, Operation.RealFormat format) {
    int at = check(address, format.bytes());
    return switch (format) {
      case SINGLE -> bytes.getFloat(at);
      case DOUBLE -> bytes.getDouble(at);
      case EXTENDED -> real(new Real(bytes.getLong(at), bytes.getShort(at + 8) & 0xFFFF));
    };
  }

  void storeReal(int address, double value, Operation.RealFormat format) {
    int at = check(address, format.bytes());
    switch (format) {
      case SINGLE -> bytes.putFloat(at, (float) value);
      case DOUBLE -> bytes.putDouble(at, value);
      case EXTENDED -> {
        Real real = extended(value);
        bytes.putLong(at, real.significand());
        bytes.putShort(at + 8, (short) real.signExponent());
      }
    }
  }

  static double real(Real real) {
    double sign = (real.signExponent() & 0x8000) == 0 ? 1 : -1;
    int exponent = (real.signExponent() & 0x7FFF) - 0x3FFF;
    if (exponent == 0x4000) {
      return real.significand() << 1 == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    double high = real.significand() >>> 11;
    double low = real.significand() & 0x7FF;
    int limited = Math.max(-1100, Math.min(1100, exponent));
    return sign * Math.scalb(high * 2048 + low, limited - 63);
  }

  private static Real extended(double value) {
    int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
    if (value == 0) {
      return new Real(0, sign);
    }
    if (Double.isInfinite(value)) {
      return new Real(1L << 63, sign | 0x7FFF);
    }
    if (Double.isNaN(value)) {
      return new Real(3L << 62, sign | 0x7FFF);
    }
    int exponent = Math.getExponent(value);
    long fraction = (long) Math.scalb(Math.abs(value), 52 - exponent);
    return new Real(fraction << 11, sign | exponent + 0x3FFF);
  }
}
