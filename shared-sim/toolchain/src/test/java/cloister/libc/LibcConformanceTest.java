package cloister.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs say the same and end the same with our C library and with the host's. */
@Tag("full")
class LibcConformanceTest {
  private static final Path PROGRAMS = Path.of("src/test/libc").toAbsolutePath();

  @TempDir static Path folder;

  @BeforeAll
  static void buildTheLibrary() throws IOException, InterruptedException {
    Gcc gcc = new Gcc(folder);
    gcc.need();
    gcc.library();
  }

  static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".c")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void endsAsWithTheHostsLibrary(String name) throws IOException, InterruptedException {
    Path ours = Files.createDirectories(folder.resolve(name + ".ours"));
    Path theirs = Files.createDirectories(folder.resolve(name + ".theirs"));
    new Gcc(folder).ours(PROGRAMS.resolve(name), ours.resolve("program"));
    new Gcc(folder).glibc(PROGRAMS.resolve(name), theirs.resolve("program"));
    int status = run(ours);
    assertEquals(run(theirs), status, "the exit status");
    assertSame("out", ours, theirs);
    assertSame("err", ours, theirs);
    assertTrue(Files.size(ours.resolve("out")) > 0, "nothing was printed");
  }

  private static int run(Path place) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("./program", "argument");
    builder.directory(place.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(place.resolve("out").toFile());
    builder.redirectError(place.resolve("err").toFile());
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("the program does not end");
    }
    return process.exitValue();
  }

  private static void assertSame(String stream, Path ours, Path theirs) throws IOException {
    long place = Files.mismatch(ours.resolve(stream), theirs.resolve(stream));
    if (place >= 0) {
      String message = "std" + stream + " from byte " + place;
      assertEquals(part(theirs.resolve(stream), place), part(ours.resolve(stream), place), message);
    }
  }

  /** The line of a byte, and a little more. */
  private static String part(Path file, long place) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int begin = text.lastIndexOf('\n', (int) place - 1) + 1;
    return text.substring(begin, Math.min(text.length(), (int) place + 200));
  }
}
