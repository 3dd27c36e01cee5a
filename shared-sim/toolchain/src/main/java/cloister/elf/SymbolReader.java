package cloister.elf;

import java.util.ArrayList;
import java.util.List;

/** Reads the symbol table of a file whose sections get new numbers. */
final class SymbolReader {
  /** In the new numbers: a section that is left out. */
  static final int NOT_KEPT = -1;

  private final FileBytes file;
  private final List<SectionHeader> headers;
  private final int[] kept;

  /**
   * @param kept the new number of every section, or {@link #NOT_KEPT}
   */
  SymbolReader(FileBytes file, List<SectionHeader> headers, int[] kept) {
    this.file = file;
    this.headers = headers;
    this.kept = kept;
  }

  /** Sections with content get new numbers; tables are read here and made anew by a writer. */
  static int[] keep(List<SectionHeader> headers) {
    int[] kept = new int[headers.size()];
    int next = 0;
    for (int i = 0; i < kept.length; i++) {
      boolean content =
          switch (headers.get(i).type()) {
            case 0, Elf.SHT_SYMTAB, Elf.SHT_STRTAB, Elf.SHT_REL, Elf.SHT_RELA, Elf.SHT_GROUP ->
                false;
            default -> true;
          };
      kept[i] = content ? next++ : NOT_KEPT;
    }
    return kept;
  }

  List<ElfSymbol> symbols() throws MalformedElf {
    List<ElfSymbol> symbols = new ArrayList<>();
    for (SectionHeader table : headers) {
      if (table.type() == Elf.SHT_SYMTAB) {
        file.check(table.offset(), table.sizeBytes(), ".symtab");
        SectionHeader strings = headerAt(table.link(), ".symtab");
        for (int row = 1; row < table.sizeBytes() / Elf.SYMBOL_SIZE; row++) {
          symbols.add(symbol(table.offset() + row * Elf.SYMBOL_SIZE, strings.offset()));
        }
      }
    }
    return symbols;
  }

  SectionHeader headerAt(int index, String part) throws MalformedElf {
    if (index < 0 || index >= headers.size()) {
      throw MalformedElf.unsupported(file.name(), part, index);
    }
    return headers.get(index);
  }

  private ElfSymbol symbol(int at, int strings) throws MalformedElf {
    int kind = file.octet(at + 12, ".symtab");
    String name = file.text(strings + file.word(at, ".symtab"), ".strtab");
    return new ElfSymbol(
        name,
        kind >> 4,
        kind & 15,
        file.octet(at + 13, ".symtab") & 3,
        sectionOf(file.half(at + 14, ".symtab")),
        file.word(at + 4, ".symtab"),
        file.word(at + 8, ".symtab"));
  }

  private int sectionOf(int index) throws MalformedElf {
    return switch (index) {
      case Elf.SHN_UNDEF -> ElfSymbol.UNDEFINED;
      case Elf.SHN_ABS -> ElfSymbol.ABSOLUTE;
      case Elf.SHN_COMMON -> ElfSymbol.COMMON;
      default -> {
        headerAt(index, "st_shndx");
        yield kept[index] == NOT_KEPT ? ElfSymbol.ABSOLUTE : kept[index];
      }
    };
  }
}
