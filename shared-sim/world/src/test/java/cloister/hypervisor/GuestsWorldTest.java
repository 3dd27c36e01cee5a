package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Model;
import cloister.world.Probe;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two guests in a world, which is walked back and forth. */
class GuestsWorldTest {
  private static final String SPEAKER =
      """
      bits 32
      org %s
      next:
      mov al, '%s'
      out 0xE9, al
      mov ecx, 500
      pause_here: loop pause_here
      dec byte [0x600]
      jmp next
      """;

  private static World world(String first, String second) throws IOException {
    return world(first, second, List.of());
  }

  private static World world(String first, String second, List<SourceFile> more)
      throws IOException {
    List<SourceFile> files = new ArrayList<>(more);
    files.add(
        new SourceFile(
            "host.asm", Files.readString(Path.of("../../lessons/course/lib/host.asm")), false));
    files.add(new SourceFile("guest-a.asm", first, true));
    files.add(new SourceFile("guest-b.asm", second, true));
    Tools tools = new Tools(new OpcodeTable(), Optional.empty(), List.of(Model.guests()));
    return new World(tools, new Scenario(Scenario.GUESTS, 0x40000, 0, files, 10_000_000));
  }

  private static String probe(World world, String path) {
    return Probe.read(world, path).map(Json::write).orElse("");
  }

  @Test
  void eachGuestHasItsShareAndItsConsole() throws Exception {
    World world = world(SPEAKER.formatted("0x7C00", "a"), SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(100_000));
    String a = probe(world, "vm.a.console");
    String b = probe(world, "vm.b.console");
    assertTrue(a.matches("\"a{30,}\""), a);
    assertTrue(b.matches("\"b{30,}\""), b);
    assertTrue(Math.abs(a.length() - b.length()) <= 8, a + b);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trap-and-emulate", "binary-translation", "vmx"})
  void aFrozenGuestGetsNoTurnAndGoesOnWhereItWas(String technique) throws Exception {
    String entry = Files.readString(Path.of("../../lessons/course/lib/host-vmx.asm"));
    List<SourceFile> more = List.of(new SourceFile("host-vmx.asm", entry, false));
    World world = world(SPEAKER.formatted("0x7C00", "a"), SPEAKER.formatted("0x9C00", "b"), more);
    world.apply(new Command.Load(Scenario.TECHNIQUE, technique));
    world.apply(new Command.Run(50_000));
    assertEquals("0", probe(world, "vm.a.frozen"));
    world.apply(new Command.Poke("vm.a.frozen", 1));
    world.apply(new Command.Run(100));
    String instructions = probe(world, "vm.a.instructions");
    String console = probe(world, "vm.b.console");
    world.apply(new Command.Run(50_000));
    assertEquals("\"frozen\"", probe(world, "vm.a.state"));
    assertEquals(instructions, probe(world, "vm.a.instructions"));
    assertTrue(probe(world, "vm.b.console").length() > console.length() + 30);
    world.apply(new Command.Poke("vm.a.frozen", 0));
    world.apply(new Command.Run(50_000));
    assertTrue(probe(world, "vm.a.console").length() > 30);
    assertEquals("\"waiting\"", probe(world, "vm.a.state").replace("turn", "waiting"));
  }

  /** Nothing happens until one of them is let go on; the end of the other changes nothing. */
  @Test
  void aMachineWhoseGuestsAreAllFrozenStands() throws Exception {
    World world = world("bits 32\norg 0x7C00\ncli\nhlt\n", SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Poke("vm.b.frozen", 1));
    world.apply(new Command.Run(50_000));
    assertTrue(world.stopped());
    assertEquals("\"halted\"", probe(world, "vm.a.state"));
    int step = world.step();
    world.apply(new Command.Run(50_000));
    assertEquals(step, world.step());
    assertEquals("\"\"", probe(world, "vm.b.console"));
    world.apply(new Command.Poke("vm.b.frozen", 0));
    world.apply(new Command.Run(50_000));
    assertTrue(probe(world, "vm.b.console").length() > 30);
    assertThrows(
        InvalidInput.class, () -> world.apply(new Command.Poke("vm.c.frozen", 1)), "no such guest");
  }

  @Test
  void aGuestThatNeverStopsTakesNothingFromTheOther() throws Exception {
    World world = world("bits 32\norg 0x7C00\ncli\njmp $\n", SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(50_000));
    assertEquals("\"\"", probe(world, "vm.a.console"));
    assertTrue(probe(world, "vm.b.console").length() > 20);
    assertEquals("0", probe(world, "vm.a.if"));
  }

  @Test
  void aGuestThatCrashesEndsAlone() throws Exception {
    World world =
        world("bits 32\norg 0x7C00\nlidt [0x600]\nud2\n", SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(50_000));
    assertEquals("\"triple-fault\"", probe(world, "vm.a.state"));
    assertTrue(probe(world, "vm.b.console").length() > 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trap-and-emulate", "binary-translation"})
  void everyStepIsTheSameWheneverOneComesThere(String technique) throws Exception {
    World usual = world(SPEAKER.formatted("0x7C00", "a"), SPEAKER.formatted("0x9C00", "b"));
    Scenario scenario = usual.scenario().withTechnique(technique, "technique");
    World world = new World(usual.tools(), scenario);
    List<Integer> steps = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 12; i++) {
      world.apply(new Command.Run(1 + random.nextInt(9000)));
      steps.add(world.step());
      digests.add(world.timeline().digest());
    }
    for (int trial = 0; trial < 30; trial++) {
      int i = random.nextInt(steps.size());
      seek(world, steps.get(i));
      assertEquals(digests.get(i), world.timeline().digest(), "step " + steps.get(i));
    }
    assertEquals(probe(world, "vm.c.console"), "");
  }

  @Test
  void whatAGuestSharesComesBackWithTheStep() throws Exception {
    String sharing = Files.readString(Path.of("src/test/guests/shares.asm"));
    World world = world(sharing, SPEAKER.formatted("0x9C00", "b"));
    Map<Integer, String> digests = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      world.apply(new Command.Run(499));
      digests.put(world.step(), world.timeline().digest());
    }
    assertEquals("2", probe(world, "vm.a.hypercalls"));
    for (int step : List.of(9980, 499, 13972, 4990, 17964)) {
      seek(world, step);
      assertEquals(digests.get(step), world.timeline().digest(), "step " + step);
    }
  }

  private static final String READER =
      """
      bits 32
      org 0x7C00
      in al, 0x99
      out 0xE9, al
      cli
      hlt
      """;

  private static World helped(String handler) throws IOException {
    String text = "bits 32\norg 0xFFC04000\n" + handler;
    return world(
        READER, SPEAKER.formatted("0x9C00", "b"), List.of(new SourceFile("help.asm", text, true)));
  }

  private static final String THERMOMETER =
      """
      mov esi, [ebx + 56]
      cmp word [esi], 0x99E4
      jne other
      mov byte [ebx + 44], '7'
      add dword [ebx + 56], 2
      mov eax, 1
      ret
      other: xor eax, eax
      ret
      """;

  @Test
  void anExitHandlerGivesAGuestADeviceThatIsNowhere() throws Exception {
    World world = helped(THERMOMETER);
    world.apply(new Command.Run(50_000));
    assertEquals("\"7\"", probe(world, "vm.a.console"));
    assertEquals("\"halted\"", probe(world, "vm.a.state"));
    assertEquals("4", probe(world, "vm.a.instructions"));
    String digest = world.timeline().digest();
    seek(world, 700);
    seek(world, 50_000);
    assertEquals(digest, world.timeline().digest());
  }

  @Test
  void anExitHandlerThatStaysAtTheInstructionIsAskedForEver() throws Exception {
    World world = helped(THERMOMETER.replace("add dword [ebx + 56], 2", "nop"));
    world.apply(new Command.Run(200_000));
    assertEquals("\"\"", probe(world, "vm.a.console"));
    assertTrue(probe(world, "vm.b.console").length() > 5, "its share is over, too");
    assertTrue(Integer.parseInt(probe(world, "vm.a.exits")) > 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ud2", "mov eax, [0x200000]", "xor eax, eax\nltr ax"})
  void anExitHandlerThatIsRefusedSomethingEndsTheGuestThatItWasAskedFor(String handler)
      throws Exception {
    World world = helped(handler);
    world.apply(new Command.Run(50_000));
    assertEquals("\"exit-handler-fault\"", probe(world, "vm.a.state"));
  }

  private static void seek(World world, int step) throws InvalidInput {
    world.apply(new Command.Seek(step));
  }

  /** What a hostile guest can name is its own; the host and the neighbour stay as they are. */
  @Test
  void aGuestReachesNothingBeyondItsOwn() throws Exception {
    String hostile =
        """
        bits 32
        org 0x7C00
        mov edi, 0xFFC01000
        mov dword [edi], 0x12345678
        jmp $
        """;
    World world = world(hostile, SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(50_000));
    assertEquals("\"triple-fault\"", probe(world, "vm.a.state"));
    assertTrue(probe(world, "vm.b.console").length() > 20);
    String outside =
        """
        bits 32
        org 0x7C00
        mov edi, 0x00080000
        mov dword [edi], 0x12345678
        jmp $
        """;
    world = world(outside, SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(50_000));
    assertEquals("\"no-memory\"", probe(world, "vm.a.state"));
    assertTrue(probe(world, "vm.b.console").length() > 20);
  }

  /**
   * Each of these tries to reach the host, or to make it fall; B goes on, and A is the one to end.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // a segment that begins in the host
        """
        lgdt [pointer]
        mov eax, 0x18
        mov ds, eax
        mov dword [0], 0x12345678
        jmp $
        align 8
        table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF, 0xFFC092C010000000
        pointer: dw 31
        dd table
        """,
        // a stack segment that is not there
        """
        mov eax, 0x7F8
        mov ss, ax
        jmp $
        """,
        // a table in which the present segments mean something else
        """
        lgdt [pointer]
        nop
        jmp $
        align 8
        table: dq 0, 0x00CF92000000FFFF, 0x00CF9A000000FFFF
        pointer: dw 23
        dd table
        """,
        // a table at the end of what signed numbers reach
        """
        lgdt [pointer]
        jmp $
        pointer: dw 0xFFFF
        dd 0x7FFF0000
        """,
        // a return into the host
        """
        push 0x202
        push 8
        push 0xFFC03000
        iretd
        """,
        // a gate that leads into the host
        """
        lidt [pointer]
        mov eax, 0x00080000
        mov [0x6000 + 48], eax
        mov dword [0x6004 + 48], 0xFFC08E00
        ud2
        pointer: dw 0x1FF
        dd 0x6000
        """,
        // halted with a clock that it does not hear
        """
        mov al, 0x34
        out 0x43, al
        mov al, 0x10
        out 0x40, al
        mov al, 0x10
        out 0x40, al
        mov al, 0xFF
        out 0x21, al
        sti
        hlt
        jmp $
        """
      })
  void aHostileGuestEndsAlone(String program) throws Exception {
    String hostile = "bits 32\norg 0x7C00\n" + program;
    World world = world(hostile, SPEAKER.formatted("0x9C00", "b"));
    String before = own(world);
    world.apply(new Command.Run(60_000));
    assertTrue(
        !probe(world, "vm.a.state").matches("\"(turn|waiting)\""), probe(world, "vm.a.state"));
    assertTrue(probe(world, "vm.b.console").length() > 20, probe(world, "vm.b.console"));
    assertEquals(before, own(world), "the entry code is as it was");
  }

  private static String own(World world) {
    StringBuilder words = new StringBuilder();
    for (int address = 0x3000; address < 0x3400; address += 4) {
      words.append(world.machine().memory().read32(address)).append(' ');
    }
    return words.toString();
  }

  /** What would do something else than on a machine of its own ends the guest, and is named. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a call gate           | unknown-instruction | call 0x18:0
          a task state          | unknown-instruction | jmp 0x20:0
          a stack that grows    | unknown-instruction | mov eax, 0x28; mov ds, eax
          a local table         | unknown-instruction | mov eax, 0x30; lldt ax; mov eax, 4; mov ds, eax
          real mode             | unknown-instruction | mov eax, cr0; and al, 0xFE; mov cr0, eax
          entries of 64 bits    | unknown-instruction | mov eax, 0x20; mov cr4, eax
          a debug register      | unknown-instruction | mov dr0, eax
          an MSR                | unknown-instruction | rdmsr
          a string to a port    | unknown-instruction | mov dx, 0xE9; outsb
          a return to ring 2    | unknown-instruction | push 2; push 10; push 0x7C00; iretd
          virtual-8086 mode     | unknown-instruction | push 0x20002; push 8; push 0x7C00; iretd
          a table too long      | unknown-instruction | lgdt [long_one]
          code of 16 bits       | unknown-instruction | jmp 0x38:sixteen
          a segment that is gone | bad-segment        | lgdt [short_one]
          """)
  void whatTheHypervisorHasNotStopsTheGuestAndSaysSo(String what, String state, String code)
      throws Exception {
    String program =
        """
        bits 32
        org 0x7C00
        lgdt [pointer]
        %s
        mov al, '!'
        out 0xE9, al
        jmp $
        bits 16
        sixteen: cli
        bits 32
        align 8
        table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
        dq 0x0000EC0000087C00, 0x0000890060000067, 0x00CF96000000FFFF, 0x000082007000001F
        dq 0x00009A000000FFFF
        pointer: dw 63
        dd table
        long_one: dw 0xFFF
        dd table
        short_one: dw 15
        dd table
        """
            .formatted(code.replace("; ", "\n"));
    World world = world(program, SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(60_000));
    assertEquals("\"" + state + "\"", probe(world, "vm.a.state"), what);
    assertEquals("\"\"", probe(world, "vm.a.console"), what);
    assertTrue(probe(world, "vm.b.console").length() > 20, what);
  }

  /** Refusal after refusal costs a share as work does. */
  @Test
  void aGuestThatIsAlwaysRefusedLeavesTheOtherItsTurn() throws Exception {
    String refused =
        """
        bits 32
        org 0x7C00
        lidt [pointer]
        mov eax, handler
        mov [0x6000 + 48], ax
        mov word [0x6000 + 50], 8
        mov dword [0x6000 + 52], 0x8E00
        again: ud2
        handler: iretd
        pointer: dw 0x1FF
        dd 0x6000
        """;
    World world = world(refused, SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(400_000));
    assertTrue(probe(world, "vm.b.console").length() > 20, probe(world, "vm.b.console"));
  }

  @Test
  void aProgramThatDoesNotFitIsCutOff() throws Exception {
    World world =
        world(
            "bits 32\norg 0x7C00\njmp $\ntimes 0x40000 db 0x90\n",
            SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(20_000));
    assertTrue(probe(world, "vm.b.console").length() > 5);
    world = world("bits 32\norg 0xFFC03000\njmp $\n", SPEAKER.formatted("0x9C00", "b"));
    world.apply(new Command.Run(20_000));
    assertTrue(probe(world, "vm.b.console").length() > 5);
  }
}
