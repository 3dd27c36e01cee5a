package cloister.elf;

import cloister.elf.ElfSection.Relocation;
import java.util.ArrayList;
import java.util.List;

/** Reads a relocatable object, ours or another compiler's. */
public final class ObjectReader {
  private static final int NOT_KEPT = SymbolReader.NOT_KEPT;

  private final FileBytes file;
  private final HeaderReader header;
  private List<SectionHeader> headers = List.of();
  private List<String> names = List.of();
  private int[] kept = new int[0];
  private SymbolReader reader;
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
    kept = SymbolReader.keep(headers);
    reader = new SymbolReader(file, headers, kept);
    symbols.addAll(reader.symbols());
    List<List<Relocation>> relocations = relocations();
    List<ElfSection> sections = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (kept[i] != NOT_KEPT) {
        sections.add(section(i, relocations.get(kept[i])));
      }
    }
    return new ObjectFile(file.name(), sections, symbols, groups());
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
        reader.headerAt(table.info(), names.get(i));
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
          reader.headerAt(member, ".group");
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
