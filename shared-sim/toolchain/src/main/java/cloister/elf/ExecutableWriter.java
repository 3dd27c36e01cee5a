package cloister.elf;

import cloister.bits.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Writes an executable: headers, segments at their offsets, the rest, names, section table. */
public final class ExecutableWriter {
  private final Executable program;
  private final StringTable names = new StringTable();
  private final List<SectionHeader> headers = new ArrayList<>();

  private ExecutableWriter(Executable program) {
    this.program = program;
  }

  /** Bytes of the headers before the first section. */
  public static int headerBytes(int segments) {
    return Elf.HEADER_SIZE + segments * Elf.PROGRAM_HEADER_SIZE;
  }

  public static byte[] write(Executable program) {
    return new ExecutableWriter(program).write();
  }

  private byte[] write() {
    Bytes out = new Bytes();
    out.zeros(headerBytes(program.segments().size()));
    headers.add(new SectionHeader(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    List<Executable.Placed> inOrder = new ArrayList<>(program.sections());
    inOrder.sort((a, b) -> Integer.compareUnsigned(a.offset(), b.offset()));
    for (Executable.Placed section : inOrder) {
      if (section.bytes().length > 0) {
        out.zeros(section.offset() - out.length());
        out.add(section.bytes(), 0, section.bytes().length);
      }
    }
    for (Executable.Placed section : program.sections()) {
      headers.add(header(section));
    }
    if (!program.symbols().isEmpty()) {
      symbols(out);
    }
    int name = names.place(".shstrtab");
    byte[] text = names.toArray();
    headers.add(
        new SectionHeader(name, Elf.SHT_STRTAB, 0, 0, out.length(), text.length, 0, 0, 1, 0));
    out.add(text, 0, text.length);
    out.zeros(-out.length() & 3);
    int table = out.length();
    headers.forEach(header -> HeaderWriter.section(out, header));
    byte[] file = out.toArray();
    start(table).copyTo(file, 0);
    return file;
  }

  private SectionHeader header(Executable.Placed section) {
    return new SectionHeader(
        names.place(section.name()),
        section.type(),
        section.flags(),
        section.address(),
        section.offset(),
        section.sizeBytes(),
        0,
        0,
        section.alignment(),
        0);
  }

  private void symbols(Bytes out) {
    StringTable strings = new StringTable();
    List<ElfSymbol> locals = program.symbols().stream().filter(ElfSymbol::isLocal).toList();
    List<ElfSymbol> globals =
        program.symbols().stream().filter(symbol -> !symbol.isLocal()).toList();
    out.zeros(-out.length() & 3);
    int start = out.length();
    out.zeros(Elf.SYMBOL_SIZE);
    for (List<ElfSymbol> symbols : List.of(locals, globals)) {
      for (ElfSymbol symbol : symbols) {
        int section = symbol.section() == ElfSymbol.ABSOLUTE ? Elf.SHN_ABS : 1 + symbol.section();
        HeaderWriter.symbol(out, strings.place(symbol.name()), symbol, section);
      }
    }
    headers.add(
        new SectionHeader(
            names.place(".symtab"),
            Elf.SHT_SYMTAB,
            0,
            0,
            start,
            out.length() - start,
            headers.size() + 1,
            locals.size() + 1,
            4,
            Elf.SYMBOL_SIZE));
    byte[] text = strings.toArray();
    headers.add(
        new SectionHeader(
            names.place(".strtab"), Elf.SHT_STRTAB, 0, 0, out.length(), text.length, 0, 0, 1, 0));
    out.add(text, 0, text.length);
  }

  private Bytes start(int table) {
    Bytes start = new Bytes();
    HeaderWriter.file(
        start,
        Elf.ET_EXEC,
        program.entry(),
        program.segments().size(),
        Elf.HEADER_SIZE,
        headers.size(),
        table);
    for (ProgramHeader segment : program.segments()) {
      start.add(segment.type(), 4);
      start.add(segment.offset(), 4);
      start.add(segment.address(), 4);
      start.add(segment.physicalAddress(), 4);
      start.add(segment.fileSize(), 4);
      start.add(segment.memorySize(), 4);
      start.add(segment.flags(), 4);
      start.add(segment.alignment(), 4);
    }
    return start;
  }
}
