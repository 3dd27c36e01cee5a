package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import cloister.elf.ElfSymbol;
import cloister.elf.Executable;
import cloister.elf.ExecutableWriter;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Turns a layout into a file: segments, sections, symbols; or into a flat image. */
final class Image {
  private static final long MOST_BYTES = 256L << 20;

  /** Gaps in code are no-operations of two bytes, and one of one byte. */
  private static final byte[] CODE_GAP = {0x66, (byte) 0x90};

  private final Script script;
  private final Resolution resolution;
  private final GlobalOffsetTable offsets;
  private final Strip strip;
  private final Diagnostics diagnostics;
  private final Layout layout;
  private final Relocator relocator;
  private List<OutputSection> outputs = List.of();

  Image(
      Script script,
      Resolution resolution,
      GlobalOffsetTable offsets,
      Strip strip,
      Diagnostics diagnostics) {
    this.script = script;
    this.resolution = resolution;
    this.offsets = offsets;
    this.strip = strip;
    this.diagnostics = diagnostics;
    layout = new Layout(script, resolution, diagnostics);
    relocator = new Relocator(resolution, offsets, layout.symbols(), diagnostics);
  }

  Optional<Linker.Linked> make() {
    Segments segments = layOut();
    outputs = layout.inMemory();
    long bytes = 0;
    for (OutputSection output : outputs) {
      bytes += output.hasBytes() ? output.sizeBytes & 0xFFFFFFFFL : 0;
    }
    if (bytes > MOST_BYTES) {
      diagnostics.error(Span.NOWHERE, LinkComplaint.tooLarge());
    }
    int entry = entry();
    if (diagnostics.anyError()) {
      return Optional.empty();
    }
    byte[] file = script.binary() ? flat() : executable(segments, entry);
    return Optional.of(new Linker.Linked(file, entry, base(), symbols(), code(), sections()));
  }

  /** The size of the headers is known when the sections are placed, which may ask for it. */
  private Segments layOut() {
    int room = Math.max(2, script.segments().size());
    while (true) {
      int headerBytes = ExecutableWriter.headerBytes(room);
      layout.layOut(headerBytes);
      Segments segments = new Segments(layout, resolution.runsOnStack());
      segments.place(headerBytes);
      int needed = segments.headers().size();
      if (needed <= room) {
        layout.finish();
        return segments;
      }
      room = needed;
    }
  }

  List<OutputSection> outputs() {
    return outputs;
  }

  /** Global names with their addresses. */
  Map<String, Integer> symbols() {
    Map<String, Integer> symbols = new TreeMap<>();
    for (String name : resolution.definitions().keySet()) {
      relocator.address(name).ifPresent(address -> symbols.put(name, address));
    }
    layout.symbols().forEach((name, value) -> symbols.put(name, (int) value.absolute()));
    return symbols;
  }

  /** A label of assembly that tells no size and is in no function goes on to the next one. */
  private List<Linker.Code> code() {
    TreeMap<Integer, ElfSymbol> starts = new TreeMap<>();
    for (ElfSymbol symbol : new SymbolTable().rows()) {
      boolean named = symbol.type() == Elf.STT_FUNC || symbol.type() == Elf.STT_NOTYPE;
      if (named && symbol.section() >= 0 && outputs.get(symbol.section()).isCode()) {
        starts.merge(symbol.value(), symbol, (a, b) -> b.sizeBytes() > a.sizeBytes() ? b : a);
      }
    }
    List<Linker.Code> code = new ArrayList<>();
    int covered = 0;
    for (ElfSymbol symbol : starts.values()) {
      boolean inside = symbol.sizeBytes() == 0 && symbol.value() < covered;
      OutputSection section = outputs.get(symbol.section());
      Integer next = starts.higherKey(symbol.value());
      int end = next == null ? section.address + section.sizeBytes : next;
      int size = symbol.sizeBytes() > 0 ? symbol.sizeBytes() : end - symbol.value();
      if (size > 0 && !inside) {
        code.add(new Linker.Code(symbol.name(), symbol.value(), size));
        covered = symbol.value() + size;
      }
    }
    return code;
  }

  /** The load address of the first section that has one. */
  private int base() {
    long base = 0xFFFFFFFFL;
    boolean any = false;
    for (OutputSection output : outputs) {
      if (output.isAllocated() && output.hasBytes()) {
        base = Math.min(base, output.loadAddress & 0xFFFFFFFFL);
        any = true;
      }
    }
    return any ? (int) base : 0;
  }

  private Map<ObjectFile, List<OptionalInt>> sections() {
    Map<ObjectFile, List<OptionalInt>> addresses = new LinkedHashMap<>();
    for (ObjectFile object : resolution.objects()) {
      List<OptionalInt> list = new ArrayList<>();
      for (InputSection section : resolution.sections(object)) {
        list.add(section.isKept() ? OptionalInt.of(section.address()) : OptionalInt.empty());
      }
      addresses.put(object, list);
    }
    return addresses;
  }

  /** Without the symbol, the start of the code, as GNU's linker decides it. */
  private int entry() {
    Optional<Integer> address = relocator.address(script.entry());
    if (address.isPresent()) {
      return address.get();
    }
    int code = 0;
    for (OutputSection output : outputs) {
      code = output.name.equals(".text") ? output.address : code;
    }
    if (!script.entry().isEmpty()) {
      diagnostics.warn(Span.NOWHERE, LinkComplaint.noEntry(script.entry(), code));
    }
    return code;
  }

  private byte[] bytes(OutputSection output) {
    if (!output.hasBytes()) {
      return new byte[0];
    }
    byte[] bytes = new byte[output.sizeBytes];
    for (OutputSection.Piece piece : output.pieces) {
      byte[] usual = output.isCode() ? CODE_GAP : new byte[1];
      fill(bytes, piece, piece.pattern().length == 0 ? usual : piece.pattern());
    }
    for (InputSection input : output.inputs()) {
      boolean table = offsets.isSlots(input);
      byte[] one = table ? offsets.bytes(relocator) : relocator.relocated(input);
      System.arraycopy(one, 0, bytes, input.offset, one.length);
    }
    return bytes;
  }

  private static void fill(byte[] bytes, OutputSection.Piece piece, byte[] pattern) {
    for (int i = 0; i < piece.sizeBytes(); i++) {
      bytes[piece.offset() + i] = pattern[i % pattern.length];
    }
    boolean odd = pattern == CODE_GAP && piece.sizeBytes() % 2 != 0;
    if (odd) {
      bytes[piece.offset() + piece.sizeBytes() - 1] = (byte) 0x90;
    }
  }

  /** From the first load address to the last that has bytes. */
  private byte[] flat() {
    long start = base() & 0xFFFFFFFFL;
    long end = start;
    for (OutputSection output : outputs) {
      if (output.isAllocated() && output.hasBytes()) {
        long load = output.loadAddress & 0xFFFFFFFFL;
        end = Math.max(end, load + output.sizeBytes);
      }
    }
    if (end - start > MOST_BYTES) {
      diagnostics.error(Span.NOWHERE, LinkComplaint.tooLarge());
      return new byte[0];
    }
    byte[] image = new byte[(int) Math.max(0, end - start)];
    for (OutputSection output : outputs) {
      if (output.isAllocated() && output.hasBytes()) {
        byte[] bytes = bytes(output);
        int at = (int) ((output.loadAddress & 0xFFFFFFFFL) - start);
        System.arraycopy(bytes, 0, image, at, bytes.length);
      }
    }
    return image;
  }

  private byte[] executable(Segments segments, int entry) {
    List<Executable.Placed> placed = new ArrayList<>();
    for (OutputSection output : outputs) {
      placed.add(
          new Executable.Placed(
              output.name,
              output.type(),
              output.flags(),
              output.isAllocated() ? output.address : 0,
              output.fileOffset,
              output.sizeBytes,
              bytes(output),
              output.alignment));
    }
    List<ElfSymbol> symbols = strip == Strip.SYMBOLS ? List.of() : new SymbolTable().rows();
    return ExecutableWriter.write(new Executable(entry, segments.headers(), placed, symbols));
  }

  /** The symbols of the output: every object's own, then the global ones. */
  private final class SymbolTable {
    private final List<ElfSymbol> rows = new ArrayList<>();
    private final Map<OutputSection, Integer> numbers = new LinkedHashMap<>();

    List<ElfSymbol> rows() {
      outputs.forEach(output -> numbers.put(output, numbers.size()));
      for (ObjectFile object : resolution.objects()) {
        for (ElfSymbol symbol : object.symbols()) {
          boolean named = !symbol.name().isEmpty() && symbol.type() != Elf.STT_SECTION;
          if (named && symbol.isLocal() && !symbol.isUndefined()) {
            local(object, symbol);
          }
        }
      }
      for (ObjectFile object : resolution.objects()) {
        for (ElfSymbol symbol : object.symbols()) {
          if (!symbol.isLocal() && !symbol.isUndefined()) {
            resolution
                .definition(symbol.name())
                .filter(definition -> definition.object() == object)
                .ifPresent(definition -> global(symbol, definition));
          }
        }
      }
      layout.symbols().forEach(this::scripted);
      return rows;
    }

    private void local(ObjectFile object, ElfSymbol symbol) {
      if (symbol.section() < 0) {
        add(symbol, ElfSymbol.ABSOLUTE, symbol.value());
        return;
      }
      InputSection input = resolution.sections(object).get(symbol.section());
      if (input.isKept()) {
        add(symbol, number(input.output), input.address() + symbol.value());
      }
    }

    private void global(ElfSymbol symbol, Definition definition) {
      if (layout.symbols().containsKey(symbol.name())) {
        return;
      }
      Addresses.valueOf(definition)
          .ifPresent(value -> add(symbol, number(value.listed()), (int) value.absolute()));
    }

    private void scripted(String name, Value value) {
      ElfSymbol symbol =
          new ElfSymbol(name, Elf.STB_GLOBAL, Elf.STT_NOTYPE, 0, ElfSymbol.ABSOLUTE, 0, 0);
      add(symbol, number(value.listed()), (int) value.absolute());
    }

    /** A section that is not in the output has no number. */
    private int number(Optional<OutputSection> section) {
      return section
          .map(one -> numbers.getOrDefault(one, ElfSymbol.ABSOLUTE))
          .orElse(ElfSymbol.ABSOLUTE);
    }

    private void add(ElfSymbol symbol, int section, int address) {
      rows.add(
          new ElfSymbol(
              symbol.name(),
              symbol.binding(),
              symbol.type(),
              symbol.visibility(),
              section,
              address,
              symbol.sizeBytes()));
    }
  }
}
