package cloister.world.pc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.machine.Digest;
import cloister.world.Command;
import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.Words;
import cloister.world.World;
import cloister.world.lesson.EventName;
import cloister.world.why.Why;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scenario's PC boots its programs, and is walked and asked as every machine is. */
class PcModelTest {
  private static final String BOOT =
      """
      bits 16
      org 0x7c00
      start: xor ax, ax
      mov ds, ax
      mov es, ax
      mov ss, ax
      mov sp, 0x7c00
      mov ax, 0x0201
      mov bx, 0x8000
      mov cx, 2
      mov dx, 0x80
      int 0x13
      jmp 0x8000
      times 510 - ($ - $$) db 0
      dw 0xaa55
      """;
  private static final String SECOND =
      """
      bits 16
      org 0x8000
      second: mov ax, 0x0e21
      int 0x10
      mov word [24], lost
      mov word [26], 0
      asked: ud2
      lost: hlt
      jmp lost
      """;

  private final World world = world(BOOT, SECOND);

  private static World world(String boot, String second) {
    Tools tools = Tools.of(new OpcodeTable()).with(PcModel.of(bios()));
    List<SourceFile> files =
        List.of(new SourceFile("boot.asm", boot, true), new SourceFile("second.asm", second, true));
    return new World(tools, new Scenario(Scenario.PC, 1 << 20, 7, files, 10_000_000));
  }

  private static byte[] bios() {
    try (InputStream in = PcModelTest.class.getResourceAsStream("/cloister/bios/bios.bin")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runTo(String symbol) throws InvalidInput {
    int address = world.symbol(symbol).orElseThrow();
    world.apply(new Command.Run(1_000_000), () -> world.machine().cpu().linearEip() == address);
    assertEquals(address, world.machine().cpu().linearEip(), symbol);
  }

  private String digest() {
    return Digest.of(world.machine(), world.machine().memory());
  }

  @Test
  void itBeginsAtTheResetVectorAndTheBiosHandsOver() throws InvalidInput {
    assertEquals(0xffff_fff0, world.machine().cpu().linearEip());
    runTo("start");
    assertEquals(Json.of("real"), Probe.read(world, "cpu.mode").orElseThrow());
    assertTrue(world.step() > 10_000, "the BIOS has worked: " + world.step());
    runTo("second");
    runTo("asked");
    assertTrue(world.machine().consoleText().contains("!"), world.machine().consoleText());
  }

  @Test
  void itIsWalkedBackAndRefusalsAreExplained() throws InvalidInput {
    runTo("second");
    String digest = digest();
    int step = world.step();
    EventName refused = new EventName("fault.UD");
    world.apply(new Command.Run(100_000), () -> refused.in(world.timeline().moment()));
    String title = Words.ENGLISH.format(new Why(Words.code()).card(world).orElseThrow().title());
    assertEquals("ud2 refused: #UD", title);
    world.apply(new Command.Seek(100));
    world.apply(new Command.Seek(step));
    assertEquals(digest, digest());
  }

  @Test
  void anotherTextIsAnotherDiskFromPowerOn() throws InvalidInput {
    runTo("second");
    world.apply(new Command.Load("second.asm", SECOND.replace("0x0e21", "0x0e3f")));
    assertEquals(0, world.step());
    assertEquals(0, world.machine().memory().read8(0x8000), "nothing of the run before");
    runTo("asked");
    assertTrue(world.machine().consoleText().contains("?"), world.machine().consoleText());
    world.restart();
    runTo("asked");
    assertTrue(world.machine().consoleText().contains("!"), world.machine().consoleText());
  }

  /** What a program was before it had an error is not on the disk. */
  @Test
  void aStartKnowsNothingOfEarlierTexts() throws InvalidInput {
    World wrong = world(BOOT, "nonsense here");
    wrong.apply(new Command.Load("second.asm", SECOND));
    wrong.restart();
    assertEquals(
        Digest.of(world(BOOT, "nonsense here").machine(), new Memory(4096)),
        Digest.of(wrong.machine(), new Memory(4096)));
  }

  @Test
  void aLargeProgramMakesALargeDisk() throws InvalidInput {
    World large = world(BOOT, "org 0x8000\ntimes 3000000 db 1\nlast: db 2");
    assertTrue(large.programs().getLast().size() > 2 << 20);
    ProgramDisk disk = new ProgramDisk();
    disk.put(0, new byte[3 << 20]);
    assertEquals(6144, disk.sectors());
  }

  @Test
  void memoryIsWholeMebibytes() throws InvalidInput {
    Json small =
        new Scenario(
                Scenario.PC, 64 << 10, 0, List.of(new SourceFile("boot.asm", BOOT, false)), 1000)
            .toJson();
    assertEquals("memory", assertThrows(InvalidInput.class, () -> Scenario.of(small, "")).field());
  }
}
