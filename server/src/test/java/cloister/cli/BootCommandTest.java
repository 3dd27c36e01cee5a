package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BootCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String BEGIN =
      """
      bits 16
      org 0
      start:
      """;

  private static final String END =
      """

      times 0xfff0 - ($ - $$) db 0xf4
      jmp 0xf000:start
      times 0x10000 - ($ - $$) db 0
      """;

  /** POST codes 01 and 02, a try to write the ROM, POST code 03 when it is as before, a text. */
  private static final String GREETING =
      """
      mov al, 1
      out 0x80, al
      inc ax
      out 0x80, al
      mov ax, cs
      mov ds, ax
      not word [text]
      cmp byte [text], 'R'
      jne stop
      mov al, 3
      out 0x80, al
      mov dx, 0x3f8
      mov si, text
      next:
      cs lodsb
      test al, al
      jz stop
      out dx, al
      jmp next
      stop:
      cli
      hlt
      text: db `Ready.\\n`, 0
      """;

  /**
   * What small kernels for several processors rely on: an APIC by CPUID and by the MP table, a
   * serial line that has sent its byte soon, a disk that takes its sector at once.
   */
  private static final String SMALL_KERNEL =
      """
      bits 16
      org 0x7c00
      mov eax, 1
      cpuid
      test edx, 1 << 9
      jz fails
      mov ecx, 0x1b
      rdmsr
      test ah, 8
      jz fails
      wrmsr
      mov ax, [0x40e]
      mov es, ax
      xor di, di
      find:
      cmp dword [es:di], '_MP_'
      je found
      add di, 16
      cmp di, 1024
      jb find
      fails:
      hlt
      found:
      cli
      mov dx, 0x1f2
      mov si, registers
      mov cx, 6
      next:
      lodsb
      out dx, al
      inc dx
      loop next
      mov dx, 0x1f0
      mov si, text
      mov cx, 256
      rep outsw
      mov dx, 0x3f6
      busy:
      in al, dx
      test al, 0x89
      jnz busy
      mov si, text
      mov dx, 0x3f8
      send:
      lodsb
      out dx, al
      mov cx, 100
      loop $
      test al, al
      jnz send
      hlt
      registers: db 1, 1, 0, 0, 0xe0, 0x30
      text: db "No waiting.", 0
      times 510 - ($ - $$) db 0
      dw 0xaa55
      times 512 db 0
      """;

  /** Reads the first sector of the disk and sends 12 bytes of it over the serial line. */
  private static final String DISK_READER =
      """
      mov ax, 0x0100
      mov es, ax
      mov si, commands
      mov cx, 5
      next:
      cs lodsw
      mov dx, ax
      cs lodsb
      out dx, al
      loop next
      wait_disk:
      mov dx, 0x1f7
      in al, dx
      test al, 0x88
      jle wait_disk
      mov dx, 0x1f0
      mov cx, 256
      xor di, di
      rep insw
      mov cx, 12
      xor di, di
      print:
      mov dx, 0x3fd
      in al, dx
      test al, 0x20
      jz print
      mov dx, 0x3f8
      mov al, [es:di]
      inc di
      out dx, al
      loop print
      jmp $
      commands:
      dw 0x1f2
      db 1
      dw 0x1f3
      db 0
      dw 0x1f6
      db 0xe0
      dw 0x3f6
      db 2
      dw 0x1f7
      db 0x20
      """;

  @TempDir private Path folder;

  private String rom(String code) throws IOException {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble("rom.asm", BEGIN + code + END);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    return Files.write(folder.resolve("rom.bin"), assembly.image()) + "@F0000";
  }

  private static CommandLineRun boot(String rom, String... more) {
    List<String> arguments = new ArrayList<>(List.of("boot", "--board", "bare", "--rom", rom));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode lastLine(CommandLineRun run) {
    return JSON.readTree(run.out().lines().reduce((first, second) -> second).orElseThrow());
  }

  @Test
  void aRomRunsFromTheResetVectorAndCannotBeWritten() throws IOException {
    Path codes = folder.resolve("codes");
    CommandLineRun run = boot(rom(GREETING), "--port-log", "80=" + codes, "--json");
    assertEquals(0, run.status(), run.err());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(codes));
    assertEquals("Ready.", run.out().lines().findFirst().orElseThrow());
    JsonNode result = lastLine(run);
    assertTrue(result.get("halted").asBoolean());
    assertEquals(64, result.get("digest").asString().length());
    assertTrue(result.get("instructions").asInt() > 40);
    assertTrue(result.has("wallMillis") && result.has("mips") && result.has("exits"));
  }

  @Test
  void aRomAtTheEndOf4GibIsAlsoSeenBelow1Mib() throws IOException {
    String high = rom(GREETING).replace("@F0000", "@FFFF0000");
    assertEquals("Ready.", boot(high).out().lines().findFirst().orElseThrow());
    CommandLineRun pc = CommandLineRun.of("boot", "--rom", high);
    assertEquals("Ready.", pc.out().lines().findFirst().orElseThrow());
  }

  @Test
  void twoRunsHaveOneDigest() throws IOException {
    String rom = rom(GREETING);
    assertEquals(
        lastLine(boot(rom, "--json")).get("digest"), lastLine(boot(rom, "--json")).get("digest"));
  }

  @Test
  void interpretingLeadsToTheSameDigest() throws IOException {
    Path rom = folder.resolve("sieve");
    Workload sieve = Workload.ALL.getFirst();
    Files.write(rom, sieve.rom(new OpcodeTable()));
    String[] options = {"boot", "--rom", rom + "@F0000", "--max-instructions", "3000000", "--json"};
    String[] interpreting =
        Stream.concat(Stream.of(options), Stream.of("--interpret")).toArray(String[]::new);
    assertEquals(
        lastLine(CommandLineRun.of(options)).get("digest"),
        lastLine(CommandLineRun.of(interpreting)).get("digest"));
  }

  @Test
  void theTextOfTheSerialLineEndsTheRun() throws IOException {
    String endless = rom(GREETING.replace("hlt", "jmp $"));
    CommandLineRun run = boot(endless, "--until-output", "eady.", "--json");
    assertEquals(0, run.status(), run.err());
    assertTrue(lastLine(run).get("foundOutput").asBoolean());
    Path serial = folder.resolve("serial");
    assertEquals(0, boot(endless, "--until-output", "y.", "--serial", serial.toString()).status());
    assertEquals("Ready.", Files.readString(serial));
  }

  @Test
  void aTextThatDoesNotAppearIsAFailure() throws IOException {
    assertEquals(1, boot(rom(GREETING), "--until-output", "never").status());
    String endless = rom(GREETING.replace("hlt", "jmp $"));
    CommandLineRun run =
        boot(endless, "--until-output", "never", "--max-instructions", "2000000", "--json");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("--until-output: “never” did not appear"), run.err());
    assertEquals(2_000_000, lastLine(run).get("instructions").asInt());
  }

  @Test
  void aPcReadsItsDiskAndForgetsWhatIsWritten() throws IOException {
    Path disk = Files.writeString(folder.resolve("disk.img"), "On the disk.");
    CommandLineRun run =
        CommandLineRun.of(
            "boot",
            "--rom",
            rom(DISK_READER),
            "--disk",
            disk.toString(),
            "--until-output",
            "On the disk.",
            "--max-instructions",
            "10000000",
            "--json");
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals("On the disk.", run.out().lines().findFirst().orElseThrow());
    assertEquals(12, Files.size(disk));
  }

  @Test
  void theScreenOfAPcIsShownAtTheEnd() throws IOException {
    String writer = "mov ax, 0xb800\nmov ds, ax\nmov dword [160], 0x07690748\ncli\nhlt\n";
    CommandLineRun run = CommandLineRun.of("boot", "--rom", rom(writer), "--json");
    assertEquals("Hi", lastLine(run).get("screen").get(1).asString());
    CommandLineRun words = CommandLineRun.of("boot", "--rom", rom(writer));
    assertEquals("Hi", words.out().lines().toList().get(1));
  }

  @Test
  void withoutARomOurOwnBiosBootsTheDiskAndItsScreenIsWatched() throws IOException {
    String sector =
        """
        bits 16
        org 0x7c00
        mov si, text
        next:
        lodsb
        mov ah, 0x0e
        int 0x10
        test al, al
        jnz next
        hlt
        text: db "Booted.", 0
        times 510 - ($ - $$) db 0
        dw 0xaa55
        """;
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of()).assemble("disk.asm", sector);
    Path disk = Files.write(folder.resolve("disk.img"), assembly.image());
    CommandLineRun run =
        CommandLineRun.of(
            "boot",
            "--disk",
            disk.toString(),
            "--until-output",
            "Booted.",
            "--max-instructions",
            "50000000",
            "--json");
    assertEquals(0, run.status(), run.out() + run.err());
    assertTrue(lastLine(run).get("screen").toString().contains("Booted."), run.out());
  }

  @Test
  void aKernelForSeveralProcessorsFindsItsTableAndNeedNotWait() throws IOException {
    Assembly assembly =
        new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
            .assemble("mp.asm", SMALL_KERNEL);
    assertTrue(assembly.succeeded(), assembly.errors().toString());
    Path disk = Files.write(folder.resolve("disk.img"), assembly.image());
    CommandLineRun run =
        CommandLineRun.of(
            "boot",
            "--disk",
            disk.toString(),
            "--until-output",
            "No waiting.",
            "--max-instructions",
            "50000000",
            "--json");
    assertEquals(0, run.status(), run.out() + run.err());
  }

  @Test
  void whereNothingCanBeBootedTheBiosRunsOnlyUpToABound() {
    assertWrong(CommandLineRun.of("boot"), "--disk", "nothing to boot");
    CommandLineRun bounded = CommandLineRun.of("boot", "--max-instructions", "100000", "--json");
    assertEquals(0, bounded.status(), bounded.err());
    assertEquals(100_000, lastLine(bounded).get("instructions").asInt());
  }

  @Test
  void anUnknownBoardOrTooManyDisksAreWrongUsage() throws IOException {
    String rom = rom(GREETING);
    assertWrong(CommandLineRun.of("boot", "--rom", rom, "--board", "mainframe"), "--board", "main");
    assertWrong(CommandLineRun.of("boot", "--rom", rom, "--disk", "no.img"), "--disk", "no.img");
    assertWrong(CommandLineRun.of("boot", "--rom", rom, "--disk", "/dev/zero"), "--disk", "device");
    String disk = Files.writeString(folder.resolve("disk.img"), "x").toString();
    assertWrong(boot(rom, "--disk", disk), "--disk", "bare");
    assertWrong(
        CommandLineRun.of(
            "boot", "--rom", rom, "--disk", disk, "--disk", disk, "--disk", disk, "--disk", disk),
        "--disk",
        "three");
  }

  @Test
  void aShutdownIsAFailure() throws IOException {
    CommandLineRun run =
        boot(rom("lidt [cs:none]\nmov eax, 1\nmov cr0, eax\nint 3\nnone: dw 0, 0, 0"), "--json");
    assertEquals(1, run.status(), run.out());
    assertTrue(lastLine(run).get("shutDown").asBoolean());
  }

  @Test
  void aGuestThatGetsNowhereIsAFailure() throws IOException {
    String lost =
        "mov ax, cs\n"
            + "mov ss, ax\n"
            + "xor ax, ax\n"
            + "mov ds, ax\n"
            + "mov word [24], lost\n"
            + "mov word [26], cs\n"
            + "lost: ud2";
    CommandLineRun run = boot(rom(lost));
    assertEquals(1, run.status());
    assertTrue(run.out().contains("got nowhere"), run.out());
    CommandLineRun json = boot(rom(lost), "--json");
    assertEquals(1, json.status());
    assertTrue(lastLine(json).get("gotNowhere").asBoolean());
    assertFalse(lastLine(boot(rom(GREETING), "--json")).get("gotNowhere").asBoolean());
  }

  @Test
  void aPcIsAGuestByVtX() throws IOException {
    String rom = rom(GREETING);
    CommandLineRun bare = CommandLineRun.of("boot", "--rom", rom, "--json");
    CommandLineRun guest = CommandLineRun.of("boot", "--rom", rom, "--technique", "vmx", "--json");
    assertEquals(0, guest.status(), guest.err());
    assertEquals("Ready.", guest.out().lines().findFirst().orElseThrow());
    assertEquals(lastLine(bare).get("instructions"), lastLine(guest).get("instructions"));
    assertEquals(lastLine(bare).get("guestDigest"), lastLine(guest).get("guestDigest"));
    assertTrue(lastLine(guest).get("exits").get("I/O instruction").asInt() >= 3);
    assertWrong(boot(rom, "--technique", "vmx"), "--technique", "--board pc");
  }

  @Test
  void aPcsKernelIsTranslatedAndTheCountsTellBy() throws IOException {
    String rom = rom(GREETING);
    CommandLineRun bare = CommandLineRun.of("boot", "--rom", rom, "--json");
    CommandLineRun guest =
        CommandLineRun.of("boot", "--rom", rom, "--technique", "binary-translation", "--json");
    assertEquals(0, guest.status(), guest.err());
    assertEquals("Ready.", guest.out().lines().findFirst().orElseThrow());
    assertEquals(lastLine(bare).get("instructions"), lastLine(guest).get("instructions"));
    assertEquals(lastLine(bare).get("guestDigest"), lastLine(guest).get("guestDigest"));
    int interpreted = lastLine(guest).get("shares").get("interpreted").asInt();
    assertEquals(lastLine(guest).get("instructions").asInt(), interpreted, "real mode alone");
    CommandLineRun text =
        CommandLineRun.of("boot", "--rom", rom, "--technique", "binary-translation");
    assertTrue(text.out().contains("translated 0, direct 0, interpreted " + interpreted));
    assertWrong(boot(rom, "--technique", "binary-translation"), "--technique", "--board pc");
  }

  @Test
  void wrongUsageNamesTheOptionAndWhatIsWrong() throws IOException {
    String rom = rom(GREETING);
    assertWrong(boot(rom, "--memory", "0"), "--memory", "0");
    assertWrong(boot(rom, "--port-log", "10000=x"), "--port-log", "10000");
    assertWrong(boot(rom, "--max-instructions", "0"), "--max-instructions", "0");
    assertWrong(boot(rom, "--technique", "magic"), "--technique", "magic");
    assertWrong(boot("absent.bin@F0000"), "--rom", "absent.bin");
    assertWrong(boot(rom.replace("@F0000", "")), "--rom", "rom.bin");
    assertWrong(boot(rom.replace("@F0000", "@F0001")), "--rom", "0xF0001");
    assertWrong(boot(rom.replace("@F0000", "@E0000")), "--rom", "reset vector");
  }

  @Test
  void anOutputIsNoInputAndNoOtherOutput() throws IOException {
    String rom = rom(GREETING);
    Path romFile = folder.resolve("rom.bin");
    byte[] romBytes = Files.readAllBytes(romFile);
    Path disk = Files.writeString(folder.resolve("disk.img"), "a disk");
    Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
    Path hard = Files.createLink(folder.resolve("hard"), disk);
    for (Path name :
        List.of(disk, link, hard, folder.resolve("../" + folder.getFileName() + "/disk.img"))) {
      CommandLineRun serial =
          CommandLineRun.of(
              "boot", "--rom", rom, "--disk", disk.toString(), "--serial", name.toString());
      assertWrong(serial, "--serial", "is also a disk");
      CommandLineRun log =
          CommandLineRun.of(
              "boot", "--rom", rom, "--disk", disk.toString(), "--port-log", "e9=" + name);
      assertWrong(log, "--port-log", "is also a disk");
    }
    assertEquals("a disk", Files.readString(disk));
    assertWrong(boot(rom, "--port-log", "80=" + romFile), "--port-log", "is also a ROM");
    assertArrayEquals(romBytes, Files.readAllBytes(romFile));
    Path log = folder.resolve("log");
    assertWrong(
        boot(rom, "--serial", log.toString(), "--port-log", "80=" + folder + "/./log"),
        "--port-log",
        "is also the output of --serial");
    assertWrong(
        boot(rom, "--port-log", "80=" + log, "--port-log", "e9=" + log),
        "--port-log",
        "is also the output of --port-log");
    assertFalse(Files.exists(log));
    assertEquals(0, boot(rom, "--port-log", "80=/dev/null", "--port-log", "e9=/dev/null").status());
  }

  @Test
  void anOutputThatCannotBeWrittenIsOfNoUse() throws IOException {
    String rom = rom(GREETING);
    String nowhere = folder.resolve("nowhere/x").toString();
    assertWrong(boot(rom, "--port-log", "e9=" + nowhere), "boot: ", "no folder for " + nowhere);
    assertWrong(boot(rom, "--serial", folder.toString()), "boot: ", "cannot write " + folder);
  }

  @Test
  void anEmptyRomIsCalledEmpty() throws IOException {
    Path empty = Files.write(folder.resolve("empty.bin"), new byte[0]);
    assertWrong(boot(empty + "@F0000"), "--rom", "empty.bin is empty");
  }

  private static void assertWrong(CommandLineRun run, String option, String what) {
    assertEquals(2, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(option) && run.err().contains(what), run.err());
  }
}
