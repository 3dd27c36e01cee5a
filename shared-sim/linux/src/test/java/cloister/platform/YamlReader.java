package cloister.platform;

import cloister.Oracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The engine's reader of YAML, compiled for the host, with checks of its memory. */
final class YamlReader {
  private static final Path ENGINE = Path.of("../userland/src/main/userland/docker");
  private static final List<String> PARTS =
      List.of("yaml.c", "yamltext.c", "yamlflow.c", "json.c", "text.c");

  private final Path program;
  private final Path folder;

  YamlReader(Path folder) throws Exception {
    this.folder = folder;
    this.program = folder.resolve("reader");
    Oracle.need(compile("-fsanitize=address,undefined") || compile("-O1"), "no gcc -m32");
  }

  private boolean compile(String flag) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc", "-m32", "-w", "-D_GNU_SOURCE", flag));
    command.addAll(List.of("-I", ENGINE.toString(), "-o", program.toString()));
    command.add("src/test/linux/yamlreader.c");
    PARTS.forEach(part -> command.add(ENGINE.resolve(part).toString()));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** For each document its JSON, or a line that begins with "yaml: ". */
  List<String> read(List<String> documents) throws Exception {
    Path in = folder.resolve("documents");
    Path out = folder.resolve("answers");
    Files.writeString(in, String.join("\u001e\n", documents));
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().put("ASAN_OPTIONS", "detect_leaks=0");
    int status =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    List<String> lines = List.of(text.split("\n"));
    if (status != 0 || lines.size() != documents.size()) {
      throw new AssertionError("the reader ended with " + status + " at " + lines.size());
    }
    return lines;
  }
}
