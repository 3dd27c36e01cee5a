package cloister.server.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.message.Catalogue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final Pattern ID = Pattern.compile("\"(error\\.[a-zA-Z.]+)\"");

  private final Catalogue catalogue = Sentences.english();

  /** The ids in the server's own sources. */
  private static TreeSet<String> used() throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = ID.matcher(Files.readString(file));
        while (matcher.find()) {
          ids.add(matcher.group(1));
        }
      }
    }
    return ids;
  }

  @Test
  void everyIdOfTheCodeHasASentence() throws IOException {
    TreeSet<String> missing = used();
    assertTrue(missing.size() > 30, "only " + missing.size() + " ids were found");
    missing.removeIf(catalogue::has);
    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void everySentenceOfTheCompilerIsThere() throws IOException {
    Pattern key = Pattern.compile("\"(cc\\.[a-zA-Z0-9.]+)\":");
    TreeSet<String> missing = new TreeSet<>();
    int files = 0;
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(
            Path.of("../shared-sim/toolchain/src/main/messages/en"), "cc-*.json")) {
      for (Path file : all) {
        files++;
        Matcher matcher = key.matcher(Files.readString(file));
        while (matcher.find()) {
          missing.add(matcher.group(1));
        }
      }
    }
    assertTrue(files > 5, "only " + files + " files were found");
    missing.removeIf(catalogue::has);
    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void everySentenceOfTheServerIsUsed() throws IOException {
    String json =
        new String(
            SentencesTest.class.getResourceAsStream("/messages/en/server.json").readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    TreeSet<String> unused = new TreeSet<>();
    Matcher matcher = ID.matcher(json);
    while (matcher.find()) {
      unused.add(matcher.group(1));
    }
    unused.removeAll(used());
    assertEquals(new TreeSet<>(), unused);
  }
}
