package cloister.cc.link;

import cloister.elf.ElfSection;
import cloister.elf.ObjectFile;

/** A section of one of the objects, with its place in the output once it has one. */
final class InputSection {
  final ObjectFile object;
  final ElfSection section;
  OutputSection output;

  /** Bytes from the output section's start. */
  int offset;

  /** True when it is not part of the output: discarded, or a group's second copy. */
  boolean dropped;

  InputSection(ObjectFile object, ElfSection section) {
    this.object = object;
    this.section = section;
  }

  int address() {
    return output.address + offset;
  }
}
