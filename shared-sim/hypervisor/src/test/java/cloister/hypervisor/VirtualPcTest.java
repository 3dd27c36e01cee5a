package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.ByteSink;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same software on a PC of its own and under VT-x. */
class VirtualPcTest {

  private final StringBuilder serial = new StringBuilder();

  static byte[] entryCode() {
    try (InputStream in = VirtualPcTest.class.getResourceAsStream("/cloister/bios/pc-vmx.bin")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Medium> disks() {
    return List.of(new TestMedium(64));
  }

  private Computer virtual(String source) {
    return guest(RomPc.parts(source, disks()), v -> serial.append((char) v));
  }

  /** A PC that is the guest of the hypervisor whose test this is. */
  Computer guest(PcParts parts, ByteSink line) {
    return new VirtualPc(parts, entryCode(), line);
  }

  /** The guest was left for this reason, as VT-x calls it. */
  void wasLeftFor(String reason, Computer guest) {
    assertTrue(guest.exits().write().contains('"' + reason + '"'), guest.exits().write());
  }

  private Computer bare(String source) {
    return new Pc(RomPc.parts(source, disks()), v -> serial.append((char) v));
  }

  private static void finish(Computer machine) {
    for (int i = 0; i < 400 && !machine.stopped(); i++) {
      machine.run(1 << 20);
    }
    assertTrue(machine.stopped(), "it ends");
  }

  /** Runs on both, and gives the guest. */
  private Computer same(String source) {
    Computer bare = bare(source);
    finish(bare);
    String said = serial.toString();
    serial.setLength(0);
    Computer virtual = virtual(source);
    finish(virtual);
    assertEquals(said, serial.toString());
    assertEquals(bare.consoleText(), virtual.consoleText());
    assertEquals(bare.instructions(), virtual.instructions());
    assertEquals(bare.failed(), virtual.failed());
    if (!bare.failed()) {
      assertEquals(bare.softwareDigest(), virtual.softwareDigest());
    }
    return virtual;
  }

  @Test
  void interruptsOfAllDevicesComeAtTheSameInstructions() {
    Computer guest = same(BusyRom.SOURCE);
    assertFalse(guest.failed());
    wasLeftFor("HLT", guest);
    assertEquals(120, serial.length());
  }

  @Test
  void aGuestIsSavedAtAnyStep() {
    Computer whole = virtual(BusyRom.SOURCE);
    finish(whole);
    for (int steps : new int[] {1, 7, 40, 333, 4_001, 12_345}) {
      Computer first = virtual(BusyRom.SOURCE);
      first.run(steps);
      StateWriter out = new StateWriter();
      first.save(out);
      Computer second = virtual(BusyRom.SOURCE);
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

  @Test
  void aTripleFaultEndsIt() {
    Computer guest = same("bits 16\norg 0\nstart: lidt [cs:zero]\nint3\nzero: dw 0, 0, 0\n");
    assertTrue(guest.failed());
  }

  /** The keyboard controller resets the processor, as software of the 286 wants it. */
  @Test
  void aResetBeginsAgain() {
    same(
        """
        bits 16
        org 0
        start:
        xor ax, ax
        mov ds, ax
        inc word [0x500]
        fnstcw [0x510]
        fnstsw [0x512]
        mov eax, dr3
        mov [0x514], eax
        mov ecx, 0x1b
        rdmsr
        mov [0x518], eax
        cmp word [0x500], 3
        je enough
        fninit
        fldz
        mov eax, 0x1234
        mov dr3, eax
        mov eax, 0xfee00100
        wrmsr
        mov al, 0xfe
        out 0x64, al
        spin: jmp spin
        enough: hlt
        """);
  }

  /** Where the hypervisor lies the guest finds nothing, and what it writes there is lost. */
  @Test
  void theHypervisorIsNotInTheGuestsMemory() {
    Computer guest =
        same(
            """
            bits 16
            org 0
            start:
            cli
            o32 lgdt [cs:table]
            mov eax, cr0
            or al, 1
            mov cr0, eax
            mov ax, 8
            mov ds, ax
            mov es, ax
            xor ax, ax
            cld
            mov edi, 0x100000
            mov ecx, 0x1C0000
            mov edx, 0
            again:
            a32 mov eax, [edi]
            inc eax
            or edx, eax
            a32 mov dword [edi], 0x12345678
            add edi, 4
            dec ecx
            jnz again
            mov edi, 0x500
            a32 mov [edi], edx
            hlt
            table: dw 15
            dd descriptors + 0xf0000
            align 8
            descriptors: dq 0
            dq 0x00CF92000000FFFF
            """);
    assertEquals(0, guest.memory().read32(0x500), "all ones, everywhere");
  }

  /** What the hypervisor does in memory for an instruction reaches no further than the guest. */
  @Test
  void stringsToPortsAndAddressLine20LeadToNothingOfTheHypervisors() {
    Computer guest =
        same(
            """
            bits 16
            org 0
            %macro out_of 1
            mov esi, %1
            mov ecx, 16
            a32 rep outsb
            %endmacro
            start:
            cli
            o32 lgdt [cs:table]
            mov al, 2
            out 0x92, al
            mov eax, cr0
            or al, 1
            mov cr0, eax
            mov ax, 8
            mov ds, ax
            mov es, ax
            cld
            mov dx, 0xe9
            out_of 0x40d000
            out_of 0x410000
            out_of 0x512000
            mov edi, 0x410000
            a32 insb
            mov edi, 0x403000
            mov ecx, 4
            a32 rep insb
            mov al, 0
            out 0x92, al
            out_of 0x50d000
            mov edi, 0x503000
            mov ecx, 64
            a32 rep stosb
            mov edi, 0x510000
            mov ecx, 64
            a32 rep stosb
            a32 mov eax, [0x50d000]
            hlt
            table: dw 15
            dd descriptors + 0xf0000
            align 8
            descriptors: dq 0
            dq 0x00CF92000000FFFF
            """);
    assertFalse(guest.failed());
    assertEquals("\u00ff".repeat(64), guest.consoleText());
  }

  /** As on a processor without VT-x: its instructions are undefined, and CPUID is silent. */
  @Test
  void theGuestSeesNoVirtualization() {
    same(
        """
        bits 16
        org 0
        start:
        xor ax, ax
        mov ds, ax
        mov ss, ax
        mov sp, 0x7000
        mov word [6 * 4], undefined
        mov [6 * 4 + 2], cs
        mov word [13 * 4], refused
        mov [13 * 4 + 2], cs
        mov eax, 1
        cpuid
        mov [0x500], ecx
        mov [0x504], edx
        vmcall
        db 0x0f, 0x01, 0xc4
        mov ecx, 0x3a
        rdmsr
        mov ecx, 0x480
        rdmsr
        mov eax, cr4
        or eax, 0x2000
        mov cr4, eax
        mov eax, cr0
        mov [0x508], eax
        mov eax, cr4
        mov [0x50c], eax
        rdtsc
        mov [0x510], eax
        mov ecx, 0x10
        mov eax, 77
        xor edx, edx
        wrmsr
        nop
        rdtsc
        mov [0x514], eax
        hlt
        undefined:
        inc word [0x520]
        mov bp, sp
        add word [bp], 3
        iret
        refused:
        inc word [0x522]
        mov bp, sp
        cmp byte [0x522], 3
        je third
        add word [bp], 2
        iret
        third:
        add word [bp], 3
        iret
        """);
  }

  /** One that it sends to itself, and one more while it serves the first. */
  @Test
  void anInterruptThatCannotBeMaskedIsTheGuestsAlone() {
    Computer guest =
        same(
            """
            bits 16
            org 0
            start:
            cli
            xor ax, ax
            mov ss, ax
            mov ds, ax
            mov sp, 0x7000
            mov word [2 * 4], nmi
            mov [2 * 4 + 2], cs
            o32 lgdt [cs:table]
            mov eax, cr0
            or al, 1
            mov cr0, eax
            mov bx, 8
            mov fs, bx
            and al, 0xfe
            mov cr0, eax
            mov ebx, 0xfee00000
            mov dword [fs:ebx + 0xf0], 0x1ff
            mov dword [fs:ebx + 0x300], 0x400
            mov dword [fs:ebx + 0x300], 0x400
            nop
            hlt
            nmi:
            inc word [0x500]
            cmp word [0x500], 1
            jne served
            mov dword [fs:ebx + 0x300], 0x400
            nop
            nop
            served:
            mov ax, [0x500]
            out 0xe9, al
            iret
            table: dw 15
            dd descriptors + 0xf0000
            align 8
            descriptors: dq 0
            dq 0x00CF92000000FFFF
            """);
    assertEquals(3, guest.memory().read16(0x500));
  }

  /** The timer of the local APIC, which is reached by memory. */
  @Test
  void theLocalApicsTimerIsHeard() {
    Computer guest =
        same(
            """
            bits 16
            org 0
            start:
            cli
            xor ax, ax
            mov ss, ax
            mov ds, ax
            mov sp, 0x7000
            mov word [0x40 * 4], tick
            mov [0x40 * 4 + 2], cs
            mov al, 0xff
            out 0x21, al
            o32 lgdt [cs:table]
            mov eax, cr0
            or al, 1
            mov cr0, eax
            mov bx, 8
            mov fs, bx
            and al, 0xfe
            mov cr0, eax
            mov ebx, 0xfee00000
            mov dword [fs:ebx + 0xf0], 0x1ff
            mov dword [fs:ebx + 0x350], 0x10000
            mov dword [fs:ebx + 0x3e0], 0xb
            mov dword [fs:ebx + 0x320], 0x20040
            mov dword [fs:ebx + 0x380], 1000
            sti
            again:
            mov eax, [fs:ebx + 0x390]
            mov [0x504], eax
            cmp word [0x500], 20
            jb again
            cli
            hlt
            tick:
            inc word [0x500]
            mov dword [fs:ebx + 0xb0], 0
            iret
            table: dw 15
            dd descriptors + 0xf0000
            align 8
            descriptors: dq 0
            dq 0x00CF92000000FFFF
            """);
    assertEquals(20, guest.memory().read16(0x500));
    wasLeftFor("EPT violation", guest);
  }
}
