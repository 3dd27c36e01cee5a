package cloister.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Memory;
import cloister.device.ide.TestMedium;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcTest {
  private static final int SECOND = PcParts.DEFAULT_TICKS_PER_SECOND;

  private final StringBuilder serial = new StringBuilder();

  private Pc pc(String source) {
    return RomPc.of(source, List.of(new TestMedium(2000)), value -> serial.append((char) value));
  }

  private static String digest(Pc pc) {
    return Digest.of(pc, pc.memory());
  }

  @Test
  void interruptsArriveAndTimeJumpsOverHalts() {
    Pc pc = pc(BusyRom.SOURCE);
    RomPc.runToEnd(pc);
    assertFalse(pc.cpu().shutDown());
    assertEquals(120, pc.memory().read16(0x510));
    assertEquals(1, pc.memory().read16(0x512));
    assertEquals(0xfa, pc.memory().read8(0x522));
    assertEquals(TestMedium.byteAt(1, 77), pc.memory().read8(0x600 + 77));
    assertTrue(serial.length() >= 118, serial.length() + " characters");
    // The first tick comes as the timer is set, then 119 periods of 11932 cycles follow.
    assertEquals(119L * 11_932 * SECOND / 1_193_182, pc.clock().now(), 20_000);
    assertTrue(pc.cpu().instructionsLow() < 50_000, "halts cost instructions");
  }

  @Test
  void aRunThatIsRestoredAnywhereEndsAlike() {
    Pc whole = pc(BusyRom.SOURCE);
    RomPc.runToEnd(whole);
    String expected = digest(whole);
    for (int k : new int[] {1, 70, 113, 125, 150, 300, 700, 1500, 2222}) {
      Pc first = pc(BusyRom.SOURCE);
      first.run(k);
      StateWriter out = new StateWriter();
      first.save(out);
      Pc second = pc(BusyRom.SOURCE);
      second.run(37);
      byte[] page = new byte[Memory.PAGE_SIZE];
      for (int i = 0; i < first.memory().pageCount(); i++) {
        first.memory().readPage(i, page);
        second.memory().writePage(i, page);
      }
      second.load(new StateReader(out.toBytes()));
      assertEquals(digest(first), digest(second), "after " + k);
      RomPc.runToEnd(second);
      assertEquals(expected, digest(second), "from " + k);
    }
  }

  @Test
  void aRestoredProcessorKnowsTheTicksThatWereSkipped() {
    String timed = BusyRom.SOURCE.replace("cli\nhlt", "rdtsc\nmov [0x530], eax\ncli\nhlt");
    Pc first = pc(timed);
    first.run(1500);
    StateWriter out = new StateWriter();
    first.save(out);
    Pc second = pc(timed);
    byte[] page = new byte[Memory.PAGE_SIZE];
    for (int i = 0; i < first.memory().pageCount(); i++) {
      first.memory().readPage(i, page);
      second.memory().writePage(i, page);
    }
    second.load(new StateReader(out.toBytes()));
    RomPc.runToEnd(first);
    RomPc.runToEnd(second);
    assertEquals(first.memory().read32(0x530), second.memory().read32(0x530));
  }

  @Test
  void theSizeOfTheStepsMakesNoDifference() {
    Pc whole = pc(BusyRom.SOURCE);
    RomPc.runToEnd(whole);
    Pc steps = pc(BusyRom.SOURCE);
    while (!steps.stopped()) {
      steps.run(1);
    }
    assertEquals(digest(whole), digest(steps));
  }

  @Test
  void aListenerChangesNothingAndHearsTheDevices() {
    Pc whole = pc(BusyRom.SOURCE);
    RomPc.runToEnd(whole);
    Pc heard = pc(BusyRom.SOURCE);
    List<String> names = new ArrayList<>();
    heard.setEventSink(
        new EventSink() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void accept(Event event) {
            names.add(event.name());
          }
        });
    RomPc.runToEnd(heard);
    assertEquals(digest(whole), digest(heard));
    for (String name :
        List.of("irq.request", "irq.acknowledge", "irq.end", "timer.program", "drive.command")) {
      assertTrue(names.contains(name), name);
    }
  }

  @Test
  void aHaltWithoutInterruptsIsTheEnd() {
    Pc pc = pc("bits 16\norg 0\nstart:\ncli\nhlt\n");
    assertTrue(pc.run(100) < 100);
    assertTrue(pc.stopped());
    assertTrue(pc.cpu().halted());
  }

  @Test
  void theTimeStampCountsSkippedTicksToo() {
    Pc pc = pc(BusyRom.SOURCE.replace("cli\nhlt", "rdtsc\nmov [0x530], eax\ncli\nhlt"));
    RomPc.runToEnd(pc);
    assertEquals(pc.clock().now(), pc.memory().read32(0x530), 10);
  }

  @Test
  void theKeyboardControllerResetsTheProcessorAndTimeGoesOn() {
    Pc pc =
        pc(
            """
            bits 16
            org 0
            start:
            xor ax, ax
            mov ds, ax
            inc word [0x500]
            cmp word [0x500], 3
            je stop
            mov al, 0xfe
            out 0x64, al
            jmp $
            stop: cli
            hlt
            """);
    RomPc.runToEnd(pc);
    assertEquals(3, pc.memory().read16(0x500));
    assertEquals(pc.clock().now(), pc.cpu().instructionsLow());
    assertTrue(pc.clock().now() > 20);
  }

  @Test
  void theBridgeLetsRamTakeThePlaceOfTheRom() {
    Pc pc =
        pc(
            """
            bits 16
            org 0
            start:
            mov ax, cs
            mov ds, ax
            mov word [0], 0x1234
            mov bx, [0]
            mov dx, 0xcf8
            mov eax, 0x80000058
            out dx, eax
            mov dx, 0xcfd
            mov al, 0x20
            out dx, al
            mov word [0], 0x5678
            mov cx, [0]
            cli
            hlt
            """);
    RomPc.runToEnd(pc);
    assertEquals(pc.cpu().general[3] & 0xffff, pc.cpu().general[1] & 0xffff);
    assertEquals(0x5678, pc.memory().readBehind(0xf0000, 2));
  }

  /** Whether a word of RAM that hides the ROM is still seen after a reset. */
  private int shadowAfterReset(String askForReset) {
    Pc pc =
        pc(
            """
            bits 16
            org 0
            start:
            xor ax, ax
            mov ds, ax
            inc word [0x500]
            cmp word [0x500], 2
            je stop
            mov dx, 0xcf8
            mov eax, 0x80000058
            out dx, eax
            mov dx, 0xcfd
            mov al, 0x30
            mov esi, 0xf0000
            mov cx, 0x4000
            mov bx, 0xf000
            mov es, bx
            xor di, di
            copy:
            mov ebx, [cs:di]
            mov al, 0x20
            out dx, al
            mov [es:di], ebx
            add di, 4
            loop copy
            mov al, 0x30
            out dx, al
            mov word [es:data], 0x1234
            """
                + askForReset
                + """

                jmp $
                stop: mov bx, [cs:data]
                cli
                hlt
                data: dw 0
                """);
    RomPc.runToEnd(pc);
    return pc.cpu().general[3] & 0xffff;
  }

  @Test
  void onlyTheChipSetsOwnResetShowsTheRomAgain() {
    assertEquals(0x1234, shadowAfterReset("mov al, 1\nout 0x92, al"));
    assertEquals(0x1234, shadowAfterReset("mov al, 0xfe\nout 0x64, al"));
    assertEquals(0, shadowAfterReset("mov al, 6\nmov dx, 0xcf9\nout dx, al"));
  }

  @Test
  void keysAndScreenAreReachedFromOutside() {
    Pc pc = pc(BusyRom.SOURCE);
    pc.run(2000);
    pc.chipset().keyboard().key(0x1c, false, true);
    pc.memory().write16(0xb8000, 0x0741);
    RomPc.runToEnd(pc);
    byte[] keys = new byte[4];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (byte) pc.memory().read8(0x522 + i);
    }
    assertArrayEquals(new byte[] {(byte) 0xfa, (byte) 0xab, 0x41, 0x1e}, keys);
    assertEquals("A", pc.chipset().screen().lines().getFirst());
  }

  private static void out(Pc pc, int... portsAndValues) {
    for (int i = 0; i < portsAndValues.length; i += 2) {
      pc.ports().write(portsAndValues[i], 1, portsAndValues[i + 1]);
    }
  }

  private static int in(Pc pc, int port) {
    return pc.ports().read(port, 1);
  }

  /** A PC whose devices are set up and at work. */
  private Pc inUse() {
    Pc pc = pc("bits 16\norg 0\nstart:\njmp start\n");
    pc.run(10);
    out(pc, 0x20, 0x11, 0x21, 8, 0x21, 4, 0x21, 1, 0x21, 0xfa);
    out(pc, 0x43, 0x34, 0x40, 0, 0x40, 1);
    out(pc, 0x3fb, 3, 0x3fc, 8, 0x3f9, 2, 0x3f8, 'a');
    out(pc, 0x64, 0x60, 0x60, 0x41);
    out(pc, 0x70, 0x40, 0x71, 0x77, 0x70, 0x0b, 0x71, 0x12);
    out(pc, 0x1f2, 8, 0x1f6, 0xe3, 0x1f7, 0x91);
    pc.ports().write(0xcf8, 4, 0x80000860);
    out(pc, 0xcfc, 5);
    pc.memory().write32(0xfee000f0, 0x1ff);
    pc.memory().write32(0xfec00000, 0x10 + 1);
    pc.memory().write32(0xfec00010, 0);
    pc.memory().write16(0x500, 0x1234);
    return pc;
  }

  @Test
  void theProcessorKnowsItsLocalApicAndSwitchesItButNotToX2() {
    Pc pc =
        pc(
            """
            bits 16
            org 0
            start:
            mov ecx, 0x1b
            rdmsr
            mov ebx, eax
            wrmsr
            btr eax, 11
            wrmsr
            bts eax, 10
            wrmsr
            """);
    pc.run(7);
    assertEquals(0xfee00900, pc.cpu().general[3]);
    assertEquals(0, pc.cpu().general[2]);
    pc.run(1);
    assertFalse(pc.cpu().faultPending());
    pc.run(1);
    assertEquals(13, pc.cpu().pendingVector());
  }

  @Test
  void aResetOfTheBoardReachesItsDevices() {
    Pc pc = inUse();
    out(pc, 0xcf9, 6);
    pc.run(10);
    assertTrue(pc.clock().isIdleForever());
    assertEquals(0, in(pc, 0x21));
    out(pc, 0x43, 0xe2);
    assertEquals(0x40, in(pc, 0x40) & 0x4f);
    assertEquals(0, in(pc, 0x3fb));
    assertEquals(0, in(pc, 0x3fc));
    out(pc, 0x64, 0x20);
    assertEquals(0, in(pc, 0x60));
    out(pc, 0x70, 0x0b);
    assertEquals(0x02, in(pc, 0x71));
    out(pc, 0x70, 0x40);
    assertEquals(0x77, in(pc, 0x71));
    assertEquals(0x50, in(pc, 0x1f7));
    assertEquals(1, in(pc, 0x1f2));
    pc.ports().write(0xcf8, 4, 0x80000860);
    assertEquals(0x80, in(pc, 0xcfc));
    assertEquals(0xff, pc.memory().read32(0xfee000f0));
    assertEquals(0, pc.memory().read32(0xfec00000));
    assertEquals(0x1234, pc.memory().read16(0x500));
  }

  @Test
  void aResetOfTheProcessorReachesItsLocalApicAlone() {
    Pc pc = inUse();
    out(pc, 0x92, 1);
    pc.run(10);
    assertEquals(0xff, pc.memory().read32(0xfee000f0));
    assertEquals(0xfa, in(pc, 0x21));
    assertFalse(pc.clock().isIdleForever());
  }
}
