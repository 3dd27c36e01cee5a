package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.hypervisor.Lie.Mnemonic;
import cloister.machine.Board;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instruction gives a guest and what it gives on a machine of its own, side by side. */
class LieDetectorTest {
  private static final String TABLES =
      """
      hlt
      align 8
      table: dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF, 0x0000890050000067
      dq 0x0000820058000007, 0x00CFFA000000FFFF, 0x00CFF2000000FFFF
      segments: dw 55
      dd table
      gates: dw 0x1FF
      dd 0x6000
      """;

  private static byte[] program(String instructions) {
    String text =
        "bits 32\norg 0x7C00\n" + instructions.replace("/", "\n").replace(";", ",") + "\n" + TABLES;
    return Beside.assembled("guest.asm", text);
  }

  private static int read32(Memory memory, int address) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (memory.read8(address + i) & 0xFF) << 8 * i;
    }
    return value;
  }

  private static int read32(GuestMemory memory, int address) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= memory.read8(address + i) << 8 * i;
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource({
    "pushf, flags, pushfd, 7BFC, 3200",
    "pushf, flags, pushfw, 7BFE, 3200",
    "pushf, flags, db 0x26;0x26;0x26;0x26/pushfd, 7BFC, 3200",
    "smsw, CR0, smsw eax/mov [0x5000];eax, 5000, FFFFFFFF",
    "lar, rights, lgdt [segments]/mov ecx;8/xor eax;eax/lar ax;cx/mov [0x5000];eax, 5000, FE00",
    "push cs, selector, push cs, 7BFC, FFFF",
    "push ss, selector, mov eax;16/mov ss;ax/push ss, 7BFC, FFFF",
    "mov, selector, mov eax;cs/mov [0x5000];eax, 5000, FFFF",
    "mov, selector, mov ebx;0x4FF0/mov [ebx + 16];cs, 5000, FFFF",
    "mov, selector, mov eax;ss/mov [0x5000];eax, 5000, FFFF",
    "call, selector, call 8:next/next:, 7BFC, FFFF",
    "call, selector, call far [way]/way: dd next/dw 8/next:, 7BFC, FFFF",
    "sgdt, base, lgdt [segments]/sgdt [0x5000], 5002, FFFFFFFF",
    "sidt, base, lidt [gates]/sidt [0x5000], 5002, FFFFFFFF",
    "str, selector, lgdt [segments]/mov eax;24/ltr ax/str [0x5000], 5000, FFFF",
    "str, selector, lgdt [segments]/mov eax;24/ltr ax/str eax/mov [0x5000];eax, 5000, FFFF",
    "sldt, selector, lgdt [segments]/mov eax;32/lldt ax/sldt [0x5000], 5000, FFFF",
    "smsw, CR0, mov eax;cr0/or al;8/mov cr0;eax/smsw [0x5000], 5000, FFFF",
    "lar, rights, lgdt [segments]/mov eax;8/lar eax;eax/mov [0x5000];eax, 5000, F0FE00",
    "lsl, limit, lgdt [segments]/mov eax;8/lsl eax;eax/mov [0x5000];eax, 5000, FFFFFFFF",
  })
  void whatIsGotAndWhatIsDueIsWhatIsSeenOnBoth(
      String mnemonic, String what, String instructions, String address, String mask)
      throws IOException {
    int where = Integer.parseUnsignedInt(address, 16);
    int bits = Integer.parseUnsignedInt(mask, 16);
    byte[] program = program(instructions);
    Board board = Beside.bare(program);
    board.run(10_000);
    assertTrue(board.stopped());
    Host host = Beside.host(program);
    host.run(10_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(VirtualMachine.End.HALTED, guest.end());
    Lie lie = guest.lastLie();
    assertEquals(1, guest.lies(), lie.toString());
    assertEquals(mnemonic, lie.instruction().text());
    assertEquals(what, lie.what().text());
    assertEquals(read32(board.memory(), where) & bits, lie.due(), "due");
    assertEquals(read32(guest.memory(), where) & bits, lie.got(), "got");
  }

  @ParameterizedTest
  @CsvSource({
    "POPF, push 0x202/popfd",
    "POPF, push word 0x3202/popfw",
    "IRET, push 0x202/push cs/push next/iretd/next:"
  })
  void flagsThatARingMayNotSetAreKeptWithoutAWord(Mnemonic mnemonic, String instructions)
      throws IOException {
    byte[] program = program(instructions);
    Board board = Beside.bare(program);
    board.run(10_000);
    Host host = Beside.host(program);
    host.run(10_000);
    VirtualMachine guest = host.machines().get(0);
    Lie lie = guest.lastLie();
    assertEquals(mnemonic, lie.instruction());
    assertEquals(board.cpu().eflags() & 0x3200, lie.due());
    assertEquals(guest.cpu().interruptFlag ? 0x200 : 0, lie.got());
  }

  @ParameterizedTest
  @CsvSource({
    "push 0x2/popfd",
    "mov eax;ds/push ds/push es",
    "lgdt [segments]/mov eax;8/verr ax/verw ax",
    "lgdt [segments]/mov eax;0x48/lar ecx;eax/lsl ecx;eax/verr ax",
    "sldt [0x5000]",
    "mov eax;cr0/or eax;8/mov cr0;eax/clts/smsw [0x5000]",
    "sldt eax",
    "inc eax/dec eax",
  })
  void whatIsRightIsNoLie(String instructions) throws IOException {
    Host host = Beside.host(program(instructions));
    host.run(10_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(VirtualMachine.End.HALTED, guest.end());
    assertEquals(Lie.NONE, guest.lastLie());
  }

  @Test
  void programsAreLiedToAsWell() throws IOException {
    byte[] program =
        program(
            "lgdt [segments]/mov eax; 0x33/mov ds; eax/push 0x33/push 0x7000/push 2/push 0x2B/"
                + "push user/iretd/user: sgdt [0x5000]/jmp $");
    Board board = Beside.bare(program);
    board.run(10_000);
    Host host = Beside.host(program);
    host.run(10_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(1, guest.lies());
    assertEquals(Mnemonic.SGDT, guest.lastLie().instruction());
    assertEquals(read32(board.memory(), 0x5002), guest.lastLie().due());
    assertEquals(read32(guest.memory(), 0x5002), guest.lastLie().got());
  }

  @Test
  void anInstructionThatIsRefusedTellsNoLie() throws IOException {
    Host host = Beside.host(program("mov esp, 0xFFF00000/pushfd"));
    host.run(10_000);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(0, guest.lies());
    assertEquals(VirtualMachine.End.TRIPLE_FAULT, guest.end());
  }
}
