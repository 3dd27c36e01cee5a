package cloister.cc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, places of members and bits of bit-fields are those of gcc for the i386. */
class LayoutConformanceTest {
  @TempDir Path folder;

  @Test
  void randomStructuresAreLaidOutAsGccDoes() throws Exception {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    for (int seed = 1; seed <= 6; seed++) {
      RandomTypes types = new RandomTypes(seed, 80);
      List<String> expected = gcc(types);
      Checked ours = Checked.of(types.source());
      assertEquals(
          List.of(), ours.reports().stream().filter(line -> !line.contains(" warning ")).toList());
      List<String> actual = new ArrayList<>();
      for (String name : types.names()) {
        actual.add(name + " " + ours.bytes(name));
      }
      assertEquals(String.join("\n", expected), String.join("\n", actual), types.source());
    }
  }

  private List<String> gcc(RandomTypes types) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(types.source());
    text.append("int printf(const char *, ...);\n");
    text.append("static void show(const char *name, void *from, unsigned size) {\n");
    text.append("  printf(\"%s \", name);\n");
    text.append("  for (unsigned i = 0; i < size; i++)\n");
    text.append("    printf(\"%02x\", ((unsigned char *) from)[i]);\n");
    text.append("  printf(\"\\n\");\n}\nint main(void) {\n");
    for (String name : types.names()) {
      text.append("  show(\"%s\", &%s, sizeof %s);\n".formatted(name, name, name));
    }
    text.append("  return 0;\n}\n");
    Path source = Files.writeString(folder.resolve("layout.c"), text.toString());
    Path program = folder.resolve("layout");
    run("gcc", "-m32", "-w", "-o", program.toString(), source.toString());
    return run(program.toString()).lines().toList();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
