package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.link.script.Script;
import cloister.cc.report.Diagnostics;
import cloister.elf.Archive;
import cloister.elf.MalformedElf;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectReader;
import cloister.elf.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Links objects and archives into a static program or a flat image. */
public final class Linker {
  /** Where programs of i386 Linux begin. */
  public static final int LINUX_BASE = 0x08048000;

  private final Diagnostics diagnostics;
  private final Resolution resolution;
  private final List<Resolution.Library> libraries = new ArrayList<>();
  private Strip strip = Strip.NOTHING;
  private String map = "";

  public Linker(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    resolution = new Resolution(diagnostics);
  }

  /** Adds an object, or an archive whose members are taken as they are needed. */
  public void add(String name, byte[] bytes) {
    try {
      if (Archive.isArchive(bytes)) {
        libraries.add(new Resolution.Library(name, bytes));
      } else {
        resolution.add(ObjectReader.read(name, bytes));
      }
    } catch (MalformedElf malformed) {
      diagnostics.error(Span.NOWHERE, malformed.message());
    }
  }

  public void add(ObjectFile object) {
    resolution.add(object);
  }

  /** Makes programs without symbols or what debuggers read. */
  public void leaveOut(Strip what) {
    strip = what;
  }

  /** Adds a file's bytes as data, with symbols that are made of its name. */
  public void addBytes(String name, byte[] bytes) {
    resolution.add(RawBytes.object(name, bytes));
  }

  /** The usual layout of a program that starts at a symbol. */
  public static Script programScript(String entry) {
    return DefaultScript.of(entry, LINUX_BASE, false, false, false);
  }

  /**
   * The usual layout at another base, as a file with headers or as a flat image.
   *
   * @param exact true to begin the code at the base itself, false to leave room for headers
   */
  public static Script scriptAt(String entry, int base, boolean binary, boolean exact) {
    return DefaultScript.of(entry, base, binary || exact, binary, false);
  }

  /** The same with everything in one segment that is both code and data. */
  public static Script packedScriptAt(String entry, int base, boolean binary, boolean exact) {
    return DefaultScript.of(entry, base, binary || exact, binary, true);
  }

  /** The output, or nothing after an error was reported. */
  public Optional<Linked> link(Script script) {
    if (!script.entry().isEmpty()) {
      resolution.want(script.entry());
    }
    script.wanted().forEach(resolution::want);
    resolution.assigned(script);
    resolution.pull(libraries);
    GlobalOffsetTable offsets = new GlobalOffsetTable(resolution);
    resolution.allocateCommons();
    if (strip != Strip.NOTHING) {
      resolution.dropDebugging();
    }
    Image image = new Image(script, resolution, offsets, strip, diagnostics);
    Optional<Linked> linked = image.make();
    map = LinkMap.of(image);
    return diagnostics.anyError() ? Optional.empty() : linked;
  }

  /**
   * All of it as one object that is linked later ({@code ld -r}), or nothing after an error was
   * reported.
   */
  public Optional<byte[]> combine(String name) {
    resolution.pull(libraries);
    if (strip != Strip.NOTHING) {
      resolution.dropDebugging();
    }
    return diagnostics.anyError()
        ? Optional.empty()
        : Optional.of(ObjectWriter.write(new PartialLink(resolution).make(name)));
  }

  /** What the last link put where, to be read by people. */
  public String map() {
    return map;
  }

  /**
   * What a link makes.
   *
   * @param file the executable, or the flat image
   * @param base the address of a flat image's first byte
   * @param symbols global names with their addresses
   * @param code the functions by address
   * @param sections for each object added as one, the addresses of its sections; a section that is
   *     not in the output has none
   */
  public record Linked(
      byte[] file,
      int entry,
      int base,
      Map<String, Integer> symbols,
      List<Code> code,
      Map<ObjectFile, List<OptionalInt>> sections) {
    public Linked {
      symbols = new TreeMap<>(symbols);
    }
  }

  /** A function, or a label of assembly with what follows it. */
  public record Code(String name, int address, int sizeBytes) {}
}
