package cloister.elf;

import cloister.codec.Inflate;
import cloister.elf.ElfSection.Relocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    byte[] bytes =
        empty ? new byte[0] : file.slice(header.offset(), header.sizeBytes(), names.get(index));
    int alignment = header.alignment();
    if (isCompressed(header)) {
      bytes = decompressed(header, bytes, names.get(index));
      alignment = file.word(header.offset() + 8, names.get(index));
    }
    return new ElfSection(
        names.get(index),
        header.type(),
        header.flags() & ~Elf.SHF_COMPRESSED,
        bytes,
        empty ? header.sizeBytes() : bytes.length,
        Math.max(1, alignment),
        header.entrySize(),
        relocations);
  }

  private static boolean isCompressed(SectionHeader header) {
    return (header.flags() & Elf.SHF_COMPRESSED) != 0;
  }

  /** GCC's {@code -gz}: a header, and behind two bytes of zlib's (RFC 1950) DEFLATE. */
  private byte[] decompressed(SectionHeader header, byte[] bytes, String name) throws MalformedElf {
    int type = file.word(header.offset(), name);
    int size = sizeInMemory(header, name);
    int start = Elf.COMPRESSION_HEADER_SIZE + 2;
    if (type != Elf.ELFCOMPRESS_ZLIB || size < 0 || bytes.length < start) {
      throw MalformedElf.unsupported(file.name(), name, type);
    }
    byte[] packed = Arrays.copyOfRange(bytes, start, bytes.length);
    Optional<byte[]> plain = Inflate.decompress(packed, size);
    if (plain.isEmpty() || plain.get().length != size) {
      throw MalformedElf.unsupported(file.name(), name, size);
    }
    return plain.get();
  }

  private int sizeInMemory(SectionHeader header, String name) throws MalformedElf {
    return isCompressed(header) ? file.word(header.offset() + 4, name) : header.sizeBytes();
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
    int size = sizeInMemory(target, name);
    for (int at = 0; at + Elf.REL_SIZE <= table.sizeBytes(); at += Elf.REL_SIZE) {
      int offset = file.word(table.offset() + at, name);
      int info = file.word(table.offset() + at + 4, name);
      int symbol = (info >>> 8) - 1;
      boolean none = (info & 0xFF) == Elf.R_386_NONE;
      if (!none && (symbol < 0 || symbol >= symbols.size())) {
        throw MalformedElf.unsupported(file.name(), name, info);
      }
      if (offset < 0 || offset >= size) {
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
