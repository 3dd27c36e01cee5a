package cloister.cc.code;

import cloister.asm.report.Span;
import java.util.List;

/** What an object file is made of, in order. Mnemonics and operand order are Intel's. */
public sealed interface Item {

  /**
   * An instruction.
   *
   * @param prefixes {@code lock}, {@code rep}, {@code repne}, {@code o16} and such
   * @param mnemonic in lower case as the opcode table has it, without a size suffix
   */
  record Instruction(List<String> prefixes, String mnemonic, List<CodeOperand> operands)
      implements Item {
    public static Instruction of(String mnemonic, CodeOperand... operands) {
      return new Instruction(List.of(), mnemonic, List.of(operands));
    }
  }

  /** A symbol is here. Names that begin with {@code .L} stay out of the object file. */
  record Label(String name) implements Item {}

  record Data(byte[] bytes) implements Item {}

  /**
   * A symbol's address as data.
   *
   * @param bytes 4, or 1 and 2 for numbers that are known when assembled
   * @param relative true for its distance from here
   */
  record SymbolData(String symbol, int addend, int bytes, boolean relative) implements Item {}

  /** The distance between two symbols plus some bytes, as data of 1, 2 or 4 bytes. */
  record Difference(String symbol, String minus, int addend, int bytes) implements Item {}

  /** What follows is for a processor with this default size: 16 or 32. */
  record CodeSize(int bits) implements Item {}

  /** Zero bytes, or others. */
  record Space(int bytes, int value) implements Item {}

  /** As many bytes as there are between two symbols, plus some: {@code .skip a - b}. */
  record SpaceTo(String symbol, String minus, int addend, int value) implements Item {}

  /**
   * {@code .org}: bytes up to an offset.
   *
   * @param symbol the label to count from, or empty for the section's start
   */
  record Origin(String symbol, int offset, int value) implements Item {}

  /**
   * Up to a boundary.
   *
   * @param boundary bytes, a power of two
   * @param fill what it is filled with, or {@link #USUAL}: no-operations in code, else zeros
   * @param most not at all when more bytes are needed; 0 for any number
   */
  record Align(int boundary, int fill, int most) implements Item {
    public static final int USUAL = -1;

    public Align(int boundary) {
      this(boundary, USUAL, 0);
    }
  }

  /**
   * Goes on in a section.
   *
   * @param flags as GNU's assembler writes them: {@code a}, {@code w}, {@code x}, {@code M}, {@code
   *     S}
   * @param entryBytes of what may be merged, the size of one; else 0
   */
  record Section(String name, String flags, SectionType type, int entryBytes) implements Item {
    public static final Section TEXT = new Section(".text", "ax", SectionType.BYTES);
    public static final Section DATA = new Section(".data", "aw", SectionType.BYTES);
    public static final Section READ_ONLY = new Section(".rodata", "a", SectionType.BYTES);
    public static final Section BSS = new Section(".bss", "aw", SectionType.NO_BITS);

    /** Says to the linker that nothing here runs on the stack. */
    public static final Section PLAIN_STACK = new Section(".note.GNU-stack", "", SectionType.BYTES);

    public Section(String name, String flags, SectionType type) {
      this(name, flags, type, 0);
    }

    /** A section with the type that its name says. */
    public static Section named(String name, String flags) {
      return new Section(name, flags, SectionType.of(name));
    }

    /** True for one that takes no room in the file. */
    public boolean noBits() {
      return type == SectionType.NO_BITS;
    }
  }

  /** What a section holds (gABI, figure 4-9). */
  enum SectionType {
    BYTES,
    NO_BITS,
    NOTE,
    INIT_ARRAY,
    FINI_ARRAY,
    PREINIT_ARRAY;

    /** The type of a section where only its name is told, as GNU's assembler has it. */
    public static SectionType of(String name) {
      if (name.equals(".bss") || name.startsWith(".bss.")) {
        return NO_BITS;
      }
      if (name.equals(".init_array") || name.startsWith(".init_array.")) {
        return INIT_ARRAY;
      }
      if (name.equals(".fini_array") || name.startsWith(".fini_array.")) {
        return FINI_ARRAY;
      }
      if (name.equals(".preinit_array") || name.startsWith(".preinit_array.")) {
        return PREINIT_ARRAY;
      }
      boolean note = name.startsWith(".note") && !name.equals(".note.GNU-stack");
      return note ? NOTE : BYTES;
    }
  }

  /** What a symbol is to other object files. */
  record Visibility(String symbol, Binding binding) implements Item {}

  /** Other programs do not see the symbol (gABI, STV_HIDDEN). */
  record Hidden(String symbol) implements Item {}

  /** How a symbol is bound. */
  enum Binding {
    GLOBAL,
    WEAK,
    LOCAL
  }

  /** A symbol's kind and size; without a size, the distance from its label to here. */
  record SymbolInfo(String symbol, boolean function, int size) implements Item {
    public static final int TO_HERE = -1;

    /** The kind alone is told. */
    public static final int UNKNOWN = -2;
  }

  /** Room that the linker shares between object files. */
  record Common(String symbol, int bytes, int alignment) implements Item {}

  /** {@code .set}: a symbol that is worth another plus some bytes, or a number. */
  record Equate(String symbol, String other, long addend) implements Item {}

  /** {@code .set}: a symbol that is worth the distance of two labels plus some bytes. */
  record Distance(String symbol, String to, String from, long addend) implements Item {}

  /** What follows was made for this place in the source. */
  record Position(Span span) implements Item {}
}
