package cloister.elf;

import cloister.bits.Bytes;

/** Writes the headers that all kinds of files share. */
final class HeaderWriter {
  private HeaderWriter() {}

  /**
   * The file's header (gABI, figure 4-3).
   *
   * @param type {@code ET_REL} or {@code ET_EXEC}
   */
  static void file(
      Bytes out,
      int type,
      int entry,
      int programHeaders,
      int programHeaderOffset,
      int sections,
      int sectionOffset) {
    out.add(Elf.MAGIC, 4);
    out.add(Elf.CLASS_32);
    out.add(Elf.LITTLE_ENDIAN);
    out.add(Elf.VERSION);
    out.zeros(9);
    out.add(type, 2);
    out.add(Elf.EM_386, 2);
    out.add(Elf.VERSION, 4);
    out.add(entry, 4);
    out.add(programHeaderOffset, 4);
    out.add(sectionOffset, 4);
    out.add(0, 4);
    out.add(Elf.HEADER_SIZE, 2);
    out.add(programHeaders == 0 ? 0 : Elf.PROGRAM_HEADER_SIZE, 2);
    out.add(programHeaders, 2);
    out.add(Elf.SECTION_HEADER_SIZE, 2);
    out.add(sections, 2);
    out.add(sections - 1, 2);
  }

  /** A row of the section table, whose last section has the names. */
  static void section(Bytes out, SectionHeader header) {
    out.add(header.name(), 4);
    out.add(header.type(), 4);
    out.add(header.flags(), 4);
    out.add(header.address(), 4);
    out.add(header.offset(), 4);
    out.add(header.sizeBytes(), 4);
    out.add(header.link(), 4);
    out.add(header.info(), 4);
    out.add(header.alignment(), 4);
    out.add(header.entrySize(), 4);
  }

  /** A row of a symbol table. */
  static void symbol(Bytes out, int name, ElfSymbol symbol, int section) {
    out.add(name, 4);
    out.add(symbol.value(), 4);
    out.add(symbol.sizeBytes(), 4);
    out.add(symbol.binding() << 4 | symbol.type());
    out.add(symbol.visibility());
    out.add(section, 2);
  }
}
