package cloister.cc.assemble;

import cloister.elf.Elf;

/** How the linker is to write a field (i386 psABI, 4.4). */
final class RelocationTypes {
  private static final String TABLE = "_GLOBAL_OFFSET_TABLE_";

  private RelocationTypes() {}

  static int of(Fixup fixup) {
    if (isTable(fixup)) {
      return Elf.R_386_GOTPC;
    }
    return switch (fixup.manner()) {
      case "PLT" -> Elf.R_386_PLT32;
      case "GOTOFF" -> Elf.R_386_GOTOFF;
      case "GOT" -> fixup.origin() == Fixup.Origin.LOADING ? Elf.R_386_GOT32X : Elf.R_386_GOT32;
      default -> plain(fixup);
    };
  }

  private static int plain(Fixup fixup) {
    return switch (fixup.bytes()) {
      case 1 -> fixup.relative() ? Elf.R_386_PC8 : Elf.R_386_8;
      case 2 -> fixup.relative() ? Elf.R_386_PC16 : Elf.R_386_16;
      default -> fixup.relative() ? Elf.R_386_PC32 : Elf.R_386_32;
    };
  }

  private static boolean isTable(Fixup fixup) {
    return fixup.name().equals(TABLE)
        && fixup.manner().isEmpty()
        && !fixup.relative()
        && fixup.bytes() == 4;
  }

  /** The table's address counts from the instruction's start. */
  static int addend(Fixup fixup) {
    return isTable(fixup) ? fixup.addend() + fixup.within() : fixup.addend();
  }
}
