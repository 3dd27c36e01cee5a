package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out of a guest that were open once: the other guest, and the host, go on. */
class EscapesTest {
  private static final String NEIGHBOUR =
      """
      bits 32
      org 0x9C00
      next: mov al, 'b'
      out 0xE9, al
      mov ecx, 500
      rest: loop rest
      jmp next
      """;

  private static final List<String> TECHNIQUES = List.of("trap-and-emulate", "binary-translation");

  private static final String READER =
      """
      again: in al, 0x99
      jmp again
      """;

  private static Host host(String guest, String handler) throws IOException {
    return host(guest, handler, "trap-and-emulate");
  }

  private static Host host(String guest, String handler, String technique) throws IOException {
    Host host = new Host(0x40000, 2, technique);
    byte[] entry = Beside.assembled(Path.of("../../lessons/course/lib/host.asm"));
    host.load("host.asm", HostLayout.BASE + HostLayout.ENTRY_CODE, entry);
    byte[] first = Beside.assembled("guest-a.asm", "bits 32\norg 0x7C00\n" + guest);
    host.load("guest-a.asm", 0x7C00, first);
    host.load("guest-b.asm", 0x9C00, Beside.assembled("guest-b.asm", NEIGHBOUR));
    if (!handler.isEmpty()) {
      byte[] code = Beside.assembled("help.asm", "bits 32\norg 0xFFC04000\n" + handler);
      host.load("help.asm", 0xFFC04000, code);
    }
    host.start();
    host.run(100_000);
    return host;
  }

  private static VirtualMachine withNeighbour(Host host) {
    String text = host.machines().get(1).devices().console().text();
    assertTrue(text.length() > 20, "the neighbour goes on: " + text);
    return host.machines().get(0);
  }

  /** The processor has no local table while a guest runs, whatever lies at address 0. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mov dword [0xFFC0B000 + 4 * 16], 0x149007\nmov dword [0xFFC10C00], 0xFEEBF4FA",
        "mov dword [0xFFC03000], 0",
        "mov eax, [0xFFC01000]"
      })
  void noSelectorLeadsIntoALocalTable(String reach) throws IOException {
    String guest =
        """
        mov dword [0x5100], 0x0000FFFF
        mov dword [0x5104], 0x00CFB200
        mov eax, 0x5105
        mov ds, eax
        """;
    for (String technique : TECHNIQUES) {
      VirtualMachine first = withNeighbour(host(guest + reach + "\njmp $\n", "", technique));
      assertEquals(VirtualMachine.End.TRIPLE_FAULT, first.end(), technique);
    }
  }

  /** What translations have in CS and GS is theirs alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mov eax, 0x7F9\nmov ds, eax\nmov dword [0], 0x200",
        "mov eax, 0x7F9\nmov gs, eax\nmov dword [gs:0], 0x200",
        "push dword 0x7F9\npop es",
        "jmp 0x7F0:0",
        "mov eax, [cs:0xFFCC1000]",
        "mov dword [gs:0xFFCC0000], 0",
        "mov dword [0xFFCC0000], 0",
        "push dword 0x7F1\npush dword 0\nretf"
      })
  void noSegmentLeadsToTheTranslations(String reach) throws IOException {
    String guest = "lidt [0x600]\n" + reach + "\njmp $\n";
    VirtualMachine first = withNeighbour(host(guest, "", "binary-translation"));
    assertTrue(
        first.end() == VirtualMachine.End.TRIPLE_FAULT
            || first.end() == VirtualMachine.End.UNKNOWN
            || first.end() == VirtualMachine.End.BAD_SEGMENT,
        first.end().name());
  }

  @Test
  void noGateOfALocalTableLeadsToRing0() throws IOException {
    String guest =
        """
        mov eax, inside
        mov [0x5108], ax
        mov word [0x510A], 0x0800
        mov dword [0x510C], 0xEC00
        call 0x510D:0
        inside: cli
        hlt
        """;
    assertEquals(VirtualMachine.End.TRIPLE_FAULT, withNeighbour(host(guest, "")).end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xFFC01000", "0xFFC03000", "0xFFC06000"})
  void noGuestForgetsAPageOfTheHost(String address) throws IOException {
    String guest = "invlpg [" + address + "]\nagain: in al, 0x40\njmp again\n";
    assertEquals(VirtualMachine.End.NONE, withNeighbour(host(guest, "")).end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"push eax\nud2", "pushad\nud2", "call $ + 5\nud2", "pop eax\nud2"})
  void anExitHandlerThatFailsWithAnotherStackEndsItsGuestAlone(String failing) throws IOException {
    String handler =
        "cmp dword [ebx + 56], 0x9000\njae other\n" + failing + "\nother: xor eax, eax\nret\n";
    assertEquals(VirtualMachine.End.EXIT_HANDLER, withNeighbour(host(READER, handler)).end());
  }

  /** Without interrupts the host would never have its turn again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "and dword [ebx + 64], ~0x200",
        "or dword [ebx + 64], 0x3000",
        "or dword [ebx + 64], 0x20000",
        "or dword [ebx + 64], 0x4000"
      })
  void anExitHandlerCannotGiveAGuestWhatIsTheHosts(String change) throws IOException {
    String handler =
        "cmp dword [ebx + 56], 0x9000\njae other\nadd dword [ebx + 56], 2\n"
            + change
            + "\nmov eax, 1\nret\nother: xor eax, eax\nret\n";
    assertEquals(VirtualMachine.End.NONE, withNeighbour(host(READER, handler)).end());
  }

  @Test
  void aStackOfSixteenBitsIsNotKnown() throws IOException {
    String guest =
        """
        lgdt [pointer]
        mov eax, 0x10
        mov ss, eax
        jmp $
        align 8
        table: dq 0, 0x00CF9A000000FFFF, 0x000092000000FFFF
        pointer: dw 23
        dd table
        """;
    assertEquals(VirtualMachine.End.UNKNOWN, withNeighbour(host(guest, "")).end());
  }
}
