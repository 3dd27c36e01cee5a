package cloister.cc.generate;

import cloister.Oracle;
import cloister.cc.code.Item;
import cloister.cc.generate.emit.NasmText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs generated code on this machine: through NASM's text and the host's C library. */
final class NativeProgram {
  private NativeProgram() {}

  static void need() {
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/nasm")), "nasm is not installed");
    Oracle.need(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    Oracle.need(Files.exists(Path.of("/usr/lib32/libc.so")), "gcc has no C library for -m32");
  }

  /** What a program writes. */
  static String run(Path folder, List<Item> items) throws IOException, InterruptedException {
    Path source = folder.resolve("program.asm");
    Files.writeString(source, new NasmText().print(items));
    execute(folder, "nasm", "-f", "elf32", "program.asm", "-o", "program.o");
    execute(folder, "gcc", "-m32", "-no-pie", "-w", "program.o", "-o", "program");
    return execute(folder, folder.resolve("program").toString());
  }

  private static String execute(Path folder, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + status + "\n" + text);
    }
    return text;
  }
}
