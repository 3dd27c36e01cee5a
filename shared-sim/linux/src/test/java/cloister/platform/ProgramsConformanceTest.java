package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of our userland print and answer what those of GNU, and mawk for awk, do. */
@Tag("full")
class ProgramsConformanceTest {
  private static final String FOLDER = "/cloister/platform/programs/";
  private static final String MARK = "\u0001";

  @Test
  void programsPrintWhatTheHostsDo(@TempDir Path folder) throws Exception {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/mawk")), "no mawk");
    List<String> cases = cases();
    assertTrue(cases.size() > 300, "cases: " + cases.size());
    List<String> expected = onHost(folder, script(cases));
    Host host = new Host().input(script(cases)).boot(List.of(), "/bin/sh", "sh").run();
    List<String> given = parts(host.output());
    assertEquals(cases.size(), expected.size());
    assertAll(
        IntStream.range(0, cases.size())
            .mapToObj(
                i ->
                    () ->
                        assertEquals(
                            expected.get(i), i < given.size() ? given.get(i) : "", cases.get(i))));
  }

  private static List<String> cases() {
    List<String> cases = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (String line : text("cases.txt").split("\n")) {
      if (line.startsWith("$ ")) {
        if (!one.isEmpty()) {
          cases.add(one.toString());
        }
        one = new StringBuilder(line.substring(2));
      } else if (!one.isEmpty()) {
        one.append('\n').append(line);
      }
    }
    cases.add(one.toString());
    return cases;
  }

  /** Each case in a folder that nobody has used before. */
  private static String script(List<String> cases) {
    StringBuilder script = new StringBuilder("mkdir -p files; cd files\n");
    script.append(text("files.sh")).append("cd ..\n");
    for (String one : cases) {
      script.append("rm -rf t; cp -r files t; cd t\n(").append(one);
      script.append("\n) 2>&1 </dev/null\necho \"[exit $?]").append(MARK).append("\"; cd ..\n");
    }
    return script.toString();
  }

  private static List<String> onHost(Path folder, String script) throws Exception {
    Path file = folder.resolve("script");
    Files.writeString(file, "awk() { mawk \"$@\"; }\n" + script);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString());
    builder.environment().put("LC_ALL", "C");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    File output = folder.resolve("output").toFile();
    assertEquals(0, builder.redirectOutput(output).start().waitFor());
    return parts(read(output).replace("mawk:", "awk:"));
  }

  private static String read(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
  }

  private static List<String> parts(String output) {
    return List.of(output.split(MARK + "\n"));
  }

  private static String text(String name) {
    return new String(Host.resource(FOLDER + name), StandardCharsets.ISO_8859_1);
  }
}
