package cloister.cc.link;

import cloister.elf.Elf;
import java.util.ArrayList;
import java.util.List;

/** A section of the output: what went into it and where it lies. */
final class OutputSection {
  final String name;
  final List<InputSection> inputs = new ArrayList<>();
  int address;

  /** Where it is in the image that is loaded, if not at its address. */
  int loadAddress;

  int sizeBytes;
  int alignment = 1;
  int fileOffset;
  boolean placed;

  /** Which one it is in memory. */
  int order;

  OutputSection(String name) {
    this.name = name;
  }

  int flags() {
    int flags = 0;
    for (InputSection input : inputs) {
      flags |= input.section.flags();
    }
    return flags & (Elf.SHF_ALLOC | Elf.SHF_WRITE | Elf.SHF_EXECINSTR);
  }

  boolean isAllocated() {
    return (flags() & Elf.SHF_ALLOC) != 0;
  }

  /** The type of its inputs; one with bytes makes it one with bytes. */
  int type() {
    int type = Elf.SHT_NOBITS;
    for (InputSection input : inputs) {
      if (type == Elf.SHT_NOBITS) {
        type = input.section.type();
      } else if (type != input.section.type() && input.section.type() != Elf.SHT_NOBITS) {
        type = Elf.SHT_PROGBITS;
      }
    }
    return inputs.isEmpty() ? Elf.SHT_PROGBITS : type;
  }

  boolean hasBytes() {
    return type() != Elf.SHT_NOBITS;
  }

  int end() {
    return address + sizeBytes;
  }
}
