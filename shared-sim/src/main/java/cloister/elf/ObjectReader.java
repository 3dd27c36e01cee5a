package cloister.elf;

import cloister.elf.ElfSection.Relocation;
import java.util.ArrayList;
import java.util.List;

/** Reads a relocatable object, ours or another compiler's. */
public final class ObjectReader {
  private static final int NOT_KEPT = -1;

  private final FileBytes file;
  private final HeaderReader header;
  private List<SectionHeader> headers = List.of();
  private List<String> names = List.of();
  private int[] kept = new int[0];
  private final List<ElfSymbol> symbols = new ArrayList<>();

  private ObjectReader(String name, byte[] bytes) {
    file = new FileBytes(name, bytes);
    header = new HeaderReader(file);
  }

  /** True when the bytes begin as a file of this format does. */
  public static boolean isElf(byte[] bytes) {
    return bytes.length > 4
        && bytes[0] == 0x7F
        && bytes[1] == 'E'
        && bytes[2] == 'L'
        && bytes[3] == 'F';
  }

  public static ObjectFile read(String name, byte[] bytes) throws MalformedElf {
    return new ObjectReader(name, bytes).read();
  }

  private ObjectFile read() throws MalformedElf {
    int type = header.type();
    if (type != Elf.ET_REL) {
      throw MalformedElf.unsupported(file.name(), "e_type", type);
    }
    headers = header.sections();
    names = header.names(headers);
    keep();
    symbols();
    List<List<Relocation>> relocations = relocations();
    List<ElfSection> sections = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (kept[i] != NOT_KEPT) {
        sections.add(section(i, relocations.get(kept[i])));
      }
    }
    return new ObjectFile(file.name(), sections, symbols, groups());
  }

  /** Sections with content get new numbers; tables are read here and made anew by a writer. */
  private void keep() {
    kept = new int[headers.size()];
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
  }

  private ElfSection section(int index, List<Relocation> relocations) throws MalformedElf {
    SectionHeader header = headers.get(index);
    boolean empty = header.type() == Elf.SHT_NOBITS;
    if (header.sizeBytes() < 0) {
      throw MalformedElf.outside(file.name(), names.get(index), header.offset());
    }
    return new ElfSection(
        names.get(index),
        header.type(),
        header.flags(),
        empty ? new byte[0] : file.slice(header.offset(), header.sizeBytes(), names.get(index)),
        header.sizeBytes(),
        Math.max(1, header.alignment()),
        header.entrySize(),
        relocations);
  }

  private void symbols() throws MalformedElf {
    for (SectionHeader table : headers) {
      if (table.type() == Elf.SHT_SYMTAB) {
        file.check(table.offset(), table.sizeBytes(), ".symtab");
        SectionHeader strings = headerAt(table.link(), ".symtab");
        for (int row = 1; row < table.sizeBytes() / Elf.SYMBOL_SIZE; row++) {
          symbols.add(symbol(table.offset() + row * Elf.SYMBOL_SIZE, strings.offset()));
        }
      }
    }
  }

  private SectionHeader headerAt(int index, String part) throws MalformedElf {
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
        file.octet(at + 13, ".symtab"),
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

  private List<List<Relocation>> relocations() throws MalformedElf {
    List<List<Relocation>> all = new ArrayList<>();
    for (int number : kept) {
      if (number != NOT_KEPT) {
        all.add(new ArrayList<>());
      }
    }
    for (int i = 0; i < headers.size(); i++) {
      SectionHeader table = headers.get(i);
      if (table.type() == Elf.SHT_RELA) {
        throw MalformedElf.unsupported(file.name(), names.get(i), table.type());
      }
      if (table.type() == Elf.SHT_REL) {
        headerAt(table.info(), names.get(i));
        int target = kept[table.info()];
        if (target != NOT_KEPT) {
          relocations(table, headers.get(table.info()), names.get(i), all.get(target));
        }
      }
    }
    return all;
  }

  private void relocations(
      SectionHeader table, SectionHeader target, String name, List<Relocation> into)
      throws MalformedElf {
    file.check(table.offset(), table.sizeBytes(), name);
    for (int at = 0; at + Elf.REL_SIZE <= table.sizeBytes(); at += Elf.REL_SIZE) {
      int offset = file.word(table.offset() + at, name);
      int info = file.word(table.offset() + at + 4, name);
      int symbol = (info >>> 8) - 1;
      boolean none = (info & 0xFF) == Elf.R_386_NONE;
      if (!none && (symbol < 0 || symbol >= symbols.size())) {
        throw MalformedElf.unsupported(file.name(), name, info);
      }
      if (offset < 0 || offset >= target.sizeBytes()) {
        throw MalformedElf.outside(file.name(), name, offset);
      }
      if (!none) {
        into.add(new Relocation(offset, info & 0xFF, symbol));
      }
    }
  }

  private List<ObjectFile.Group> groups() throws MalformedElf {
    List<ObjectFile.Group> groups = new ArrayList<>();
    for (SectionHeader header : headers) {
      if (header.type() == Elf.SHT_GROUP) {
        int row = header.info() - 1;
        if (row < 0 || row >= symbols.size()) {
          throw MalformedElf.unsupported(file.name(), ".group", header.info());
        }
        List<Integer> members = new ArrayList<>();
        for (int at = 4; at + 4 <= header.sizeBytes(); at += 4) {
          int member = file.word(header.offset() + at, ".group");
          headerAt(member, ".group");
          if (kept[member] != NOT_KEPT) {
            members.add(kept[member]);
          }
        }
        groups.add(new ObjectFile.Group(symbols.get(row).name(), members));
      }
    }
    return groups;
  }
}
