package cloister.hypervisor.translation;

import java.util.Arrays;

/** Instructions for the cache, one method a form that translations need. */
final class Code {
  private static final int GS = 0x65;
  private static final int EAX = 0;
  private static final int ECX = 1;
  private static final int CALL_OUT_VECTOR = 0x21;

  private byte[] bytes = new byte[256];
  private int length;

  /** Bytes so far. */
  int length() {
    return length;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  Code put(int... values) {
    for (int value : values) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = (byte) value;
    }
    return this;
  }

  Code word(int value) {
    return put(value, value >>> 8, value >>> 16, value >>> 24);
  }

  void saveEax() {
    put(GS, 0xA3).word(Words.EAX);
  }

  void restoreEax() {
    put(GS, 0xA1).word(Words.EAX);
  }

  void saveEcx() {
    store(ECX, Words.ECX);
  }

  void restoreEcx() {
    load(ECX, Words.ECX);
  }

  void storeEax(int word) {
    store(EAX, word);
  }

  void storeEcx(int word) {
    store(ECX, word);
  }

  void loadEcx(int word) {
    load(ECX, word);
  }

  private void store(int register, int word) {
    put(GS, 0x89, register << 3 | 5).word(word);
  }

  private void load(int register, int word) {
    put(GS, 0x8B, register << 3 | 5).word(word);
  }

  void storeConstant(int word, int value) {
    put(GS, 0xC7, 5).word(word).word(value);
  }

  /** ECX becomes the word at ECX * 8 + offset. */
  void loadEcxByEcx(int word) {
    put(GS, 0x8B, 0x0C, 0xCD).word(word);
  }

  void jumpThrough(int word) {
    put(GS, 0xFF, 0x25).word(word);
  }

  void compareWithZero(int word) {
    put(GS, 0x83, 0x3D).word(word).put(0);
  }

  /** ECX = AL. */
  void ecxFromAl() {
    put(0x0F, 0xB6, 0xC8);
  }

  /** ECX = AX. */
  void ecxFromAx() {
    put(0x0F, 0xB7, 0xC8);
  }

  /** ECX = the byte at a place among the words. */
  void loadEcxByte(int word) {
    put(GS, 0x0F, 0xB6, 0x0D).word(word);
  }

  /** ECX += constant, without a flag; the constant is the last word. */
  void addToEcx(int constant) {
    put(0x8D, 0x89).word(constant);
  }

  void notEax() {
    put(0xF7, 0xD0);
  }

  /** ECX += EAX + 1, without a flag. */
  void addEaxAndOneToEcx() {
    put(0x8D, 0x4C, 0x01, 0x01);
  }

  /** EAX += ECX + constant, without a flag. */
  void addEcxToEax(int constant) {
    put(0x8D, 0x84, 0x08).word(constant);
  }

  void loadEaxFromStack() {
    put(0x8B, 0x04, 0x24);
  }

  void storeEaxToStack() {
    put(0x89, 0x04, 0x24);
  }

  /** ESP += constant, without a flag. */
  void release(int constant) {
    put(0x8D, 0xA4, 0x24).word(constant);
  }

  void push(int constant) {
    put(0x68).word(constant);
  }

  void testEax(int bits) {
    put(0xA9).word(bits);
  }

  void andEax(int bits) {
    put(0x25).word(bits);
  }

  void pushFlags() {
    put(0x9C);
  }

  void popFlags() {
    put(0x9D);
  }

  void callOut() {
    put(0xCD, CALL_OUT_VECTOR);
  }

  /** JMP rel32 to an offset; {@code from} is where this code begins. */
  void jump(int from, int to) {
    put(0xE9).word(to - (from + length + 5 - 1));
  }

  /** A short branch forwards, whose distance is set by {@link #here}. */
  int branch(int opcode) {
    put(opcode, 0);
    return length;
  }

  void branchBack(int opcode, int to) {
    put(opcode, to - (length + 2));
  }

  void here(int branch) {
    bytes[branch - 1] = (byte) (length - branch);
  }

  /** Sets a word that was left open. */
  void patch(int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  static final int IF_ZERO = 0x74;
  static final int IF_NOT_ZERO = 0x75;
  static final int IF_ECX_IS_ZERO = 0xE3;
  static final int ALWAYS = 0xEB;
}
