package cloister.cc.link;

import cloister.cc.link.script.Script;
import cloister.elf.ElfSection;
import cloister.elf.ObjectFile;
import java.util.List;
import java.util.Optional;

/** A section of one of the objects, with its place in the output once it has one. */
final class InputSection {
  final ObjectFile object;
  final ElfSection section;
  Optional<OutputSection> output = Optional.empty();

  /** What in the script took it, if the script names it. */
  Optional<Script.Inputs> taker = Optional.empty();

  /** Bytes from the output section's start. */
  int offset;

  /** True when it is not part of the output: discarded, or a group's second copy. */
  boolean dropped;

  /** Of a group's second copy, the section that is in its place. */
  Optional<InputSection> kept = Optional.empty();

  InputSection(ObjectFile object, ElfSection section) {
    this.object = object;
    this.section = section;
  }

  /** Of one that is in the output. */
  int address() {
    return output.orElseThrow().address + offset;
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

  /** True for what unwinders read (i386 psABI, 2.5). */
  boolean isCallFrames() {
    return section.name().equals(".eh_frame");
  }

  /** True for what tells of code that may have been left out. */
  boolean isAboutOthers() {
    return isDebugging() || isCallFrames();
  }

  /** True for what is part of the output. */
  boolean isKept() {
    return output.isPresent() && !dropped;
  }

  /** True for the empty section that says whether anything runs on the stack. */
  boolean isStackNote() {
    return section.name().equals(".note.GNU-stack") && section.sizeBytes() == 0;
  }

  boolean isFree() {
    return output.isEmpty() && !dropped;
  }
}
