package cloister.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C library's headers and files keep what its README says of them. */
class HeadersTest {
  private static final int FILE_LINES = 500;
  private static final int LINE_LENGTH = 100;

  @TempDir Path folder;

  @Test
  void everyHeaderCompilesAloneAndWithoutWarnings() throws IOException, InterruptedException {
    Gcc gcc = new Gcc(folder);
    gcc.need();
    List<Path> sources = new ArrayList<>();
    for (String header : Gcc.headers()) {
      Path source = folder.resolve(header.replace('/', '-') + ".c");
      String twice = "#include <" + header + ">\n#include <" + header + ">\nint used;\n";
      sources.add(Files.writeString(source, twice));
    }
    assertTrue(sources.size() > 50, "only " + sources.size() + " headers were found");
    gcc.check(sources);
  }

  @Test
  void noTwoFilesHaveOneName() throws IOException {
    TreeSet<String> seen = new TreeSet<>();
    TreeSet<String> twice = new TreeSet<>();
    for (Path source : Gcc.sources()) {
      String name = source.getFileName().toString();
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    assertEquals(new TreeSet<String>(), twice);
  }

  @Test
  void filesAreShortAndLinesFit() throws IOException {
    TreeSet<String> tooLong = new TreeSet<>();
    for (Path source : Gcc.sources()) {
      List<String> lines = Files.readAllLines(source);
      if (lines.size() > FILE_LINES) {
        tooLong.add(source.getFileName() + ": " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > LINE_LENGTH) {
          tooLong.add(source.getFileName() + ":" + (i + 1));
        }
      }
    }
    assertEquals(new TreeSet<String>(), tooLong);
  }
}
