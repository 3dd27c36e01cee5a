package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import cloister.elf.ElfSymbol;
import cloister.elf.Executable;
import cloister.elf.ExecutableWriter;
import cloister.elf.ObjectFile;
import cloister.elf.ProgramHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a layout into a file: segments, sections, symbols; or into a flat image. */
final class Image {
  private static final Span NOWHERE = new Span("", 1, 1, 0);
  private static final int PAGE = 0x1000;

  /** Segments that a layout may have; room for their headers is kept before the first section. */
  private static final int MOST_SEGMENTS = 12;

  private static final long MOST_BYTES = 256L << 20;

  private final Script script;
  private final Resolution resolution;
  private final Diagnostics diagnostics;
  private final Layout layout;
  private final Set<String> listed = new TreeSet<>();
  private final int headerBytes = ExecutableWriter.headerBytes(MOST_SEGMENTS + 1);

  Image(Script script, Resolution resolution, Diagnostics diagnostics) {
    this.script = script;
    this.resolution = resolution;
    this.diagnostics = diagnostics;
    layout = new Layout(script, resolution, diagnostics, headerBytes);
  }

  Optional<Linker.Linked> make() {
    layout.layOut();
    layout.outputs().removeIf(output -> output.sizeBytes == 0);
    Relocator relocator = new Relocator(resolution, layout.symbols(), diagnostics);
    int entry = entry(relocator);
    Map<String, Integer> symbols = symbols(relocator);
    long bytes = 0;
    for (OutputSection output : layout.outputs()) {
      bytes += output.hasBytes() ? output.sizeBytes : 0;
    }
    if (bytes > MOST_BYTES) {
      diagnostics.error(NOWHERE, LinkComplaint.tooLarge());
      return Optional.empty();
    }
    byte[] file = script.binary() ? flat(relocator) : executable(relocator, entry, symbols);
    return Optional.of(new Linker.Linked(file, entry, base(), symbols, sections()));
  }

  /** The load address of the first section that has one. */
  private int base() {
    long base = 0xFFFFFFFFL;
    for (OutputSection output : layout.outputs()) {
      if (output.isAllocated() && output.hasBytes()) {
        base = Math.min(base, output.loadAddress & 0xFFFFFFFFL);
      }
    }
    return (int) base;
  }

  private Map<ObjectFile, List<OptionalInt>> sections() {
    Map<ObjectFile, List<OptionalInt>> addresses = new LinkedHashMap<>();
    for (ObjectFile object : resolution.objects()) {
      List<OptionalInt> list = new ArrayList<>();
      for (InputSection section : resolution.sections(object)) {
        boolean out = section.output == null || section.dropped;
        list.add(out ? OptionalInt.empty() : OptionalInt.of(section.address()));
      }
      addresses.put(object, list);
    }
    return addresses;
  }

  private int entry(Relocator relocator) {
    if (script.entry().isEmpty()) {
      return layout.outputs().isEmpty() ? 0 : layout.outputs().getFirst().address;
    }
    Optional<Integer> address = relocator.address(script.entry());
    if (address.isEmpty()) {
      diagnostics.error(NOWHERE, LinkComplaint.noEntry(script.entry()));
    }
    return address.orElse(0);
  }

  private Map<String, Integer> symbols(Relocator relocator) {
    Map<String, Integer> symbols = new TreeMap<>();
    for (String name : resolution.definitions().keySet()) {
      relocator.address(name).ifPresent(address -> symbols.put(name, address));
    }
    layout.symbols().forEach((name, value) -> symbols.put(name, (int) (long) value));
    return symbols;
  }

  private byte[] bytes(OutputSection output, Relocator relocator) {
    if (!output.hasBytes()) {
      return new byte[0];
    }
    byte[] bytes = new byte[output.sizeBytes];
    for (InputSection input : output.inputs) {
      byte[] one = relocator.relocated(input);
      System.arraycopy(one, 0, bytes, input.offset, one.length);
    }
    return bytes;
  }

  /** From the first load address to the last that has bytes. */
  private byte[] flat(Relocator relocator) {
    long start = base() & 0xFFFFFFFFL;
    long end = start;
    for (OutputSection output : layout.outputs()) {
      if (output.isAllocated() && output.hasBytes()) {
        long load = output.loadAddress & 0xFFFFFFFFL;
        end = Math.max(end, load + output.sizeBytes);
      }
    }
    if (end - start > MOST_BYTES) {
      diagnostics.error(NOWHERE, LinkComplaint.tooLarge());
      return new byte[0];
    }
    byte[] image = new byte[(int) Math.max(0, end - start)];
    for (OutputSection output : layout.outputs()) {
      if (output.isAllocated() && output.hasBytes()) {
        byte[] bytes = bytes(output, relocator);
        int at = (int) ((output.loadAddress & 0xFFFFFFFFL) - start);
        System.arraycopy(bytes, 0, image, at, bytes.length);
      }
    }
    return image;
  }

  private byte[] executable(Relocator relocator, int entry, Map<String, Integer> symbols) {
    offsets();
    List<Executable.Placed> placed = new ArrayList<>();
    for (OutputSection output : layout.outputs()) {
      placed.add(
          new Executable.Placed(
              output.name,
              output.type(),
              output.flags(),
              output.isAllocated() ? output.address : 0,
              output.fileOffset,
              output.sizeBytes,
              bytes(output, relocator),
              output.alignment));
    }
    return ExecutableWriter.write(
        new Executable(entry, segments(), placed, table(relocator, symbols)));
  }

  /** Offsets are congruent to addresses modulo a page, as loading by pages asks for. */
  private void offsets() {
    int offset = headerBytes;
    for (OutputSection output : layout.outputs()) {
      if (output.isAllocated()) {
        offset += output.address - offset & PAGE - 1;
      } else {
        offset += -offset & 3;
      }
      output.fileOffset = offset;
      offset += output.hasBytes() ? output.sizeBytes : 0;
    }
  }

  private List<ProgramHeader> segments() {
    List<ProgramHeader> segments = new ArrayList<>();
    List<OutputSection> run = new ArrayList<>();
    for (OutputSection output : layout.outputs()) {
      if (output.isAllocated()) {
        if (!run.isEmpty() && !joins(run.getLast(), output)) {
          segments.add(segment(run, segments.isEmpty()));
          run.clear();
        }
        run.add(output);
      }
    }
    if (!run.isEmpty()) {
      segments.add(segment(run, segments.isEmpty()));
    }
    segments.add(new ProgramHeader(Elf.PT_GNU_STACK, 0, 0, 0, 0, 0, Elf.PF_R | Elf.PF_W, 16));
    return segments;
  }

  /** One segment for neighbours of one kind whose distance in file and memory is the same. */
  private static boolean joins(OutputSection last, OutputSection next) {
    boolean kind = permissions(last) == permissions(next);
    boolean order = last.hasBytes() || !next.hasBytes();
    int inMemory = next.address - last.address;
    int inFile = next.fileOffset - last.fileOffset;
    int loaded = next.loadAddress - last.loadAddress;
    boolean near = !next.hasBytes() || inMemory == inFile;
    return kind && order && near && loaded == inMemory && inMemory >= 0;
  }

  private static int permissions(OutputSection output) {
    int flags = output.flags();
    return Elf.PF_R
        | ((flags & Elf.SHF_WRITE) != 0 ? Elf.PF_W : 0)
        | ((flags & Elf.SHF_EXECINSTR) != 0 ? Elf.PF_X : 0);
  }

  private ProgramHeader segment(List<OutputSection> run, boolean first) {
    OutputSection start = run.getFirst();
    OutputSection end = run.getLast();
    int inFile = 0;
    for (OutputSection output : run) {
      inFile = output.hasBytes() ? output.fileOffset + output.sizeBytes - start.fileOffset : inFile;
    }
    // The headers are loaded too where there is room before the first section.
    boolean headers = first && (start.address & PAGE - 1) == start.fileOffset;
    int before = headers ? start.fileOffset : 0;
    return new ProgramHeader(
        Elf.PT_LOAD,
        start.fileOffset - before,
        start.address - before,
        start.loadAddress - before,
        inFile + before,
        end.end() - start.address + before,
        permissions(start),
        PAGE);
  }

  private List<ElfSymbol> table(Relocator relocator, Map<String, Integer> globals) {
    List<ElfSymbol> table = new ArrayList<>();
    for (ObjectFile object : resolution.objects()) {
      for (ElfSymbol symbol : object.symbols()) {
        boolean mine = symbol.isLocal() || resolution.definitions().containsKey(symbol.name());
        boolean named = !symbol.name().isEmpty() && symbol.type() != Elf.STT_SECTION;
        if (mine && named && !symbol.isUndefined()) {
          relocator.address(object, symbol).ifPresent(address -> add(table, symbol, address));
        }
      }
    }
    for (String name : layout.symbols().keySet()) {
      ElfSymbol symbol =
          new ElfSymbol(
              name, Elf.STB_GLOBAL, Elf.STT_NOTYPE, 0, ElfSymbol.ABSOLUTE, globals.get(name), 0);
      table.add(symbol);
    }
    return table;
  }

  private void add(List<ElfSymbol> table, ElfSymbol symbol, int address) {
    if (symbol.isLocal() || listed.add(symbol.name())) {
      table.add(
          new ElfSymbol(
              symbol.name(),
              symbol.binding(),
              symbol.type(),
              symbol.visibility(),
              sectionAt(address),
              address,
              symbol.sizeBytes()));
    }
  }

  private int sectionAt(int address) {
    for (int i = 0; i < layout.outputs().size(); i++) {
      OutputSection output = layout.outputs().get(i);
      boolean inside =
          output.isAllocated()
              && Integer.compareUnsigned(address, output.address) >= 0
              && Integer.compareUnsigned(address, output.end()) <= 0;
      if (inside) {
        return i;
      }
    }
    return ElfSymbol.ABSOLUTE;
  }
}
