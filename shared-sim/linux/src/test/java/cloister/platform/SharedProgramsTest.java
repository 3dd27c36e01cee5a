package cloister.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.Oracle;
import cloister.kernel.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of shared objects, with the host's ld.so and glibc. */
class SharedProgramsTest {
  private static final String[] LIBRARIES = {
    "ld-linux.so.2", "libc.so.6", "libm.so.6", "libgcc_s.so.1"
  };

  @TempDir private Path folder;

  private static boolean gcc(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc", "-m32", "-O1", "-w", "-D_GNU_SOURCE"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static byte[] library(String name) throws IOException {
    Process asked = new ProcessBuilder("gcc", "-m32", "-print-file-name=" + name).start();
    String path = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Files.readAllBytes(Path.of(path.strip()));
  }

  @Test
  void aProgramFindsItsLibrariesAndLoadsMoreOfThem() throws Exception {
    String program = folder.resolve("prog").toString();
    String plug = folder.resolve("plug.so").toString();
    boolean made =
        gcc("-o", program, "src/test/linux/shared_program.c", "-lm")
            && gcc("-shared", "-fPIC", "-o", plug, "src/test/linux/shared_plug.c");
    Oracle.need(made, "gcc -m32 builds no shared objects");
    Process native_ = new ProcessBuilder(program).directory(folder.toFile()).start();
    byte[] printed = native_.getInputStream().readAllBytes();
    String expected = new String(printed, StandardCharsets.ISO_8859_1);
    int status = native_.waitFor();
    List<ImageFile> files = new ArrayList<>();
    for (String name : LIBRARIES) {
      files.add(ImageFile.file("lib/" + name, 0755, library(name)));
    }
    files.add(ImageFile.file("bin/prog", 0755, Files.readAllBytes(Path.of(program))));
    files.add(ImageFile.file("bin/plug.so", 0755, Files.readAllBytes(Path.of(plug))));
    Host host = new Host().boot(files, "/bin/prog", program).run();
    assertTrue(expected.contains("unloaded"), expected);
    assertEquals(expected, host.output());
    assertEquals(status << 8, host.status());
  }
}
