package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.ByteSink;
import cloister.codec.Json;
import cloister.device.ide.Medium;
import cloister.device.ide.TestMedium;
import cloister.machine.BusyRom;
import cloister.machine.Computer;
import cloister.machine.Digest;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomPc;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same software on a PC of its own, and where its kernel is translated. */
class TranslatedPcTest {
  private static final int KERNEL = 0x7C00;

  private final StringBuilder serial = new StringBuilder();

  private static byte[] entryCode(String name) {
    try (InputStream in = TranslatedPcTest.class.getResourceAsStream("/cloister/bios/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Medium> disks() {
    return List.of(new TestMedium(64));
  }

  static Computer translated(PcParts parts, ByteSink line) {
    return new TranslatedPc(parts, entryCode("pc-translation.bin"), line);
  }

  private Computer translated(PcParts parts) {
    return translated(parts, v -> serial.append((char) v));
  }

  private static boolean ends(Computer machine) {
    for (int i = 0; i < 20 && !machine.stopped(); i++) {
      machine.run(1 << 20);
    }
    return machine.stopped();
  }

  private static void finish(Computer machine) {
    assertTrue(ends(machine), "it ends");
  }

  /** Runs on both, and gives the guest. */
  private Computer same(String source) {
    return same(RomPc.parts(source, disks()), new byte[0], source);
  }

  /**
   * @param kernel what a loader has put to 7C00h
   */
  private Computer same(PcParts parts, byte[] kernel, String what) {
    Computer bare = new Pc(parts, v -> serial.append((char) v));
    bare.load("", KERNEL, kernel);
    finish(bare);
    String said = serial.toString();
    serial.setLength(0);
    Computer guest = translated(parts);
    guest.load("", KERNEL, kernel);
    finish(guest);
    assertEquals(said, serial.toString(), what);
    assertEquals(bare.consoleText(), guest.consoleText(), what);
    assertEquals(bare.instructions(), guest.instructions(), what);
    assertEquals(bare.failed(), guest.failed(), what);
    if (!bare.failed()) {
      assertEquals(bare.softwareDigest(), guest.softwareDigest(), what);
    }
    return guest;
  }

  private static int share(Computer guest, String who) {
    return ((Json.Num) ((Json.Obj) guest.shares()).get(who)).word();
  }

  @Test
  void realModeIsInterpretedAndEqual() {
    Computer guest = same(BusyRom.SOURCE);
    assertFalse(guest.failed());
    assertEquals(0, share(guest, "translated"));
    assertEquals(120, serial.length());
  }

  @Test
  void aTripleFaultEndsIt() {
    assertTrue(same("bits 16\norg 0\nstart: lidt [cs:zero]\nint3\nzero: dw 0, 0, 0\n").failed());
  }

  private static String kernel() throws IOException {
    return Files.readString(Path.of("src/test/guests/pc-kernel.asm"));
  }

  /** Of xv6's shape: large pages, then tables, two programs, the timer, system calls. */
  @Test
  void aKernelWithTwoProgramsIsNoneTheWiser() throws IOException {
    Computer guest = same(kernel());
    assertFalse(guest.failed());
    assertTrue(serial.toString().endsWith("done\n"), serial.toString());
    assertTrue(share(guest, "translated") > 10_000, guest.shares().write());
    assertTrue(share(guest, "direct") > 1000, guest.shares().write());
  }

  /** Kernels of random instructions, what lies in ring 1 and code that is changed among them. */
  @Test
  void randomKernelsRunAsOnAPcOfTheirOwn() {
    int programs = Integer.parseInt(env("CLOISTER_FUZZ_PROGRAMS", "60"));
    long first = Long.parseLong(env("CLOISTER_FUZZ_SEED", "1"));
    int deadlines = 0;
    for (long seed = first; seed < first + programs; seed++) {
      byte[] kernel = Beside.assembled("random.asm", RandomKernel.text(seed));
      Computer guest = same(hurried(), kernel, "seed " + seed);
      assertTrue(share(guest, "translated") > 0, guest.shares().write());
      deadlines += guest.exits().write().contains("deadline") ? 1 : 0;
    }
    assertTrue(deadlines > programs / 2, "the timer interrupts translations");
  }

  /** A PC whose timer counts once for each instruction, so that it interrupts short programs. */
  private static PcParts hurried() {
    PcParts parts = RomPc.parts(TaskSwitchesTest.LOADER, disks());
    return new PcParts(
        parts.memoryBytes(),
        parts.roms(),
        parts.disks(),
        parts.disc(),
        parts.startSeconds(),
        1_193_182);
  }

  private static String env(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }

  /** The hypervisor's stack pointer is nobody else's, not even its upper half. */
  @Test
  void aStackOfSixteenBitsHasAllOfItsPointer() {
    String text =
        """
        bits 32
        org 0x7C00
                lgdt [table_pointer]
                mov ax, 24
                mov ss, ax
                mov esp, 0x7000
                call seen
                mov ax, 16
                mov ss, ax
                cli
                hlt
        seen:   push ebp
                mov ebp, esp
                mov eax, [ebp + 4]
                mov [0x20000], eax
                mov [0x20004], ebp
                leave
                ret
                align 8
        table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x000093000000FFFF
        table_pointer: dw 31
                dd table
        """;
    byte[] kernel = Beside.assembled("stack.asm", text);
    PcParts parts = RomPc.parts(TaskSwitchesTest.LOADER, disks());
    Computer guest = same(parts, kernel, "a small stack");
    assertEquals(0x6FF8, guest.memory().read32(0x20004));
  }

  private Computer sameKernel(String source) {
    byte[] kernel = Beside.assembled("kernel.asm", source);
    return same(RomPc.parts(TaskSwitchesTest.LOADER, disks()), kernel, source);
  }

  private static int left(Computer guest, String why) {
    return ((Json.Obj) guest.exits()).get(why) instanceof Json.Num count ? count.word() : 0;
  }

  /** Nothing is translated of a page where only an instruction begins that ends in the next. */
  @Test
  void aPageWithoutTranslationsStaysWritable() {
    Computer guest =
        sameKernel(
            """
            bits 32
            org 0x7C00
                    mov esp, 0x6000
                    mov ecx, 1000
            round:  call across
                    inc dword [0x8800]
                    dec ecx
                    jnz round
                    cli
                    hlt
                    times 0x8FFE - 0x7C00 - ($ - $$) db 0
            across: mov eax, 0x12345678
                    ret
            """);
    assertTrue(left(guest, "page fault") < 50, guest.exits().write());
    assertTrue(share(guest, "translated") > 3000, guest.shares().write());
  }

  /** Translations are of one base of CS, and a guest that goes to and fro does not empty them. */
  @Test
  void basesOfTheCodeSegmentThatAlternateDoNotEmptyTheTranslations() {
    Computer guest =
        sameKernel(
            """
            bits 32
            org 0x7C00
                    lgdt [pointer]
                    mov ecx, 2000
            round:  jmp 24:moved - 0x1000
            moved:  inc dword [0x20000]
                    jmp 8:back
            back:   mov edx, 5
            few:    inc dword [0x20004]
                    dec edx
                    jnz few
                    dec ecx
                    jnz round
                    jmp 24:stays - 0x1000
            stays:  mov ecx, 50000
            more:   inc dword [0x20008]
                    dec ecx
                    jnz more
                    cli
                    hlt
            pointer: dw 31
                    dd table
                    align 8
            table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x00CF9B001000FFFF
            """);
    assertTrue(share(guest, "flushes") <= 4, guest.shares().write());
    assertTrue(share(guest, "translated") > 150_000, guest.shares().write());
  }

  /** What ring 3 asks of selectors of the LDT, which the hypervisor's tables do not have. */
  @Test
  void aProgramIsToldOfItsLocalDescriptorTable() {
    Computer guest =
        sameKernel(
            """
            bits 32
            org 0x7C00
                    lgdt [pointer]
                    lidt [gates_pointer]
                    mov al, 0xFF
                    out 0x21, al
                    out 0xA1, al
                    mov eax, ends
                    mov [gates + 8 * 0x20], ax
                    mov ax, 24
                    ltr ax
                    mov ax, 48
                    lldt ax
                    push dword 43
                    push dword 0x6000
                    push dword 0x202
                    push dword 35
                    push dword program
                    iretd
            program: mov ax, 43
                    mov ds, ax
                    mov ecx, 7
                    lar eax, ecx
                    mov [0x20000], eax
                    setz [0x20004]
                    lsl eax, ecx
                    mov [0x20008], eax
                    verr cx
                    setz [0x2000C]
                    verw cx
                    setz [0x20010]
                    int 0x20
            ends:   cli
                    hlt
                    align 8
            table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF
                    dw 103, task, 0x8900, 0
                    dq 0x00CFFB000000FFFF, 0x00CFF3000000FFFF
                    dw 7, local, 0x8200, 0
            local:  dq 0x0040F3001000FFFF
            pointer: dw 55
                    dd table
            gates_pointer: dw 8 * 0x21 - 1
                    dd gates
            task:   dd 0, 0x7000, 16
                    times 92 db 0
            gates:  times 0x20 dq 0
                    dq 0x0000EE0000080000
            """);
    assertEquals(1, guest.memory().read8(0x20004), "LAR finds it");
  }

  /** Hardware task switches, which nobody translates. */
  @Test
  void tasksSwitchAsOnAPcOfTheirOwn() throws IOException {
    byte[] kernel = Beside.assembled(Path.of("src/test/guests/tasks.asm"));
    assertFalse(same(RomPc.parts(TaskSwitchesTest.LOADER, disks()), kernel, "tasks").failed());
  }

  /** Echoes what is typed, by interrupts alone; its loop is in ring 0, or in ring 3. */
  private static final String ECHO =
      """
      bits 32
      org 0x7C00
              lgdt [table_pointer]
              lidt [gates_pointer]
              mov eax, heard
              mov [gates + 8 * 0x24], ax
              shr eax, 16
              mov [gates + 8 * 0x24 + 6], ax
              mov ax, 24
              ltr ax
              mov esi, ports
              mov ecx, 9
      set:    movzx edx, word [esi]
              mov al, [esi + 2]
              out dx, al
              add esi, 3
              loop set
              sti
              cmp dword [outside], 0
              je round
              push dword 43
              push dword 0x6000
              push dword 0x202
              push dword 35
              push dword program
              iretd
      round:  pushfd
              cli
              inc dword [0x20000]
              popfd
              jmp round
      program:
              inc dword [esp - 8]
              jmp program
      heard:  push eax
              push edx
              mov dx, 0x3F8
              in al, dx
              out dx, al
              mov dl, al
              mov al, 0x20
              out 0x20, al
              cmp dl, 'q'
              je end
              pop edx
              pop eax
              iretd
      end:    cli
              hlt
      ports:  dw 0x20
              db 0x11
              dw 0x21
              db 0x20
              dw 0x21
              db 4
              dw 0x21
              db 1
              dw 0x21
              db 0xEF
              dw 0x3FB
              db 0
              dw 0x3F9
              db 1
              dw 0x3FA
              db 0
              dw 0x3FC
              db 8
      outside: dd OUTSIDE
              align 8
      table:  dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF
              dw 103, task, 0x8900, 0
              dq 0x00CFFB000000FFFF, 0x00CFF3000000FFFF
      table_pointer: dw 47
              dd table
      gates_pointer: dw 8 * 0x25 - 1
              dd gates
      task:   dd 0, 0x7000, 16
              times 92 db 0
      gates:  times 0x24 dq 0
              dq 0x00008E0000080000
      """;

  /** What is typed reaches a guest that runs, and the runs may be cut anywhere. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatComesFromOutsideIsHeardInTheMidstOfTranslationsAndPrograms(int outside) {
    byte[] kernel = Beside.assembled("echo.asm", ECHO.replace("OUTSIDE", "" + outside));
    Computer guest = translated(RomPc.parts(TaskSwitchesTest.LOADER, disks()));
    guest.load("", KERNEL, kernel);
    guest.run(100_000);
    for (char typed : "abcq".toCharArray()) {
      assertFalse(guest.stopped());
      guest.receive(typed);
      guest.run(54_321);
    }
    finish(guest);
    assertEquals("abcq", serial.toString());
    String most = outside == 0 ? "translated" : "direct";
    assertTrue(share(guest, most) > 20_000, guest.shares().write());
  }

  /** The button of the case, while the kernel runs. */
  @Test
  void aResetIsHeardByTranslations() {
    PcParts parts = RomPc.parts(TaskSwitchesTest.LOADER, disks());
    TranslatedPc guest = new TranslatedPc(parts, entryCode("pc-translation.bin"), _ -> {});
    guest.load("", KERNEL, Beside.assembled("echo.asm", ECHO.replace("OUTSIDE", "0")));
    guest.run(100_000);
    int before = guest.memory().read32(0x20000);
    guest.load("", KERNEL, new byte[] {(byte) 0xFA, (byte) 0xF4});
    guest.chipset().pressReset();
    finish(guest);
    assertTrue(before > 0 && guest.halted());
  }

  @Test
  void andUnderVtX() throws IOException {
    Computer bare = new Pc(RomPc.parts(kernel(), disks()), _ -> {});
    finish(bare);
    Computer guest =
        new VirtualPc(RomPc.parts(kernel(), disks()), entryCode("pc-vmx.bin"), _ -> {});
    finish(guest);
    assertEquals(bare.instructions(), guest.instructions());
    assertEquals(bare.softwareDigest(), guest.softwareDigest());
  }

  @Test
  void aGuestIsSavedAtAnyStepAndCutAnywhere() throws IOException {
    PcParts parts = RomPc.parts(kernel(), disks());
    Computer whole = translated(parts);
    finish(whole);
    for (int steps : new int[] {1, 333, 4_001, 52_345, 200_017}) {
      Computer first = translated(parts);
      for (int left = steps; left > 0; left -= 77) {
        first.run(Math.min(left, 77));
      }
      StateWriter out = new StateWriter();
      first.save(out);
      Computer second = translated(parts);
      byte[] page = new byte[4096];
      for (int i = 0; i < first.memory().pageCount(); i++) {
        first.memory().readPage(i, page);
        second.memory().writePage(i, page);
      }
      second.load(new StateReader(out.toBytes()));
      assertEquals(
          Digest.of(first, first.memory()), Digest.of(second, second.memory()), "at " + steps);
      finish(second);
      assertEquals(Digest.of(whole, whole.memory()), Digest.of(second, second.memory()));
    }
  }
}
