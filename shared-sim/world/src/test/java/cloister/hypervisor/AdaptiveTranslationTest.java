package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.hypervisor.translation.Listing;
import cloister.hypervisor.translation.TranslationCounts;
import cloister.machine.Board;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused to a translation again and again is translated otherwise, and back. */
class AdaptiveTranslationTest {
  private static final String TRANSLATED = "binary-translation";

  /** Pages as they are, with the directory at 0x30000 and the table at 0x31000; then a text. */
  private static String paging(String body) {
    return """
    bits 32
    org 0x7C00
            lgdt [gdt_pointer]
            mov esp, 0x7000
            mov edi, 0x31000
            mov eax, 3
    page:   mov [edi], eax
            add eax, 0x1000
            add edi, 4
            cmp edi, 0x31400
            jb page
            mov dword [0x30000], 0x31003
            mov eax, 0x30000
            mov cr3, eax
            mov eax, cr0
            or eax, 0x80000000
            mov cr0, eax
    """
        + body
        + """

                cli
                hlt
                align 8
        gdt:    dq 0, 0x00CF9B000000FFFF, 0x00CF93000000FFFF, 0x00CF93000000FFFF
        gdt_pointer: dw 31
                dd gdt
        """;
  }

  private static final String WRITES =
      """
              mov ecx, ROUNDS
      round:  mov eax, ecx
              shl eax, 12
              or eax, 3
      store:  mov [0x313F0], eax
              mov edx, [0x313F0]
              loop round
      """;

  private static final class Heard implements EventSink {
    private final List<Retranslated> events = new ArrayList<>();

    @Override
    public boolean listening() {
      return true;
    }

    @Override
    public void accept(Event event) {
      if (event instanceof Retranslated changed) {
        events.add(changed);
      }
    }
  }

  private final Heard heard = new Heard();

  private Host same(String text) {
    byte[] guest = Beside.assembled("kernel.asm", text);
    Board board = Beside.bare(guest);
    board.run(1_000_000);
    assertTrue(board.stopped());
    Host host = Beside.host(guest, TRANSLATED);
    host.setEventSink(heard);
    host.run(4_000_000);
    Beside.assertSame(board, host);
    VirtualMachine machine = host.machines().get(0);
    assertEquals(Beside.instructions(board), machine.ticks());
    return host;
  }

  /** A store into a page table costs two exits and a new way each; then one, and no fault. */
  @Test
  void whatIsRefusedTooOftenBecomesACallOut() {
    Host host = same(paging(WRITES.replace("ROUNDS", "100")));
    VirtualMachine guest = host.machines().get(0);
    TranslationCounts counts = host.translations(0).counts();
    assertEquals(1, counts.adapted());
    assertEquals(0, counts.restored());
    assertEquals(97, counts.avoided());
    assertEquals(97, guest.exits(ExitReason.SIMULATION));
    assertEquals(3, guest.exits(ExitReason.STEP));
    assertEquals(1, heard.events.size());
    Retranslated event = heard.events.getFirst();
    assertEquals(Retranslated.Why.REFUSED, event.why());
    assertEquals(4, event.refusals());
    Listing.Row row = row(host, event.eip(), "simulated");
    assertEquals(101, row.refusals());
    List<Listing> units = host.translations(0).listings();
    assertTrue(
        units.stream().anyMatch(unit -> unit.aside() && has(unit, event.eip(), "identical")));
  }

  /** The store is in a unit that begins before it, whose bytes change, and in one of its own. */
  @Test
  void whatOneUnitKnowsOfAStoreIsNotForgottenWithAnother() {
    Host host =
        same(
            paging(
                """
                        mov ebx, 0x313F0
                        mov ecx, 12
                        mov esi, 1
                        jmp first
                first:  mov eax, 0x11111003
                second: mov [ebx], eax
                        loop second
                        dec esi
                        js done
                        inc byte [first + 2]
                        mov ecx, 12
                        jmp second
                done:
                """));
    assertEquals(1, host.translations(0).counts().adapted());
    assertTrue(heard.events.stream().allMatch(e -> e.refusals() >= 4), heard.events.toString());
  }

  private static boolean has(Listing unit, int eip, String kind) {
    return unit.rows().stream().anyMatch(row -> row.eip() == eip && row.kind().equals(kind));
  }

  private static Listing.Row row(Host host, int eip, String kind) {
    return host.translations(0).listings().stream()
        .flatMap(unit -> unit.rows().stream())
        .filter(row -> row.eip() == eip && row.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static final String MIXED =
      """
              mov esi, 3
      again:  mov ebx, 0x313F0
              mov ecx, 20
              call store
              mov ebx, 0x40000
              mov ecx, 20
              call store
              dec esi
              jnz again
              cli
              hlt
      store:  mov eax, ecx
              shl eax, 12
              or eax, 3
              mov [ebx], eax
              loop store
              ret
      """;

  /** The same instruction by turns into a table and into a page of data: there and back. */
  @Test
  void whatIsNotRefusedAnyMoreIsCopiedAgain() {
    Host host = same(paging(MIXED));
    TranslationCounts counts = host.translations(0).counts();
    assertEquals(3, counts.adapted());
    assertEquals(3, counts.restored());
    assertEquals(3 * 17, counts.avoided());
    List<Retranslated.Why> whys = heard.events.stream().map(Retranslated::why).toList();
    List<Retranslated.Why> turn = List.of(Retranslated.Why.REFUSED, Retranslated.Why.INNOCENT);
    assertEquals(List.of(turn, turn, turn).stream().flatMap(List::stream).toList(), whys);
    VirtualMachine guest = host.machines().get(0);
    assertEquals(3 * (17 + 8), guest.exits(ExitReason.SIMULATION));
    // both forms are kept: none is made twice
    assertEquals(2, heard.events.stream().map(Retranslated::at).distinct().count());
  }

  /** A descriptor that is changed by call-out is the one that is loaded behind it. */
  @Test
  void whatASimulatedStoreChangesHoldsAtOnce() {
    same(
        paging(
            """
                    mov esi, 12
            again:  mov eax, esi
                    shl eax, 4
                    mov [gdt + 2 + 24], ax
                    mov dword [eax + 0x20000], esi
                    mov ebx, 24
                    mov fs, bx
                    mov edx, [fs:0x20000]
                    mov [0x40000 + 4 * esi], edx
                    dec esi
                    jnz again
            """));
    assertEquals(1, heard.events.size());
  }

  /** A repeated instruction is interrupted between its rounds as on a machine of its own. */
  @Test
  void aRepeatedStoreIsDoneRoundByRound() {
    Host host =
        same(
            paging(
                """
                        mov ebx, 3
                fill:   mov edi, 0x31200
                        mov ecx, 64
                        xor eax, eax
                        rep stosd
                        dec ebx
                        jnz fill
                """));
    assertEquals(1, host.translations(0).counts().adapted());
    assertEquals(3 * 64 - 3, host.machines().get(0).exits(ExitReason.SIMULATION));
  }

  /** What is refused by the guest's own tables is the guest's fault, call-out or not. */
  @Test
  void aSimulatedStoreThatTheGuestForbidsIsItsPageFault() {
    same(
        """
        bits 32
        org 0x7C00
                lidt [idt_pointer]
                mov word [0x5070], on_page
                mov dword [0x5072], 0x8E000008
        """
            + paging(
                    """
                            mov ebx, 0x313F0
                            mov ecx, 12
                    again:  mov eax, ecx
                    store:  mov [ebx], eax
                            loop again
                            mov ebx, 0x500000
                            mov ecx, 2
                            jmp again
                    on_page: mov eax, cr2
                            mov [0x20000], eax
                            mov eax, [esp]
                            mov [0x20004], eax
                            mov eax, [esp + 4]
                            mov [0x20008], eax
                            cli
                            hlt
                    idt_pointer: dw 0x1FF
                            dd 0x5000
                    """)
                .replaceFirst("bits 32\norg 0x7C00\n", ""));
    assertEquals(1, heard.events.size());
  }

  /** Saved and loaded at any time, before, in and behind a change of translation. */
  @Test
  void aRestoredMachineGoesOnTheSame() {
    byte[] guest = Beside.assembled("kernel.asm", paging(MIXED));
    Host one = Beside.host(guest, TRANSLATED);
    one.run(3000);
    for (int cut = 0; cut < 500 && !one.stopped(); cut++) {
      one.run(13);
      Host other = Beside.copy(one, guest, TRANSLATED);
      one.run(47);
      other.run(47);
      assertArrayEquals(Beside.saved(one), Beside.saved(other), "cut " + cut);
      assertEquals(Beside.contents(one), Beside.contents(other), "cut " + cut);
    }
    assertTrue(one.stopped());
    assertEquals(3, one.translations(0).counts().restored());
  }
}
