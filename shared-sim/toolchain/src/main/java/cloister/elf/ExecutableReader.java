package cloister.elf;

import java.util.ArrayList;
import java.util.List;

/** Reads a program that is ready to be loaded, ours or another linker's. */
public final class ExecutableReader {
  private final FileBytes file;
  private final HeaderReader header;

  private ExecutableReader(String name, byte[] bytes) {
    file = new FileBytes(name, bytes);
    header = new HeaderReader(file);
  }

  /** The program; one without a section table has segments alone. */
  public static Executable read(String name, byte[] bytes) throws MalformedElf {
    return new ExecutableReader(name, bytes).read();
  }

  private Executable read() throws MalformedElf {
    int type = header.type();
    if (type != Elf.ET_EXEC && type != Elf.ET_DYN) {
      throw MalformedElf.unsupported(file.name(), "e_type", type);
    }
    List<ProgramHeader> segments = header.segments();
    for (ProgramHeader segment : segments) {
      check(segment);
    }
    List<SectionHeader> headers = header.sections();
    List<String> names = header.names(headers);
    int[] kept = SymbolReader.keep(headers);
    List<Executable.Placed> sections = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] != SymbolReader.NOT_KEPT) {
        sections.add(section(headers.get(i), names.get(i)));
      }
    }
    List<ElfSymbol> symbols = new SymbolReader(file, headers, kept).symbols();
    return new Executable(header.entry(), segments, sections, symbols);
  }

  private void check(ProgramHeader segment) throws MalformedElf {
    file.check(segment.offset(), segment.fileSize(), "segment");
    boolean load = segment.type() == Elf.PT_LOAD;
    long end = (segment.address() & 0xFFFFFFFFL) + (segment.memorySize() & 0xFFFFFFFFL);
    boolean small = Integer.compareUnsigned(segment.memorySize(), segment.fileSize()) < 0;
    if (load && (small || end > 1L << 32)) {
      throw MalformedElf.unsupported(file.name(), "p_memsz", segment.memorySize());
    }
  }

  private Executable.Placed section(SectionHeader header, String name) throws MalformedElf {
    boolean empty = header.type() == Elf.SHT_NOBITS;
    return new Executable.Placed(
        name,
        header.type(),
        header.flags(),
        header.address(),
        header.offset(),
        header.sizeBytes(),
        empty ? new byte[0] : file.slice(header.offset(), header.sizeBytes(), name),
        Math.max(1, header.alignment()));
  }
}
