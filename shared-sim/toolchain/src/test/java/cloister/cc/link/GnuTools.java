package cloister.cc.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** GCC and GNU's assembler and linker of the host, which ours are compared with. */
public final class GnuTools {
  private static final List<String> FREESTANDING =
      List.of(
          "gcc",
          "-m32",
          "-ffreestanding",
          "-fno-stack-protector",
          "-fno-pie",
          "-fno-asynchronous-unwind-tables",
          "-fno-merge-constants");

  private GnuTools() {}

  public static void need() {
    Oracle.need(Files.exists(Path.of("/usr/bin/gcc")), "gcc is missing");
  }

  /** Makes an object of a source in C or assembly. */
  public static void compile(Path source, Path object, String... options) throws Exception {
    List<String> command = new ArrayList<>(FREESTANDING);
    command.addAll(List.of(options));
    command.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    assertEquals("", run(command));
  }

  public static void link(Path output, List<String> options, List<Path> objects) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("ld", "-m", "elf_i386", "--no-warn-rwx-segments"));
    command.addAll(options);
    command.addAll(List.of("-o", output.toString()));
    objects.forEach(object -> command.add(object.toString()));
    assertEquals("", run(command));
  }

  /** What a command prints; its exit status too unless that is zero. */
  public static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), command.toString());
    return process.exitValue() == 0 ? output : output + "exit " + process.exitValue();
  }
}
