package cloister.elf;

import java.util.ArrayList;
import java.util.List;

/** Reads the header and the section table that all kinds of files share. */
final class HeaderReader {
  private static final int MOST_SECTIONS = 60_000;

  private final FileBytes file;

  HeaderReader(FileBytes file) {
    this.file = file;
  }

  /** The type of a little-endian 32-bit file for this processor. */
  int type() throws MalformedElf {
    if (file.length() < Elf.HEADER_SIZE || file.word(0, "header") != Elf.MAGIC) {
      throw MalformedElf.notElf(file.name());
    }
    expect(4, 1, Elf.CLASS_32, "EI_CLASS");
    expect(5, 1, Elf.LITTLE_ENDIAN, "EI_DATA");
    expect(18, 2, Elf.EM_386, "e_machine");
    return file.half(16, "e_type");
  }

  private void expect(int at, int bytes, int wanted, String part) throws MalformedElf {
    int found = bytes == 1 ? file.octet(at, part) : file.half(at, part);
    if (found != wanted) {
      throw MalformedElf.unsupported(file.name(), part, found);
    }
  }

  int entry() throws MalformedElf {
    return file.word(24, "e_entry");
  }

  List<SectionHeader> sections() throws MalformedElf {
    int at = file.word(32, "e_shoff");
    int count = file.half(48, "e_shnum");
    int size = file.half(46, "e_shentsize");
    if (count > MOST_SECTIONS || count > 0 && size != Elf.SECTION_HEADER_SIZE) {
      throw MalformedElf.unsupported(file.name(), "e_shentsize", size);
    }
    List<SectionHeader> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sections.add(section(at + i * size));
    }
    return sections;
  }

  private SectionHeader section(int at) throws MalformedElf {
    file.check(at, Elf.SECTION_HEADER_SIZE, "section header");
    int[] words = new int[10];
    for (int i = 0; i < words.length; i++) {
      words[i] = file.word(at + 4 * i, "section header");
    }
    return new SectionHeader(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7], words[8],
        words[9]);
  }

  /** The names of the sections, in their order. */
  List<String> names(List<SectionHeader> sections) throws MalformedElf {
    int table = file.half(50, "e_shstrndx");
    List<String> names = new ArrayList<>();
    for (SectionHeader section : sections) {
      if (table >= sections.size()) {
        throw MalformedElf.unsupported(file.name(), "e_shstrndx", table);
      }
      SectionHeader strings = sections.get(table);
      names.add(table == 0 ? "" : file.text(strings.offset() + section.name(), "section name"));
    }
    return names;
  }

  List<ProgramHeader> segments() throws MalformedElf {
    int at = file.word(28, "e_phoff");
    int count = file.half(44, "e_phnum");
    List<ProgramHeader> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(segment(at + i * Elf.PROGRAM_HEADER_SIZE));
    }
    return segments;
  }

  private ProgramHeader segment(int at) throws MalformedElf {
    file.check(at, Elf.PROGRAM_HEADER_SIZE, "program header");
    return new ProgramHeader(
        file.word(at, "p_type"),
        file.word(at + 4, "p_offset"),
        file.word(at + 8, "p_vaddr"),
        file.word(at + 12, "p_paddr"),
        file.word(at + 16, "p_filesz"),
        file.word(at + 20, "p_memsz"),
        file.word(at + 24, "p_flags"),
        file.word(at + 28, "p_align"));
  }
}
