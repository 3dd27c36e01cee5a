package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What gcc for the i386 puts into the objects of a source. */
final class GccObjects {
  private static final String SHOW =
      """
      int printf(const char *, ...);
      static void show(const char *name, const void *from, unsigned size) {
        printf("%s ", name);
        for (unsigned i = 0; i < size; i++)
          printf("%02x", ((const unsigned char *) from)[i]);
        printf("\\n");
      }
      int main(void) {
      """;

  private GccObjects() {}

  /** Compares each object's bytes with ours. */
  static void assertEqual(Path folder, String source, List<String> names)
      throws IOException, InterruptedException {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    Checked ours = Checked.of(source);
    assertEquals(
        List.of(),
        ours.reports().stream().filter(line -> !line.contains(" warning ")).toList(),
        source);
    List<String> actual = new ArrayList<>();
    for (String name : names) {
      actual.add(name + " " + ours.bytes(name));
    }
    String expected = String.join("\n", bytes(folder, source, names));
    assertEquals(expected, String.join("\n", actual), source);
  }

  /** The source without the lines that gcc refuses. */
  static String accepted(Path folder, String source) throws IOException, InterruptedException {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    Path file = Files.writeString(folder.resolve("maybe.c"), source);
    Process process =
        new ProcessBuilder("gcc", "-m32", "-w", "-fsyntax-only", file.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>(source.lines().toList());
    for (String report : new String(process.getInputStream().readAllBytes()).lines().toList()) {
      if (report.startsWith(file + ":") && report.contains(": error:")) {
        int line = Integer.parseInt(report.substring(file.toString().length() + 1).split(":")[0]);
        lines.set(line - 1, "");
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> bytes(Path folder, String source, List<String> names)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(source).append(SHOW);
    for (String name : names) {
      text.append("  show(\"%s\", &%s, sizeof %s);\n".formatted(name, name, name));
    }
    text.append("  return 0;\n}\n");
    Path file = Files.writeString(folder.resolve("objects.c"), text.toString());
    Path program = folder.resolve("objects");
    run("gcc", "-m32", "-w", "-o", program.toString(), file.toString());
    return run(program.toString()).lines().toList();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
