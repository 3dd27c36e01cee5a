import cloister.cc.driver.Arguments;
import cloister.cc.driver.Driver;
import cloister.cc.driver.Files;
import cloister.cc.driver.Output;
import cloister.cc.driver.Sysroot;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.Archive;
import cloister.message.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles the C library with our own compiler and packs it with its headers.
 *
 * <p>Arguments: the library's folder, the archive to write, and the folder of the messages.
 */
final class BuildSysroot {
  private static final OpcodeTable OPCODES = new OpcodeTable();

  private BuildSysroot() {}

  public static void main(String[] args) throws Exception {
    Path library = Path.of(args[0]);
    Path target = Path.of(args[1]);
    List<Archive.Member> files = new ArrayList<>();
    for (Path header : below(library.resolve("include"), ".h")) {
      String name = library.relativize(header).toString().replace('\\', '/');
      files.add(new Archive.Member(name, java.nio.file.Files.readAllBytes(header)));
    }
    Compilation compilation = new Compilation(library, words(Path.of(args[2])));
    List<Archive.Member> objects = new ArrayList<>();
    List<Archive.Member> helpers = new ArrayList<>();
    for (Path source : below(library.resolve("src"), ".c")) {
      Archive.Member object = compilation.object(source);
      boolean start = object.name().equals("crt0.o");
      (start ? files : objects)
          .add(start ? new Archive.Member("lib/crt0.o", object.bytes()) : object);
      if (source.startsWith(library.resolve("src/int64"))) {
        helpers.add(object);
      }
    }
    if (compilation.failed) {
      System.exit(1);
    }
    files.add(new Archive.Member("lib/libc.a", Archive.write(objects)));
    files.add(new Archive.Member("lib/libgcc.a", Archive.write(helpers)));
    java.nio.file.Files.createDirectories(target.getParent());
    java.nio.file.Files.write(target, Sysroot.pack(files));
  }

  private static List<Path> below(Path folder, String suffix) throws IOException {
    try (Stream<Path> paths = java.nio.file.Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static Catalogue words(Path folder) throws Exception {
    StringBuilder all = new StringBuilder();
    for (Path file : below(folder, ".json")) {
      if (file.getFileName().toString().startsWith("cc")) {
        String text = java.nio.file.Files.readString(file).strip();
        all.append(all.isEmpty() ? "{" : ",").append(text, 1, text.length() - 1);
      }
    }
    return Catalogue.parse(all + "}");
  }

  /** Compiles one source after the other and says what is wrong with them. */
  private static final class Compilation implements Files {
    private final Path library;
    private final Catalogue words;
    private boolean failed;

    Compilation(Path library, Catalogue words) {
      this.library = library;
      this.words = words;
    }

    Archive.Member object(Path source) throws Exception {
      Diagnostics diagnostics = new Diagnostics();
      String include = library.resolve("include").toString();
      String internal = library.resolve("src").toString();
      List<String> command =
          List.of("-c", "-O2", "-nostdinc", "-isystem", include, "-I", internal, source.toString());
      List<Output> outputs =
          new Driver(OPCODES, Sysroot.empty(), this, diagnostics).run(Arguments.read(command));
      for (Diagnostic one : diagnostics.all()) {
        System.err.println(
            one.span().file()
                + ":"
                + one.span().line()
                + ":"
                + one.span().column()
                + ": "
                + words.format(one.message()));
        failed |= one.severity() == Severity.ERROR;
      }
      if (outputs.isEmpty()) {
        failed = true;
        return new Archive.Member(source.toString(), new byte[0]);
      }
      return new Archive.Member(outputs.getFirst().name(), outputs.getFirst().bytes());
    }

    @Override
    public Optional<String> text(String name) {
      return bytes(name).map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(String name) {
      try {
        return Optional.of(java.nio.file.Files.readAllBytes(Path.of(name)));
      } catch (IOException absent) {
        return Optional.empty();
      }
    }
  }
}
