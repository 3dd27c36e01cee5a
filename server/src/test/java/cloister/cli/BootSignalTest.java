package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code boot} as a process that a signal ends. */
@DisabledOnOs(OS.WINDOWS)
class BootSignalTest {
  private static final String PROGRAM =
      """
      bits 16
      org 0
      start:
      mov al, 'x'
      out 0x80, al
      mov dx, 0x3f8
      out dx, al
      jmp $
      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  @TempDir private Path folder;

  /** The JVM ends as soon as the command lets it, and by then the files must hold everything. */
  @Test
  void itsFilesKeepWhatTheyGot() throws Exception {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble("rom.asm", PROGRAM);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    String rom = Files.write(folder.resolve("rom.bin"), assembly.image()) + "@F0000";
    Path log = folder.resolve("port.log");
    Process boot =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "boot",
                "--board",
                "bare",
                "--rom",
                rom,
                "--port-log",
                "80=" + log)
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertEquals('x', boot.getInputStream().read());
      boot.destroy();
      assertTrue(boot.waitFor(30, TimeUnit.SECONDS));
      assertEquals("x", Files.readString(log));
    } finally {
      boot.destroyForcibly();
    }
  }
}
