package cloister.hypervisor;

import cloister.state.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernels that share a page with the hypervisor, and hosts that run two of them. */
final class ChannelKernels {
  private static final Path LIBRARY = Path.of("../../lessons/course/lib");

  /** What every kernel here begins with, and the callback, which notes what was pending. */
  static final String FRAME =
      """
      bits 32
      org %s
      %%macro ask 4
        mov eax, %%1
        mov ebx, %%2
        mov ecx, %%3
        mov edx, %%4
        int 0x82
      %%endmacro
      %%macro say 1
        mov al, %%1
        out 0xE9, al
      %%endmacro
      jmp main
      on_event:
        pushad
        mov byte [0x4000], 0
        mov dword [0x4004], 0
        mov eax, [0x4800]
        mov dword [0x4800], 0
        or [0x5100], eax
        inc dword [0x5104]
        mov al, [0x4001]
        mov [0x5108], al
        popad
        iretd
      main:
        mov esp, 0x7000
        ask 6, 0x4000, 0, 0
        ask 7, on_event, 8, 0
        mov byte [0x4001], 0
      %s
      end_here:
        cli
        hlt
      """;

  private static byte[] kernel(String origin, String instructions) {
    return Beside.assembled("guest.asm", FRAME.formatted(origin, instructions));
  }

  static Host host(String technique, String first, String second) throws IOException {
    Host host = new Host(Beside.MEMORY, 2, technique);
    String entry = Files.readString(LIBRARY.resolve("host.asm"));
    host.load(
        "host.asm", HostLayout.BASE + HostLayout.ENTRY_CODE, Beside.assembled("host.asm", entry));
    host.load("guest-a.asm", 0x7C00, kernel("0x7C00", first));
    if (!second.isEmpty()) {
      host.load("guest-b.asm", 0x9C00, kernel("0x9C00", second));
    }
    host.start();
    return host;
  }

  static int word(Host host, int guest, int address) {
    return host.machines().get(guest).memory().read32(address);
  }

  static String said(Host host, int guest) {
    return host.machines().get(guest).devices().console().text();
  }

  static VirtualMachine.End end(Host host, int guest) {
    return host.machines().get(guest).end();
  }

  static byte[] state(Host host) {
    StateWriter out = new StateWriter();
    host.save(out);
    return out.toBytes();
  }

  /** A lets B bind and sleeps; B binds, works, tells; A wakes, answers, and both end. */
  static final String SLEEPER =
      """
        ask 8, 6, 1, 0
        mov [0x5000], eax
        say 'a'
      again:
        mov dword [0x5100], 0
      asleep:
        ask 2, 0, 0, 0
        test dword [0x5100], 2
        jz asleep
        say 'A'
        ask 8, 4, [0x5000], 0
        mov [0x5204], eax
      """;

  static final String TELLER =
      """
      bind:
        ask 8, 0, 0, 1
        test eax, eax
        js bind
        mov [0x5000], eax
        mov ecx, 5000
      work: loop work
        say 'b'
        mov dword [0x5100], 0
        ask 8, 4, [0x5000], 0
        mov [0x5204], eax
      answered:
        ask 2, 0, 0, 0
        test dword [0x5100], 2
        jz answered
        say 'B'
      """;

  static final String READER =
      """
        ask 8, 1, 2, 0
        mov [0x5000], eax
      more:
        mov byte [0x4001], 1
        ask 10, 0x6000, 16, 0
        test eax, eax
        jnz taken
        ask 2, 0, 0, 0
        jmp more
      taken:
        mov ecx, eax
        ask 3, 0x6000, ecx, 0
        cmp byte [0x6000], 'q'
        jne more
      """;

  private ChannelKernels() {}
}
