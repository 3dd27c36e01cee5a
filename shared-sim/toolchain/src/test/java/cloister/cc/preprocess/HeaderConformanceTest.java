package cloister.cc.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.cc.report.Diagnostics;
import cloister.message.Catalogue;
import cloister.message.EnglishWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's own headers come to the same tokens as with GCC's preprocessor. */
@Tag("full")
class HeaderConformanceTest {
  private static final Path HEADERS = Path.of("/usr/include");
  private static final List<String> FOLDERS = List.of("", "sys", "net", "netinet", "linux", "arpa");
  private static final int FIRST_DIFFERENCE = 8;

  @TempDir Path folder;

  @Test
  void systemHeadersComeToTheTokensOfGcc() throws IOException, InterruptedException {
    Gcc gcc = Gcc.in(folder);
    Oracle.need(Files.isDirectory(HEADERS.resolve("linux")), "there are no system headers");
    List<String> systemFolders = gcc.systemFolders();
    List<String> different = new ArrayList<>();
    int compared = 0;
    long tokens = 0;
    for (String header : headers()) {
      Path source = folder.resolve("source.c");
      Files.writeString(source, "#include <" + header + ">\n");
      Gcc.Result wanted = gcc.preprocess(source);
      if (wanted.good()) {
        compared++;
        tokens += wanted.tokens().size();
        compare(header, source, systemFolders, wanted.tokens()).ifPresent(different::add);
      }
    }
    System.out.println("headers compared with GCC: " + compared + ", tokens " + tokens);
    assertEquals(List.of(), different);
    assertTrue(compared > 0, "nothing was compared");
  }

  private static Optional<String> compare(
      String header, Path source, List<String> systemFolders, List<String> wanted) {
    Diagnostics diagnostics = new Diagnostics();
    List<String> ours = Gcc.ours(source, systemFolders, diagnostics);
    if (diagnostics.anyError()) {
      Catalogue words = EnglishWords.load();
      var first = diagnostics.all().getFirst();
      return Optional.of(header + ": " + first.span() + " " + words.format(first.message()));
    }
    int at = 0;
    while (at < ours.size() && at < wanted.size() && ours.get(at).equals(wanted.get(at))) {
      at++;
    }
    return at == ours.size() && at == wanted.size()
        ? Optional.empty()
        : Optional.of(header + ": " + around(ours, at) + " instead of " + around(wanted, at));
  }

  private static List<String> around(List<String> tokens, int at) {
    return tokens.subList(
        Math.max(0, at - FIRST_DIFFERENCE), Math.min(tokens.size(), at + FIRST_DIFFERENCE));
  }

  private static List<String> headers() throws IOException {
    List<String> headers = new ArrayList<>();
    for (String name : FOLDERS) {
      if (Files.isDirectory(HEADERS.resolve(name))) {
        try (Stream<Path> files = Files.list(HEADERS.resolve(name))) {
          files
              .filter(file -> file.toString().endsWith(".h"))
              .sorted()
              .forEach(file -> headers.add(HEADERS.relativize(file).toString()));
        }
      }
    }
    return headers;
  }
}
