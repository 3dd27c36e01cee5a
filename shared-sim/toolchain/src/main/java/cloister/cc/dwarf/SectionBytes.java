package cloister.cc.dwarf;

import cloister.bits.Bytes;
import cloister.cc.assemble.Assembled.Place;
import cloister.codec.Utf8;
import java.util.ArrayList;
import java.util.List;

/** A section while it is written: bytes, and the fields that the linker completes. */
final class SectionBytes {
  final Bytes bytes = new Bytes();
  private final List<Field> fields = new ArrayList<>();

  /** Four bytes that count from the start of something; what they hold is added to that. */
  record Field(int at, Target target) {}

  /** What a field counts from. */
  sealed interface Target {
    /** A section of the object that has code or data. */
    record Code(int section) implements Target {}

    record Debugging(DebugSection section) implements Target {}
  }

  List<Field> fields() {
    return fields;
  }

  int length() {
    return bytes.length();
  }

  void octet(int value) {
    bytes.add(value);
  }

  void half(int value) {
    bytes.add(value, 2);
  }

  void word(int value) {
    bytes.add(value, 4);
  }

  /** A number of at least zero in as few bytes as it needs (7.6, LEB128). */
  void unsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      bytes.add((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.add((int) rest);
  }

  /** A number with its sign in as few bytes as it needs (7.6, LEB128). */
  void signed(long value) {
    long rest = value;
    while (rest != (rest << 57) >> 57) {
      bytes.add((int) (rest & 0x7F) | 0x80);
      rest >>= 7;
    }
    bytes.add((int) (rest & 0x7F));
  }

  /** A text that a zero ends. */
  void text(String text) {
    byte[] encoded = Utf8.encode(text);
    bytes.add(encoded, 0, encoded.length);
    bytes.add(0);
  }

  /** The address of a place. */
  void address(Place place) {
    fields.add(new Field(length(), new Target.Code(place.section())));
    word(place.offset());
  }

  /** An offset into another section of the format, or into this one. */
  void offset(DebugSection section, int offset) {
    fields.add(new Field(length(), new Target.Debugging(section)));
    word(offset);
  }

  /** Room for a length that is known when all behind it has been written (7.2.2). */
  int beginLength() {
    int at = length();
    word(0);
    return at;
  }

  void endLength(int at) {
    bytes.set(at, length() - at - 4, 4);
  }

  /** Other bytes with their fields. */
  void append(SectionBytes other) {
    int start = length();
    bytes.append(other.bytes);
    other.fields.forEach(field -> fields.add(new Field(start + field.at(), field.target())));
  }
}
