package cloister.cc.link;

import cloister.cc.link.script.Script;
import cloister.elf.ElfSection;
import cloister.elf.ObjectFile;
import java.util.List;

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

  /** Of a group's second copy, the section that is in its place; or null. */
  InputSection kept;

  InputSection(ObjectFile object, ElfSection section) {
    this.object = object;
    this.section = section;
  }

  int address() {
    return output.address + offset;
  }

  /** True for a copy of the same section. */
  boolean isLike(InputSection other) {
    return section.name().equals(other.section.name())
        && section.sizeBytes() == other.section.sizeBytes();
  }

  /** True for what only debuggers read, by its name as GNU's linker tells it. */
  boolean isDebugging() {
    if (section.isAllocated()) {
      return false;
    }
    for (String start : List.of(".debug", ".zdebug", ".stab", ".line", ".gdb_index")) {
      if (section.name().startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  boolean isFree() {
    return output == null && !dropped;
  }
}
