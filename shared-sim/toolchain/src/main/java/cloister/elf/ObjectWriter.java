package cloister.elf;

import cloister.bits.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a relocatable object: header, sections, their relocations, groups, symbols, names, section
 * table.
 */
public final class ObjectWriter {
  /** Where a section begins in the file matters to nobody who maps pages. */
  private static final int MOST_ALIGNMENT = 4096;

  private final ObjectFile object;
  private final Bytes out = new Bytes();
  private final StringTable names = new StringTable();
  private final List<SectionHeader> headers = new ArrayList<>();
  private final int[] rowOfSymbol;
  private final int symbolTable;

  private ObjectWriter(ObjectFile object) {
    this.object = object;
    rowOfSymbol = new int[object.symbols().size()];
    int tables = object.groups().size();
    for (ElfSection section : object.sections()) {
      tables += section.relocations().isEmpty() ? 1 : 2;
    }
    symbolTable = 1 + tables;
  }

  public static byte[] write(ObjectFile object) {
    return new ObjectWriter(object).write();
  }

  private byte[] write() {
    orderSymbols();
    out.zeros(Elf.HEADER_SIZE);
    headers.add(new SectionHeader(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    contents();
    relocations();
    groups();
    symbols();
    nameTable();
    align(4);
    int table = out.length();
    for (SectionHeader header : headers) {
      HeaderWriter.section(out, header);
    }
    Bytes start = new Bytes();
    HeaderWriter.file(start, Elf.ET_REL, 0, 0, 0, headers.size(), table);
    byte[] file = out.toArray();
    start.copyTo(file, 0);
    return file;
  }

  /** Local symbols must come first (gABI, symbol table). */
  private void orderSymbols() {
    int row = 1;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < rowOfSymbol.length; i++) {
        if (object.symbols().get(i).isLocal() == (pass == 0)) {
          rowOfSymbol[i] = row++;
        }
      }
    }
  }

  private void contents() {
    for (ElfSection section : object.sections()) {
      align(Math.clamp(section.alignment(), 1, MOST_ALIGNMENT));
      add(
          section.name(),
          section.type(),
          section.flags(),
          section.sizeBytes(),
          0,
          0,
          section.alignment(),
          section.entrySize());
      out.add(section.bytes(), 0, section.bytes().length);
    }
  }

  private void relocations() {
    for (int i = 0; i < object.sections().size(); i++) {
      ElfSection section = object.sections().get(i);
      if (!section.relocations().isEmpty()) {
        align(4);
        int size = section.relocations().size() * Elf.REL_SIZE;
        add(".rel" + section.name(), Elf.SHT_REL, 0x40, size, symbolTable, 1 + i, 4, Elf.REL_SIZE);
        for (ElfSection.Relocation relocation : section.relocations()) {
          out.add(relocation.offset(), 4);
          out.add(rowOfSymbol[relocation.symbol()] << 8 | relocation.type(), 4);
        }
      }
    }
  }

  private void groups() {
    for (ObjectFile.Group group : object.groups()) {
      align(4);
      int size = 4 + 4 * group.sections().size();
      int signature = rowOfSymbol[symbolNamed(group.signature())];
      add(".group", Elf.SHT_GROUP, 0, size, symbolTable, signature, 4, 4);
      out.add(1, 4);
      for (int section : group.sections()) {
        out.add(1 + section, 4);
      }
    }
  }

  private int symbolNamed(String name) {
    for (int i = 0; i < object.symbols().size(); i++) {
      if (object.symbols().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("group without its symbol " + name);
  }

  private void symbols() {
    StringTable strings = new StringTable();
    align(4);
    int count = object.symbols().size() + 1;
    int firstGlobal = 1 + (int) object.symbols().stream().filter(ElfSymbol::isLocal).count();
    add(
        ".symtab",
        Elf.SHT_SYMTAB,
        0,
        count * Elf.SYMBOL_SIZE,
        symbolTable + 1,
        firstGlobal,
        4,
        Elf.SYMBOL_SIZE);
    out.zeros(Elf.SYMBOL_SIZE);
    for (int pass = 0; pass < 2; pass++) {
      for (ElfSymbol symbol : object.symbols()) {
        if (symbol.isLocal() == (pass == 0)) {
          HeaderWriter.symbol(out, strings.place(symbol.name()), symbol, sectionOf(symbol));
        }
      }
    }
    byte[] text = strings.toArray();
    add(".strtab", Elf.SHT_STRTAB, 0, text.length, 0, 0, 1, 0);
    out.add(text, 0, text.length);
  }

  private static int sectionOf(ElfSymbol symbol) {
    return switch (symbol.section()) {
      case ElfSymbol.UNDEFINED -> Elf.SHN_UNDEF;
      case ElfSymbol.ABSOLUTE -> Elf.SHN_ABS;
      case ElfSymbol.COMMON -> Elf.SHN_COMMON;
      default -> 1 + symbol.section();
    };
  }

  private void nameTable() {
    int name = names.place(".shstrtab");
    byte[] text = names.toArray();
    headers.add(
        new SectionHeader(name, Elf.SHT_STRTAB, 0, 0, out.length(), text.length, 0, 0, 1, 0));
    out.add(text, 0, text.length);
  }

  private void add(
      String name, int type, int flags, int size, int link, int info, int alignment, int entry) {
    headers.add(
        new SectionHeader(
            names.place(name), type, flags, 0, out.length(), size, link, info, alignment, entry));
  }

  private void align(int boundary) {
    out.zeros(-out.length() & boundary - 1);
  }
}
