package cloister.cc.gas;

import cloister.cc.code.Item;
import cloister.cc.code.Item.SectionType;
import cloister.codec.Utf8;

/** Reads what {@code .section} says (GNU as manual, 7.76, the ELF version). */
final class SectionReader {
  private final Scanner in;
  private final Expressions expressions;

  SectionReader(Scanner in, Expressions expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  Item.Section section() throws GasError {
    String name = in.peek() == '"' ? Utf8.decode(in.string()) : name();
    String flags = usualFlags(name);
    SectionType type = SectionType.of(name);
    int entryBytes = 0;
    if (in.take(",")) {
      flags = in.peek() == '"' ? Utf8.decode(in.string()) : flags;
      if (in.take(",")) {
        type = type();
        boolean merged = flags.indexOf('M') >= 0 && in.take(",");
        entryBytes = merged ? (int) expressions.expression().constant() : 0;
        // Behind it may be the name of a group.
        in.skip();
      }
    }
    // Without the size of what is to be merged nothing is.
    return new Item.Section(name, entryBytes > 0 ? flags : without(flags), type, entryBytes);
  }

  private static String without(String flags) {
    return flags.replace("M", "").replace("S", "");
  }

  private String name() throws GasError {
    StringBuilder name = new StringBuilder(in.word());
    while (in.take("-")) {
      name.append('-').append(in.alphanumeric());
    }
    return name.toString();
  }

  private SectionType type() throws GasError {
    if (in.peek() == '"') {
      return named(Utf8.decode(in.string()));
    }
    if (!in.take("@") && !in.take("%")) {
      throw GasComplaint.expected("@progbits", in.rest());
    }
    return named(in.alphanumeric());
  }

  private static SectionType named(String word) throws GasError {
    return switch (word) {
      case "progbits", "1", "0x1" -> SectionType.BYTES;
      case "note", "7", "0x7" -> SectionType.NOTE;
      case "nobits", "8", "0x8" -> SectionType.NO_BITS;
      case "init_array", "14", "0xe" -> SectionType.INIT_ARRAY;
      case "fini_array", "15", "0xf" -> SectionType.FINI_ARRAY;
      case "preinit_array", "16", "0x10" -> SectionType.PREINIT_ARRAY;
      default -> throw GasComplaint.expected("@progbits", word);
    };
  }

  /** The flags that a section has by its name. */
  private static String usualFlags(String name) {
    if (name.startsWith(".text") || name.equals(".init") || name.equals(".fini")) {
      return "ax";
    }
    if (name.startsWith(".rodata")) {
      return "a";
    }
    boolean writable =
        name.startsWith(".data")
            || name.startsWith(".bss")
            || name.startsWith(".preinit_array")
            || name.startsWith(".init_array")
            || name.startsWith(".fini_array");
    return writable ? "aw" : "";
  }
}
