package cloister.cc.link;

import cloister.cc.link.script.Script;
import cloister.elf.ElfSection;
import cloister.elf.ObjectFile;

/** A section of one of the objects, with its place in the output once it has one. */
final class InputSection {
  final ObjectFile object;
  final ElfSection section;
  OutputSection output;

  /** What in the script took it; null for one that the script does not name. */
  Script.Inputs taker;

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

  boolean isFree() {
    return output == null && !dropped;
  }
}
