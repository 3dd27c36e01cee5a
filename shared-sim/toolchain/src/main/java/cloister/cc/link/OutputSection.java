package cloister.cc.link;

import cloister.elf.Elf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A section of the output: what went into it and where it lies. */
final class OutputSection {
  final String name;
  private final List<InputSection> inputs = new ArrayList<>();
  private int inputFlags;
  private int inputType = Elf.SHT_NOBITS;

  /** Numbers, texts and fillings of gaps between the inputs, by their place. */
  final List<Piece> pieces = new ArrayList<>();

  int address;

  /** Where it is in the image that is loaded, if not at its address. */
  int loadAddress;

  int sizeBytes;
  int alignment = 1;
  int fileOffset;

  /** True when the script does not name it. */
  boolean orphan;

  /** True when the script keeps it out of the file. */
  boolean noLoad;

  /** True for code that may be written to. */
  boolean writableCode;

  /** True when the script keeps it out of memory. */
  boolean unallocated;

  /** Names of {@code PHDRS} that it is in. */
  List<String> segments = List.of();

  OutputSection(String name) {
    this.name = name;
  }

  /**
   * Bytes that come from no object.
   *
   * @param gap true when it only fills what nobody wanted
   * @param pattern repeated as often as it fits; empty for what is usual
   */
  record Piece(int offset, int sizeBytes, boolean gap, byte[] pattern) {}

  List<InputSection> inputs() {
    return inputs;
  }

  /** Takes an input in; of types that differ, bytes are what is left. */
  void add(InputSection input) {
    input.output = Optional.of(this);
    inputs.add(input);
    alignment = Math.max(alignment, input.section.alignment());
    inputFlags |= input.section.flags();
    int type = input.section.type();
    if (inputType == Elf.SHT_NOBITS) {
      inputType = type;
    } else if (inputType != type && type != Elf.SHT_NOBITS) {
      inputType = Elf.SHT_PROGBITS;
    }
  }

  int flags() {
    int flags = inputFlags;
    if (inputs.isEmpty() && sizeBytes > 0) {
      flags = Elf.SHF_ALLOC | Elf.SHF_WRITE;
    }
    flags |= writableCode ? Elf.SHF_WRITE : 0;
    flags &= Elf.SHF_ALLOC | Elf.SHF_WRITE | Elf.SHF_EXECINSTR;
    return unallocated ? flags & ~Elf.SHF_ALLOC : flags;
  }

  boolean isAllocated() {
    return (flags() & Elf.SHF_ALLOC) != 0;
  }

  boolean isCode() {
    return (flags() & Elf.SHF_EXECINSTR) != 0;
  }

  boolean isWritable() {
    return (flags() & Elf.SHF_WRITE) != 0;
  }

  /** The type of its inputs; one with bytes makes it one with bytes. */
  int type() {
    if (noLoad) {
      return Elf.SHT_NOBITS;
    }
    int type = inputType;
    boolean written = pieces.stream().anyMatch(piece -> !piece.gap());
    return written && type == Elf.SHT_NOBITS ? Elf.SHT_PROGBITS : type;
  }

  boolean hasBytes() {
    return type() != Elf.SHT_NOBITS;
  }

  int end() {
    return address + sizeBytes;
  }
}
