package cloister.cc.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.lex.Token;
import cloister.cc.preprocess.Options;
import cloister.cc.preprocess.Preprocessor;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs that GCC takes, and the C library. */
class CorpusTest {
  private static final Path HEADERS = Path.of("src/main/libc/include");

  @Test
  void everyProgramOfTheCorpusIsRead() throws IOException {
    assertEquals(Map.of(), refused(Path.of("src/test/c")));
  }

  @Test
  void theLibraryIsRead() throws IOException {
    assertEquals(Map.of(), refused(Path.of("src/main/libc/src")));
  }

  private static Map<Path, List<Diagnostic>> refused(Path folder) throws IOException {
    Map<Path, List<Diagnostic>> refused = new TreeMap<>();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(folder)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".c"))
              .filter(file -> !file.getParent().endsWith("errors"))
              .toList();
    }
    assertTrue(sources.size() > 10);
    for (Path source : sources) {
      Diagnostics diagnostics = new Diagnostics();
      Options options = Options.none().includeSystem(HEADERS.toString()).define("__CLOISTER__");
      List<Token> tokens =
          new Preprocessor(options, name -> text(source, name), diagnostics)
              .preprocess(source.getFileName().toString());
      new Parser(tokens, diagnostics, Limits.OF_A_BROWSER).source();
      if (diagnostics.anyError()) {
        refused.put(source, diagnostics.all());
      }
    }
    return refused;
  }

  private static Optional<String> text(Path source, String name) {
    try {
      Path beside = source.resolveSibling(name);
      Path file = Files.isRegularFile(beside) ? beside : Path.of(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
