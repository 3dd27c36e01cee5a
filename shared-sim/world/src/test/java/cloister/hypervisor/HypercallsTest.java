package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypercallsTest {
  private static final String DATA =
      """
      cli
      hlt
      text: db 'hello'
      pairs: dd 0x21004, 0x5007, 0x21008, 0x6007
      outside: dd 0x200000, 7, 0x21004, 0x200007, 0x21006, 7
      """;

  private static final String PAGING =
      """
      mov dword [0x20000], 0x21007
      mov edi, 0x21000
      mov eax, 7
      mov ecx, 32
      page: stosd
      add eax, 0x1000
      loop page
      mov eax, 0x20000
      mov cr3, eax
      mov eax, cr0
      or eax, 0x80000000
      mov cr0, eax
      """;

  private static VirtualMachine run(String instructions) throws IOException {
    String text = "bits 32\norg 0x7C00\n" + instructions + DATA;
    Host host = Beside.host(Beside.assembled("guest.asm", text));
    host.run(50_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(VirtualMachine.End.HALTED, guest.end());
    return guest;
  }

  private static String call(String number, String ebx, String ecx) {
    return "mov eax, %s\nmov ebx, %s\nmov ecx, %s\nint 0x82\nmov [0x5000], eax\n"
        .formatted(number, ebx, ecx);
  }

  private static int result(VirtualMachine guest) {
    return guest.memory().read32(0x5000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 1",
    "1, 1, 0, 0",
    "1, 2, 0, -22",
    "3, text, 5, 5",
    "3, text, 0, 0",
    "3, text, 4097, -22",
    "3, text, -1, -22",
    "4, pairs, 2, 2",
    "4, pairs, 513, -22",
    "4, outside, 1, -22",
    "4, outside + 8, 1, -22",
    "4, outside + 16, 1, -22",
    "5, 0x5100, 0, 0",
    "5, 0x5104, 0, -22",
    "5, 0x7FFFFFF8, 0, -22",
    "5, 0xFFC01000, 0, -22",
    "11, 0, 0, -38",
    "-1, 0, 0, -38"
  })
  void everyCallAnswers(String number, String ebx, String ecx, int expected) throws IOException {
    VirtualMachine guest = run(call(number, ebx, ecx));
    assertEquals(expected, result(guest));
    assertEquals(1, guest.calls());
  }

  @Test
  void aLineIsPrintedAtOnce() throws IOException {
    VirtualMachine guest = run(call("3", "text", "5"));
    assertEquals("hello", guest.devices().console().text());
    assertEquals(3, guest.exits(), "the call, CLI and HLT");
  }

  @Test
  void entriesOfTablesAreWrittenAtOnce() throws IOException {
    VirtualMachine guest = run(PAGING + call("4", "pairs", "2"));
    assertEquals(2, result(guest));
    assertEquals(0x5007, guest.memory().read32(0x21004));
    assertEquals(0x6007, guest.memory().read32(0x21008));
    VirtualMachine seen =
        run(
            PAGING
                + "mov dword [0x6000], 0x1234\nmov eax, [0x2000]\n"
                + call("4", "pairs", "2")
                + "mov eax, [0x2000]\nmov [0x5000], eax\n");
    assertEquals(0x1234, result(seen), "what was derived from the old entry is forgotten");
  }

  @Test
  void whatIsNotMappedIsABadAddress() throws IOException {
    assertEquals(-14, result(run(PAGING + call("3", "0x90000", "5"))));
    assertEquals(-14, result(run(PAGING + call("4", "0x90000", "5"))));
  }

  @Test
  void aGateOfItsOwnIsTheGuests() throws IOException {
    VirtualMachine guest =
        run(
            """
            mov eax, own
            mov [0x6410], ax
            mov word [0x6412], 8
            mov dword [0x6414], 0x8E00
            lidt [gates]
            xor eax, eax
            int 0x82
            jmp over
            gates: dw 0x7FF
            dd 0x6000
            own: mov dword [0x5000], 77
            iretd
            over:
            """);
    assertEquals(77, result(guest));
    assertEquals(0, guest.calls());
  }

  /** The clock comes while interrupts are shut out by the shared word, and is let in by a call. */
  @Test
  void interruptsAreShutOutWithoutACall() throws IOException {
    Host host = Beside.host(Beside.assembled(Path.of("src/test/guests/shares.asm")));
    host.run(50_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(1, guest.memory().read32(0x5008), "they are shut out at first");
    assertEquals(1, result(guest), "one waits");
    assertEquals(0, guest.memory().read32(0x5004), "and has not come");
    assertTrue(guest.memory().read32(0x5200) >= 2, "then they come");
    assertEquals(1, guest.memory().read32(0x5204), "and its handler has them shut out");
    assertEquals(2, guest.calls());
  }
}
