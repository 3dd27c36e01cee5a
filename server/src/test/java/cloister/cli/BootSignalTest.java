package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code boot} as a process that a signal ends. */
@DisabledOnOs(OS.WINDOWS)
class BootSignalTest {
  private static final Pattern CAUGHT = Pattern.compile("SigCgt:\\s*([0-9a-f]+)");
  private static final Pattern INSTRUCTIONS = Pattern.compile("\"instructions\":(\\d+)");

  /** Three instructions at first, then a byte to the port and the line in every round. */
  private static final String PROGRAM =
      """
      bits 16
      org 0
      start:
      mov al, 'x'
      mov dx, 0x3f8
      round:
      out 0x80, al
      out dx, al
      mov cx, 1000
      loop $
      jmp round
      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  private static final int FIRST = 3;
  private static final int ROUND = 1004;

  @TempDir private Path folder;

  /** The JVM ends as soon as the command lets it, and by then the files must hold everything. */
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void itsFilesKeepWhatTheyGot(String signal) throws Exception {
    Path log = folder.resolve("port.log");
    Path serial = folder.resolve("serial.txt");
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
                rom(),
                "--port-log",
                "80=" + log,
                "--serial",
                serial.toString(),
                "--json")
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      awaitText(log);
      awaitText(serial);
      assumeTrue(!signal.equals("INT") || catchesInterrupt(boot), "started with SIGINT ignored");
      new ProcessBuilder("kill", "-s", signal, "" + boot.pid()).start().waitFor();
      String said = new String(boot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(boot.waitFor(30, TimeUnit.SECONDS));
      Matcher instructions = INSTRUCTIONS.matcher(said);
      assertTrue(instructions.find(), said);
      long done = Long.parseLong(instructions.group(1)) - FIRST;
      assertEquals((done + ROUND - 1) / ROUND, Files.size(log));
      assertEquals((done + ROUND - 2) / ROUND, Files.size(serial));
    } finally {
      boot.destroyForcibly();
    }
  }

  private String rom() throws IOException {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble("rom.asm", PROGRAM);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    return Files.write(folder.resolve("rom.bin"), assembly.image()) + "@F0000";
  }

  /** What was sent is in the file while the guest still runs. */
  private static void awaitText(Path file) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertTrue(System.nanoTime() < end, file + " stays empty");
      Thread.sleep(20);
    }
  }

  /** Whoever starts a JVM in the background of a shell has it ignore SIGINT. */
  private static boolean catchesInterrupt(Process process) throws IOException {
    Path status = Path.of("/proc", "" + process.pid(), "status");
    if (!Files.exists(status)) {
      return true;
    }
    Matcher caught = CAUGHT.matcher(Files.readString(status));
    return !caught.find() || (Long.parseUnsignedLong(caught.group(1), 16) & 2) != 0;
  }
}
