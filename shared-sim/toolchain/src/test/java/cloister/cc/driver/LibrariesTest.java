package cloister.cc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.report.Diagnostics;
import cloister.codec.Utf8;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.Archive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code -l} finds in programs that ask for no library by themselves. */
class LibrariesTest {
  private static final Map<String, String> SOURCES =
      Map.of(
          "kernel.c", "unsigned long long f(unsigned long long a) { return a / 10; }",
          "user.c", "int puts(const char *s); int f(void) { return puts(\"x\"); }",
          "divide.c", "long long __udivdi3(long long a, long long b) { return a ^ b; }",
          "puts.c", "int puts(const char *s) { return *s; }");

  private final Diagnostics diagnostics = new Diagnostics();

  /** Files that are texts in memory. */
  private record Texts() implements Files {
    @Override
    public Optional<byte[]> bytes(String name) {
      return text(name).map(Utf8::encode);
    }

    @Override
    public Optional<String> text(String name) {
      return Optional.ofNullable(SOURCES.get(name));
    }
  }

  private List<Output> run(Sysroot sysroot, String... words) throws WrongUsage {
    return new Driver(new OpcodeTable(), sysroot, new Texts(), diagnostics)
        .run(Arguments.read(List.of(words)));
  }

  private Archive.Member object(String source) throws WrongUsage {
    Output object = run(Sysroot.empty(), "-c", source).getFirst();
    return new Archive.Member(object.name(), object.bytes());
  }

  private List<String> problems(String... words) throws Exception {
    Archive.Member divide = object("divide.c");
    List<Archive.Member> files = new ArrayList<>();
    byte[] all = Archive.write(List.of(divide, object("puts.c")));
    files.add(new Archive.Member("lib/libc.a", all));
    files.add(new Archive.Member("lib/libgcc.a", Archive.write(List.of(divide))));
    run(Sysroot.of(Sysroot.pack(files)), words);
    return diagnostics.all().stream().map(one -> one.message().id()).toList();
  }

  @Test
  void aKernelGetsWhatTheCompilerCallsByName() throws Exception {
    assertEquals(List.of(), problems("-nostdlib", "-e", "f", "kernel.c", "-lgcc"));
  }

  @Test
  void withoutTheNameItIsMissing() throws Exception {
    assertEquals(List.of("cc.link.undefined"), problems("-nostdlib", "-e", "f", "kernel.c"));
  }

  @Test
  void helpersOfTheCompilerAreNotTheLibrary() throws Exception {
    assertEquals(List.of("cc.link.undefined"), problems("-nostdlib", "-e", "f", "user.c", "-lgcc"));
  }

  @Test
  void theLibraryComesByNameToo() throws Exception {
    assertEquals(List.of(), problems("-nostdlib", "-e", "f", "user.c", "-lc"));
  }
}
