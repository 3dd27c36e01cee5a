package cloister.cc.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.link.script.Script;
import cloister.cc.link.script.ScriptParser;
import cloister.cc.report.Diagnostics;
import cloister.elf.Elf;
import cloister.elf.ElfSymbol;
import cloister.elf.Executable;
import cloister.elf.ExecutableReader;
import cloister.elf.ProgramHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same objects, linked by GNU's linker and by ours with the same script. */
class ScriptOracleTest {
  private static final Path KERNELS = Path.of("src/test/c/kernels");

  @TempDir Path folder;
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<Path> objects = new ArrayList<>();

  @BeforeEach
  void needsTools() {
    GnuTools.need();
  }

  private void compile(String kernel, String... names) throws Exception {
    for (String name : names) {
      String stem = name.substring(0, name.indexOf('.'));
      Path object = folder.resolve(stem + ".o");
      GnuTools.compile(KERNELS.resolve(kernel).resolve(name), object, "-O1");
      objects.add(object);
    }
  }

  private byte[] theirs(String... options) throws Exception {
    Path output = folder.resolve("theirs");
    GnuTools.link(output, List.of(options), objects);
    return Files.readAllBytes(output);
  }

  private byte[] ours(Script script) throws Exception {
    Linker linker = new Linker(diagnostics);
    for (Path object : objects) {
      linker.add(object.getFileName().toString(), Files.readAllBytes(object));
    }
    byte[] file = linker.link(script).map(Linker.Linked::file).orElse(new byte[0]);
    assertEquals(List.of(), diagnostics.all());
    return file;
  }

  private Script script(Path file) throws Exception {
    return script(Files.readString(file), false);
  }

  private Script script(String text, boolean packed) {
    Script script =
        new ScriptParser("kernel.ld", diagnostics).parse(text, "", false, packed).orElse(null);
    assertEquals(List.of(), diagnostics.all());
    return script;
  }

  private static Map<String, String> symbols(Executable program) {
    Map<String, String> symbols = new TreeMap<>();
    for (ElfSymbol symbol : program.symbols()) {
      boolean real = symbol.type() != Elf.STT_SECTION && symbol.type() != Elf.STT_FILE;
      if (real && !symbol.name().isEmpty()) {
        String section =
            symbol.section() < 0 ? "absolute" : program.sections().get(symbol.section()).name();
        symbols.put(symbol.name(), Integer.toHexString(symbol.value()) + " " + section);
      }
    }
    return symbols;
  }

  /** Sections in memory: address, size, whether writable or executable, and bytes. */
  private static Map<String, String> sections(Executable program) {
    Map<String, String> sections = new TreeMap<>();
    for (Executable.Placed section : program.sections()) {
      if (section.isAllocated() && section.sizeBytes() > 0) {
        int flags = section.flags() & (Elf.SHF_WRITE | Elf.SHF_ALLOC | Elf.SHF_EXECINSTR);
        String place = Integer.toHexString(section.address()) + " " + section.sizeBytes();
        String bytes = HexFormat.of().formatHex(section.bytes());
        sections.put(section.name(), place + " " + flags + " " + bytes);
      }
    }
    return sections;
  }

  private static List<String> segments(Executable program) {
    List<String> segments = new ArrayList<>();
    for (ProgramHeader segment : program.segments()) {
      if (segment.type() == Elf.PT_LOAD) {
        segments.add(
            String.format(
                "%x at %x: %x of %x, %d",
                segment.address(),
                segment.physicalAddress(),
                segment.fileSize(),
                segment.memorySize(),
                segment.flags()));
      }
    }
    return segments;
  }

  private void assertSame(byte[] theirs, byte[] ours) throws Exception {
    Executable expected = ExecutableReader.read("theirs", theirs);
    Executable actual = ExecutableReader.read("ours", ours);
    assertEquals(lines(symbols(expected)), lines(symbols(actual)));
    assertEquals(lines(sections(expected)), lines(sections(actual)));
    assertEquals(Integer.toHexString(expected.entry()), Integer.toHexString(actual.entry()));
  }

  private static String lines(Map<String, String> map) {
    StringBuilder lines = new StringBuilder();
    map.forEach((name, value) -> lines.append(name).append(' ').append(value).append('\n'));
    return lines.toString();
  }

  @Test
  void aKernelWithRegionsSegmentsAndSortedInputs() throws Exception {
    compile("low", "entry.S", "main.c");
    Path file = KERNELS.resolve("low/low.ld");
    byte[] theirs = theirs("-T", file.toString());
    byte[] ours = ours(script(file));
    assertSame(theirs, ours);
    assertEquals(
        segments(ExecutableReader.read("theirs", theirs)).getFirst(),
        segments(ExecutableReader.read("ours", ours)).getFirst());
  }

  @Test
  void aKernelThatIsLoadedElsewhereThanItIsLinked() throws Exception {
    compile("high", "entry.S", "main.c");
    Path file = KERNELS.resolve("high/high.ld");
    byte[] theirs = theirs("-T", file.toString());
    byte[] ours = ours(script(file));
    assertSame(theirs, ours);
    assertEquals(
        segments(ExecutableReader.read("theirs", theirs)),
        segments(ExecutableReader.read("ours", ours)));
  }

  @Test
  void aFlatImageByScript() throws Exception {
    compile("loader", "boot.S", "load.c");
    Path file = KERNELS.resolve("loader/loader.ld");
    assertArrayEquals(theirs("-T", file.toString()), ours(script(file)));
  }

  @Test
  void aBootSectorWithoutScript() throws Exception {
    compile("loader", "boot.S", "load.c");
    String[] symbols = {"--defsym=rest_start=0x7e00", "--defsym=rest_sectors=9"};
    byte[] theirs = theirs("-N", "-e", "start", "-Ttext=0x7c00", symbols[0], symbols[1]);
    Script usual = Linker.packedScriptAt("start", 0x7C00, false, true);
    List<Script.Statement> all = new ArrayList<>(usual.statements());
    all.addAll(script("rest_start = 0x7e00; rest_sectors = 9;", true).statements());
    assertSame(theirs, ours(Script.of("start", false, true, all)));
    byte[] flat =
        theirs("-N", "-e", "start", "-Ttext=0x7c00", symbols[0], symbols[1], "--oformat=binary");
    Linker linker = new Linker(diagnostics);
    for (Path object : objects) {
      linker.add(object.getFileName().toString(), Files.readAllBytes(object));
    }
    assertArrayEquals(flat, linker.link(Script.of("start", true, true, all)).get().file());
  }

  @Test
  void theScriptThatGnusLinkerHasItself() throws Exception {
    compile("low", "entry.S", "main.c");
    String verbose = GnuTools.run(List.of("ld", "-m", "elf_i386", "-N", "--verbose"));
    String line = "==================================================\n";
    int start = verbose.indexOf(line) + line.length();
    String text = verbose.substring(start, verbose.indexOf(line, start));
    String rest =
        "__kernel_start = 0; stack_bytes = 0; stack_top = 0; __bss_end = end; __kernel_end = end;"
            + "__init_start = __init_array_start; __init_end = __init_array_end;";
    Path file = Files.writeString(folder.resolve("kernel.ld"), text + rest);
    assertSame(theirs("-N", "-T", file.toString()), ours(script(text + rest, true)));
  }

  private void compileText(String name, String source) throws Exception {
    Path file = Files.writeString(folder.resolve(name), source);
    Path object = folder.resolve(name.substring(0, name.indexOf('.')) + ".o");
    GnuTools.compile(file, object, "-O1");
    objects.add(object);
  }

  private void assertSame(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("test.ld"), script);
    assertSame(theirs("-T", file.toString()), ours(script(script, false)));
  }

  @Test
  void sectionsThatTheScriptDoesNotName() throws Exception {
    compileText(
        "one.c",
        """
        __attribute__((section(".fast"))) int fast(void) { return 1; }
        __attribute__((section("rows"))) const int table[] = {1, 2, 3};
        __attribute__((section(".persist"))) int persist = 7;
        __attribute__((section("rows2"), aligned(64))) int table2[] = {4};
        __attribute__((section(".noinit,\\"aw\\",@nobits#"))) int noinit[9];
        extern int __start_rows[], __stop_rows[];
        int main(void) { return fast() + __stop_rows - __start_rows; }
        """);
    assertSame(
        """
        ENTRY(main)
        SECTIONS {
          . = 0x100000;
          .text : { *(.text*) }
          etext = .;
          . = ALIGN(0x1000);
          .rodata : { *(.rodata*) }
          .data : { *(.data*) }
          edata = .;
          .bss : { *(.bss*) }
          end = .;
          /DISCARD/ : { *(.eh_frame .comment .note*) }
        }
        """);
  }

  @Test
  void expressionsCountFromTheirSection() throws Exception {
    compileText("one.c", "int a = 1; int b[5] = {2}; int main(void) { return a; }");
    compileText("two.c", "int c = 3; char d[3] = {4};");
    assertSame(
        """
        ENTRY(main)
        base = 0x200000;
        SECTIONS {
          . = base + 0x123;
          .text : { *(.text) inside = .; plain = 16; . = 0x80; after = . + 4; }
          .data ALIGN(16) : AT(ADDR(.data) + 0x1000) {
            *two.o(.data)
            middle = ABSOLUTE(.) - base;
            . = ALIGN(64);
            *(EXCLUDE_FILE(*two.o) .data)
            size = . - middle;
            LONG(after) SHORT(SIZEOF(.text)) BYTE(ALIGNOF(.data)) QUAD(LOADADDR(.data))
            . += 3;
            ASCIZ "text"
          } =0x1234
          top = ADDR(.data) + SIZEOF(.data);
          logic = (1 || 0) + (3 > 2) * 2 + (0x10 == 16 ? 4 : 8) + (~0 & 0xf0) + (1 << 10);
          big = MAX(3, 7) * 1K + 1M % 7 + LOG2CEIL(1000) + 0x10 / 3 - -5 + !5;
          late = sooner + 1;
          sooner = 5;
          PROVIDE(c = 9);
          HIDDEN(hidden = .);
          /DISCARD/ : { *(.eh_frame .comment .note*) }
        }
        ASSERT(top > base, "top is low")
        """);
  }

  @Test
  void commonSymbolsThatTheScriptForgetsAreInBss() throws Exception {
    compileText("one.S", ".comm stack, 4096\n.comm small, 3, 1\n.bss\n.space 7\n.text\nmain: ret");
    assertSame(
        """
        SECTIONS {
          . = 0x100000;
          .text : { *(.text) }
          .data : { *(.data) }
          .bss : { *(.bss) inside = .; }
          end = .;
        }
        """);
  }

  @Test
  void commonSymbolsOfAScriptWithoutBssAreThereAllTheSame() throws Exception {
    compileText("one.S", ".comm stack, 4096\n.data\n.long stack\n.text\nmain: ret");
    assertSame("SECTIONS { . = 0x100000; .text : { *(.text) } .data : { *(.data) } }");
  }

  @Test
  void aFileThatIsLinkedAsItIs() throws Exception {
    Files.writeString(folder.resolve("a-b.c"), "any bytes");
    compileText("one.S", "ret\n.data\n.long _binary_a_b_c_start, _binary_a_b_c_size\n");
    Path output = folder.resolve("theirs");
    String[] words = {"-T", "test.ld", "-o", "theirs", "one.o", "-b", "binary", "a-b.c"};
    List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString()));
    command.addAll(List.of("ld", "-m", "elf_i386", "--no-warn-rwx-segments"));
    command.addAll(List.of(words));
    String text =
        "OUTPUT_FORMAT(elf32-i386) SECTIONS { . = 0x10; .text : { *(.text) } .data : { *(.data) }"
            + " end = .; }";
    Files.writeString(folder.resolve("test.ld"), text);
    assertEquals("", GnuTools.run(command));
    Linker linker = new Linker(diagnostics);
    linker.add("one.o", Files.readAllBytes(folder.resolve("one.o")));
    linker.addBytes("a-b.c", Files.readAllBytes(folder.resolve("a-b.c")));
    assertSame(Files.readAllBytes(output), linker.link(script(text, false)).get().file());
  }

  @Test
  void whatIsPackedHasNoHeadersInItsSegment() throws Exception {
    compileText("one.S", ".globl main\nmain: ret\n.data\n.p2align 5\n.long 1\n.bss\n.space 8\n");
    byte[] theirs = theirs("-N", "-e", "main", "-Ttext=0x7c04");
    byte[] ours = ours(Linker.packedScriptAt("main", 0x7C04, false, true));
    assertEquals(
        segments(ExecutableReader.read("theirs", theirs)),
        segments(ExecutableReader.read("ours", ours)));
  }

  /** An address is an expression of the location counter, not of the region's end. */
  @Test
  void aSectionWithAnAddressInARegion() throws Exception {
    compileText(
        "one.c",
        "extern char _end[]; int data = 7, bss; const char ro[] = \"hi\";"
            + "int second(void) { return data + bss; } void _start(void) { second(); }");
    String script =
        """
        ENTRY(_start)
        MEMORY { ROM (rx) : ORIGIN = 0x100000, LENGTH = 64K RAM (rwx) : ORIGIN = 0x200000, LENGTH = 1M }
        PHDRS { text PT_LOAD FLAGS(5); data PT_LOAD; }
        SECTIONS {
          . = 0x100000 + SIZEOF_HEADERS;
          _text_start = .;
          .text ALIGN(4K) : { *(.text .text.*) . = ALIGN(16); _etext = .; } > ROM :text
          .rodata : { *(.rodata*) } > ROM :text
          .data : AT(ADDR(.rodata) + SIZEOF(.rodata)) {
            _data = .; *(.data) BYTE(1) . += 7; LONG(_etext - _text_start) _edata = ABSOLUTE(.);
          } > RAM :data
          .bss (NOLOAD) : { *(.bss) *(COMMON) . = ALIGN(4096); } > RAM
          _end = .; PROVIDE(end = .); _size = _end - _data;
          /DISCARD/ : { *(.comment) *(.note*) *(.eh_frame) }
        }
        """;
    Path file = Files.writeString(folder.resolve("test.ld"), script);
    byte[] theirs = theirs("-T", file.toString());
    byte[] ours = ours(script(script, false));
    assertSame(theirs, ours);
    assertEquals(
        segments(ExecutableReader.read("theirs", theirs)),
        segments(ExecutableReader.read("ours", ours)));
  }

  /** Symbols between sections belong to one of them when they count from the location counter. */
  @Test
  void symbolsBetweenSections() throws Exception {
    compileText(
        "one.c", "int data = 7, bss; const char ro[] = \"hi\"; int main(void) { return 0; }");
    assertSame(
        """
        ENTRY(main)
        b0 = .;
        SECTIONS {
          a0 = .;
          . = 0x1000;
          a1 = .; a2 = 0x1234;
          .text : { *(.text*) i1 = .; i2 = 4; i3 = ABSOLUTE(.); i4 = ADDR(.text); }
          c1 = .; . = ALIGN(16); c2 = .;
          . += 4; c3 = .;
          .none : { *(.none) }
          c4 = .;
          .data : { *(.data*) }
          d1 = . + 4; d2 = ALIGN(16); d3 = . - d1; d4 = . - c1; d5 = MAX(., 5);
          e1 = ADDR(.data) + 3; e2 = SIZEOF(.data); e3 = c1; e4 = i1 + 2; e5 = (. + 3) & ~3;
          e6 = d1 - c1;
          .empty : { }
          f1 = .;
          .rodata : { *(.rodata*) }
          .bss : { *(.bss*) *(COMMON) }
          g1 = .; . = . + 1; g2 = .;
          /DISCARD/ : { *(.comment) *(.note*) *(.eh_frame) }
        }
        b1 = .;
        """);
  }
}
