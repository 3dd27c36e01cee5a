package cloister.hypervisor;

import static cloister.hypervisor.ChannelKernels.READER;
import static cloister.hypervisor.ChannelKernels.SLEEPER;
import static cloister.hypervisor.ChannelKernels.TELLER;
import static cloister.hypervisor.ChannelKernels.end;
import static cloister.hypervisor.ChannelKernels.host;
import static cloister.hypervisor.ChannelKernels.said;
import static cloister.hypervisor.ChannelKernels.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Event;
import cloister.event.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that share a page with the hypervisor and are told of events by it. */
class EventChannelsTest {
  /** The clock comes without a controller and without a gate; a byte shuts it out. */
  @ParameterizedTest
  @ValueSource(strings = {"trap-and-emulate", "binary-translation"})
  void theTimerCallsTheGuestUnlessItsByteSaysNo(String technique) throws IOException {
    Host host =
        host(
            technique,
            """
              ask 8, 1, 0, 0
              mov [0x5000], eax
              ask 9, 1000, 0, 0
              mov byte [0x4001], 1
              mov ecx, 3000
            shut: loop shut
              mov eax, [0x5104]
              mov [0x5004], eax
              mov al, [0x4000]
              mov [0x5008], al
              mov byte [0x4001], 0
              ask 0, 0, 0, 0
              mov eax, [0x5104]
              mov [0x500C], eax
              mov ecx, 3000
            open: loop open
            """,
            "");
    host.run(300_000);
    assertEquals(VirtualMachine.End.HALTED, end(host, 0));
    assertEquals(1, word(host, 0, 0x5000), "the first port");
    assertEquals(0, word(host, 0, 0x5004), "no call while the mask is 1");
    assertEquals(1, word(host, 0, 0x5008) & 0xFF, "and it is told that one waits");
    assertEquals(1, word(host, 0, 0x500C), "any call lets it come");
    int calls = word(host, 0, 0x5104);
    assertTrue(calls >= 3, () -> "later ones come by themselves: " + calls);
    assertEquals(2, word(host, 0, 0x5100), "bit 1 was pending");
    assertEquals(1, word(host, 0, 0x5108) & 0xFF, "the callback runs with the mask at 1");
    assertEquals(calls, host.machines().get(0).channels().upcalls());
  }

  /** A channel whose own bit is masked is pending, and calls when that is taken away. */
  @Test
  void aMaskedChannelWaitsForUnmask() throws IOException {
    Host host =
        host(
            "trap-and-emulate",
            """
              mov dword [0x4880], 2
              ask 8, 1, 0, 0
              ask 9, 500, 0, 0
              mov ecx, 2000
            masked: loop masked
              mov eax, [0x5104]
              mov [0x5000], eax
              mov eax, [0x4800]
              mov [0x5004], eax
              ask 8, 9, 1, 0
              mov eax, [0x5104]
              mov [0x5008], eax
            """,
            "");
    host.run(100_000);
    assertEquals(0, word(host, 0, 0x5000));
    assertEquals(2, word(host, 0, 0x5004));
    assertEquals(1, word(host, 0, 0x5008));
  }

  /** Each call with what it answers; guest B has no page, C is none. */
  @ParameterizedTest
  @CsvSource({
    "'', 6, 0x5000, 0, 0, -22",
    "'ask 6, 0, 0, 0', 6, 0x4001, 0, 0, -22",
    "'ask 6, 0, 0, 0', 6, 0x100000, 0, 0, -22",
    "'ask 6, 0, 0, 0', 6, 0xFFFFF000, 0, 0, -22",
    "'ask 6, 0, 0, 0', 6, 0x5000, 0, 0, 0",
    "'ask 6, 0, 0, 0', 8, 1, 0, 0, -22",
    "'ask 6, 0, 0, 0', 8, 6, 1, 0, -22",
    "'ask 6, 0, 0, 0', 9, 1000, 0, 0, -22",
    "'ask 6, 0, 0, 0', 7, on_event, 8, 0, -22",
    "'', 5, 0x5000, 0, 0, -22",
    "'', 7, on_event, 8, 0, 0",
    "'', 7, on_event, 0, 0, -22",
    "'', 7, on_event, 0x10, 0, -22",
    "'', 7, on_event, 0x0B, 0, -22",
    "'', 7, on_event, 0x7F8, 0, -22",
    "'', 7, on_event, 0x10008, 0, -22",
    "'', 8, 1, 0, 0, 1",
    "'', 8, 1, 2, 0, 1",
    "'', 8, 1, 1, 0, -22",
    "'ask 8, 1, 0, 0', 8, 1, 0, 0, -17",
    "'ask 8, 1, 0, 0', 8, 5, 1, 0, 4",
    "'ask 8, 1, 0, 0', 8, 4, 1, 0, -22",
    "'', 8, 5, 1, 0, 0",
    "'', 8, 5, 0, 0, -22",
    "'', 8, 5, 64, 0, -22",
    "'', 8, 5, -1, 0, -22",
    "'', 8, 4, 1, 0, -22",
    "'', 8, 4, 0x7FFFFFFF, 0, -22",
    "'', 8, 3, 1, 0, -22",
    "'', 8, 9, 1, 0, -22",
    "'', 8, 9, -5, 0, -22",
    "'ask 8, 6, 1, 0', 8, 4, 1, 0, -107",
    "'ask 8, 6, 1, 0', 8, 5, 1, 0, 1",
    "'ask 8, 6, 1, 0', 8, 3, 1, 0, 0",
    "'ask 8, 6, 0, 0', 8, 0, 0, 1, 2",
    "'ask 8, 6, 1, 0', 8, 0, 0, 1, -22",
    "'', 8, 6, 2, 0, -3",
    "'', 8, 6, -1, 0, -3",
    "'', 8, 0, 7, 1, -3",
    "'', 8, 0, 1, 1, -22",
    "'', 8, 0, 1, 0xFFFFFF, -22",
    "'', 8, 2, 0, 0, -38",
    "'', 8, -1, 0, 0, -38",
    "'', 9, 99, 0, 0, -22",
    "'', 9, -1, 0, 0, -22",
    "'', 9, 0, 0, 0, 0",
    "'', 9, 100, 0, 0, 0",
    "'', 10, 0x5000, 16, 0, 0",
    "'', 10, 0x5000, -1, 0, -22",
    "'', 11, 0, 0, 0, -38"
  })
  void everyCallAnswers(String first, String call, String ebx, String ecx, String edx, int answer)
      throws IOException {
    String text = "%s\nask %s, %s, %s, %s\nmov [0x5200], eax\n";
    Host host = host("trap-and-emulate", text.formatted(first, call, ebx, ecx, edx), "jmp $");
    host.run(50_000);
    assertEquals(VirtualMachine.End.HALTED, end(host, 0));
    assertEquals(answer, word(host, 0, 0x5200));
  }

  @Test
  void thereAreSoManyPortsAndNoMore() throws IOException {
    Host host =
        host(
            "trap-and-emulate",
            "mov esi, 64\nmore:\nask 8, 6, 1, 0\ndec esi\njnz more\nmov [0x5200], eax\n",
            "jmp $");
    host.run(50_000);
    assertEquals(EventChannels.NO_ROOM, word(host, 0, 0x5200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trap-and-emulate", "binary-translation"})
  void twoGuestsTellEachOther(String technique) throws IOException {
    Host host = host(technique, SLEEPER, TELLER);
    List<String> told = new ArrayList<>();
    host.setEventSink(
        new EventSink() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void accept(Event event) {
            if (event instanceof ChannelUsed used) {
              told.add(used.name() + " " + used.guest() + " " + used.port() + " " + used.other());
            }
          }
        });
    host.run(2_000_000);
    assertEquals("aA", said(host, 0), told::toString);
    assertEquals("bB", said(host, 1));
    assertEquals(0, word(host, 0, 0x5204), told::toString);
    assertEquals(0, word(host, 1, 0x5204), told::toString);
    assertEquals(VirtualMachine.End.HALTED, end(host, 0));
    assertEquals(VirtualMachine.End.HALTED, end(host, 1));
    assertEquals(
        List.of(
            "vm.bind 0 1 1",
            "vm.bind 1 1 0",
            "vm.upcall 1 1 0",
            "vm.send 0 1 1",
            "vm.upcall 0 1 0",
            "vm.send 1 1 0",
            "vm.upcall 1 1 0"),
        told);
  }

  /** Whoever has ended is told nothing any more, and whoever has closed is not connected. */
  @Test
  void whoIsGoneIsNotConnected() throws IOException {
    String binds = "bind:\nask 8, 0, 0, 1\nmov esi, eax\ntest eax, eax\njs bind\n%s";
    String tells =
        """
          ask 8, 6, 1, 0
          mov ecx, 60000
        later: loop later
          ask 8, 4, 1, 0
          mov [0x5200], eax
          ask 8, 5, 1, 0
          mov [0x5204], eax
        """;
    Host ended = host("trap-and-emulate", tells, binds.formatted(""));
    ended.run(400_000);
    assertEquals(EventChannels.NOT_CONNECTED, word(ended, 0, 0x5200));
    Host closed = host("trap-and-emulate", tells, binds.formatted("ask 8, 3, esi, 0\njmp $\n"));
    closed.run(400_000);
    assertEquals(EventChannels.NOT_CONNECTED, word(closed, 0, 0x5200));
    assertEquals(1, word(closed, 0, 0x5204), "it can be bound to again");
    Host given = host("trap-and-emulate", tells, binds.formatted("ask 6, 0, 0, 0\njmp $\n"));
    given.run(400_000);
    assertEquals(EventChannels.NOT_CONNECTED, word(given, 0, 0x5200));
  }

  /** A guest that waits for what is typed makes the machine stand, and is no end. */
  @Test
  void whatIsTypedWakesWhoWaitsForIt() throws IOException {
    Host host = host("trap-and-emulate", READER, "");
    host.run(50_000);
    assertTrue(host.stopped());
    assertTrue(host.isBlocked(0));
    assertTrue(host.takesKeys(0));
    assertFalse(host.takesKeys(1));
    assertEquals(0, host.run(50_000));
    host.key(0, 'h');
    host.key(0, 'i');
    assertFalse(host.stopped());
    host.run(50_000);
    assertTrue(host.stopped());
    assertEquals("hi", said(host, 0));
    long ticks = host.machines().get(0).ticks();
    host.run(50_000);
    assertEquals(ticks, host.machines().get(0).ticks(), "it does nothing while it waits");
    host.key(0, 'q');
    host.run(50_000);
    assertEquals("hiq", said(host, 0));
    assertEquals(VirtualMachine.End.HALTED, end(host, 0));
  }

  @Test
  void typedBytesBeyondTheBufferAreLost() throws IOException {
    Host host = host("trap-and-emulate", READER, "");
    host.run(50_000);
    for (int i = 0; i < ConsoleInput.CAPACITY + 50; i++) {
      host.key(0, 'x');
    }
    host.run(400_000);
    assertEquals(ConsoleInput.CAPACITY, said(host, 0).length());
  }

  /** One waits for ever, the other one's end is no reason to stop waiting, nor the machine's. */
  @Test
  void theOtherGuestGoesOnWhileOneWaits() throws IOException {
    Host host = host("trap-and-emulate", READER, "mov ecx, 9000\nwork: loop work\nsay 'b'\n");
    host.run(200_000);
    assertEquals("b", said(host, 1));
    assertEquals(VirtualMachine.End.HALTED, end(host, 1));
    assertTrue(host.stopped());
    host.key(0, 'q');
    host.run(50_000);
    assertEquals("q", said(host, 0));
  }

  /** What lies in the page is the guest's to spoil, and spoils nothing of another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mov edi, 0x4000\nmov ecx, 1024\nmov eax, 0x00FF00FF\nrep stosd\nask 0, 0, 0, 0\njmp $\n",
        "mov edi, 0x4000\nmov ecx, 1024\nmov eax, -1\nrep stosd\nask 8, 4, 63, 0\nhlt\n",
        "ask 7, 0xFFFFFFF0, 8, 0\nmov byte [0x4000], 1\nask 0, 0, 0, 0\njmp $\n",
        "mov esp, 2\nmov byte [0x4000], 1\nask 0, 0, 0, 0\njmp $\n",
        "ask 6, 0, 0, 0\nask 6, 0x7000, 0, 0\nask 7, 0x7000, 8, 0\nmov byte [0x7000], 1\n"
            + "ask 0, 0, 0, 0\njmp $\n",
        "ask 8, 1, 0, 0\nask 9, 100, 0, 0\nask 7, here, 8, 0\nhere: ask 8, 4, 1, 0\njmp here\n"
      })
  void whatAGuestWritesThereHarmsItAlone(String hostile) throws IOException {
    Host host = host("trap-and-emulate", hostile, "mov ecx, 9000\nwork: loop work\nsay 'b'\n");
    host.run(200_000);
    assertEquals("b", said(host, 1));
    assertEquals(VirtualMachine.End.HALTED, end(host, 1));
  }

  /** Calls with anything in the registers end in an answer. */
  @Test
  void anyCallIsAnsweredOrEndsItsGuestAlone() throws IOException {
    Random random = new Random(3);
    int[] seeds = {0, 1, 2, 4, 6, 8, 9, 10, 63, 64, 0x4000, 0x5000, 0x10, -1, 1 << 31, 0x7FFFFFFF};
    for (int trial = 0; trial < 40; trial++) {
      StringBuilder calls = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        int call = 5 + random.nextInt(7);
        calls.append("ask ").append(call);
        for (int word = 0; word < 3; word++) {
          calls.append(", ").append(seeds[random.nextInt(seeds.length)]);
        }
        calls.append('\n');
      }
      Host host =
          host("trap-and-emulate", calls.toString(), "mov ecx, 9000\nwork: loop work\nsay 'b'\n");
      host.run(150_000);
      assertEquals("b", said(host, 1), calls::toString);
    }
  }
}
