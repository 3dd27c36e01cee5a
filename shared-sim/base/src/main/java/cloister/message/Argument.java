package cloister.message;

import cloister.codec.Json;

/** A value in a sentence. Its type decides how it is written and drawn in every language. */
public sealed interface Argument {
  String name();

  Json toJson();

  /** A number of the machine. */
  record Number(String name, int value, Style style) implements Argument {
    @Override
    public Json toJson() {
      return Json.object()
          .put("kind", "number")
          .putUnsigned("value", value)
          .put("style", style.id)
          .build();
    }
  }

  /** The manual's name of something: CPL, a register, a table. */
  record Name(String name, String text) implements Argument {
    @Override
    public Json toJson() {
      return typed("name", text);
    }
  }

  /** Text of a program: a mnemonic, an instruction, a symbol. */
  record Code(String name, String text) implements Argument {
    @Override
    public Json toJson() {
      return typed("code", text);
    }
  }

  /** Something refused, for example {@code #GP(0)}. */
  record Fault(String name, String text) implements Argument {
    @Override
    public Json toJson() {
      return typed("fault", text);
    }
  }

  /** Words that are already in the reader's language, for example a lesson's hint. */
  record Prose(String name, String text) implements Argument {
    @Override
    public Json toJson() {
      return typed("prose", text);
    }
  }

  /** A sentence, or a piece of one, within the sentence. */
  record Text(String name, Message message) implements Argument {
    @Override
    public Json toJson() {
      return Json.object().put("kind", "text").put("message", message.toJson()).build();
    }
  }

  /** The notations of a number. */
  enum Style {
    /** Unsigned decimal. */
    DECIMAL("decimal"),
    /** Decimal with a sign. */
    SIGNED("signed"),
    /** {@code 0x} and as few digits as needed. */
    HEX("hex"),
    /** Two, four or eight digits without prefix. */
    HEX8("hex8"),
    HEX16("hex16"),
    HEX32("hex32"),
    /** A selector: {@code 0x} and four digits. */
    SELECTOR("selector"),
    /** {@code 0x} and two digits: an interrupt vector or a byte. */
    VECTOR("vector");

    private final String id;

    Style(String id) {
      this.id = id;
    }
  }

  static Argument decimal(String name, int value) {
    return new Number(name, value, Style.DECIMAL);
  }

  static Argument signed(String name, int value) {
    return new Number(name, value, Style.SIGNED);
  }

  static Argument hex(String name, int value) {
    return new Number(name, value, Style.HEX);
  }

  static Argument hex8(String name, int value) {
    return new Number(name, value, Style.HEX8);
  }

  static Argument hex16(String name, int value) {
    return new Number(name, value, Style.HEX16);
  }

  static Argument hex32(String name, int value) {
    return new Number(name, value, Style.HEX32);
  }

  static Argument selector(String name, int value) {
    return new Number(name, value, Style.SELECTOR);
  }

  static Argument vector(String name, int value) {
    return new Number(name, value, Style.VECTOR);
  }

  static Argument name(String name, String text) {
    return new Name(name, text);
  }

  static Argument code(String name, String text) {
    return new Code(name, text);
  }

  static Argument fault(String name, String text) {
    return new Fault(name, text);
  }

  static Argument prose(String name, String text) {
    return new Prose(name, text);
  }

  static Argument text(String name, Message message) {
    return new Text(name, message);
  }

  private static Json typed(String kind, String text) {
    return Json.object().put("kind", kind).put("text", text).build();
  }
}
