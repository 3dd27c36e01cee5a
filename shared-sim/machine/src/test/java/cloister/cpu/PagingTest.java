package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.Region;
import cloister.cpu.paging.PageWalk;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Exceptions;
import cloister.event.Rule;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison with another processor cannot see: buffers, events, what a refusal leaves. */
class PagingTest {
  private static final int DIRECTORY = 0x20000;
  private static final int TABLE = 0x21000;

  /** A page of the test's own: linear 0x400000. */
  private static final int WINDOW = 0x400000;

  private static final int WINDOW_TABLE = 0x22000;
  private static final int FRAME = 0x30000;
  private static final int FULL = 7;

  private final ProtectedMachine machine = new ProtectedMachine();

  PagingTest() {
    for (int page = 0; page < 64; page++) {
      machine.memory.write32(TABLE + 4 * page, page << 12 | FULL);
    }
    machine.memory.write32(DIRECTORY, TABLE | FULL);
    machine.memory.write32(DIRECTORY + 4, WINDOW_TABLE | FULL);
    map(0, FRAME | FULL);
  }

  @Test
  void walkMarksItsEntriesUsedAndTheWrittenPageDirty() {
    Cpu cpu = paged("c6 05 23 01 40 00 5a"); // mov byte [0x400123], 0x5a
    assertEquals(0x5a, machine.memory.read8(FRAME + 0x123));
    assertEquals(WINDOW_TABLE | FULL | 0x20, machine.memory.read32(DIRECTORY + 4));
    assertEquals(FRAME | FULL | 0x60, machine.memory.read32(WINDOW_TABLE));
    assertFalse(cpu.faultPending());
  }

  @Test
  void refusalNamesTheEntryThatDecided() {
    map(0, FRAME | 5);
    ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();
    machine.cpu.setEventSink(recorder);
    Cpu cpu = pagedInRing3("c6 05 23 01 40 00 5a");
    assertEquals(Exceptions.PF, cpu.pendingVector());
    assertEquals(7, cpu.pendingErrorCode());
    assertEquals(0x400123, cpu.control(2));
    Event.FaultRaised fault = (Event.FaultRaised) recorder.events.get(recorder.events.size() - 1);
    assertEquals(Rule.PAGE_READ_ONLY, fault.rule());
    assertEquals(0x400123, fault.first());
    assertEquals(FRAME | 5, fault.second());
    assertEquals(WINDOW_TABLE, fault.third());
  }

  @Test
  void writeAcrossTwoPagesThatTheSecondRefusesMovesNoByte() {
    map(1, 0);
    Cpu cpu = paged("c7 05 fe 0f 40 00 ff ff ff ff"); // mov dword [0x400ffe], -1
    assertEquals(Exceptions.PF, cpu.pendingVector());
    assertEquals(2, cpu.pendingErrorCode());
    assertEquals(0x401000, cpu.control(2));
    assertEquals(0, machine.memory.read16(FRAME + 0xffe));
  }

  @Test
  void translationStaysUntilItIsDropped() {
    Cpu cpu =
        paged(
            "a0 00 00 40 00", // mov al, [0x400000]
            "c7 05 00 20 02 00 07 10 03 00", // mov dword [0x22000], 0x31007
            "8a 25 00 00 40 00", // mov ah, [0x400000]
            "0f 01 3d 00 00 40 00", // invlpg [0x400000]
            "8a 1d 00 00 40 00"); // mov bl, [0x400000]
    assertEquals(0x1111, cpu.general[0] & 0xffff, "the old page, as the buffer has it");
    assertEquals(0x22, cpu.general[3] & 0xff);
  }

  @Test
  void globalTranslationOutlivesCr3ButNotCr4() {
    map(0, FRAME | FULL | 0x100);
    Cpu cpu =
        paged(
            "b8 80 00 00 00 0f 22 e0", // mov cr4, PGE
            "8a 0d 00 00 40 00", // mov cl, [0x400000]
            "c7 05 00 20 02 00 07 10 03 00", // mov dword [0x22000], 0x31007
            "0f 20 d8 0f 22 d8", // mov cr3, cr3
            "8a 2d 00 00 40 00", // mov ch, [0x400000]
            "31 c0 0f 22 e0", // mov cr4, 0
            "8a 1d 00 00 40 00"); // mov bl, [0x400000]
    assertEquals(0x1111, cpu.general[1] & 0xffff);
    assertEquals(0x22, cpu.general[3] & 0xff);
  }

  @Test
  void codeFollowsThePageThatItsSecondHalfIsMappedTo() {
    // mov eax, imm32, whose immediate lies in the next page; ret
    machine.memory.write8(FRAME + 0xffe, 0xb8);
    machine.memory.write8(FRAME + 0xfff, 1);
    for (int page = 1; page <= 2; page++) {
      machine.memory.write32(FRAME + 0x1000 * page, 0xc3000000);
      machine.memory.write8(FRAME + 0x1000 * page, 0x11 + 0x11 * page);
    }
    map(1, FRAME + 0x1000 | FULL);
    Cpu cpu =
        paged(
            "bb fe 0f 40 00", // mov ebx, 0x400ffe
            "ff d3 89 c1", // call ebx; mov ecx, eax
            "c7 05 04 20 02 00 07 20 03 00", // mov dword [0x22004], 0x32007
            "0f 01 3d 00 10 40 00", // invlpg [0x401000]
            "ff d3"); // call ebx
    assertEquals(0x2201, cpu.general[1]);
    assertEquals(0x3301, cpu.general[0]);
  }

  @Test
  void instructionBeforeTheBorderDoesNotAskForTheNextPage() {
    machine.memory.write8(FRAME + 0xfff, 0xc3);
    Cpu cpu = paged("bb ff 0f 40 00 ff d3"); // call 0x400fff: ret
    assertFalse(cpu.faultPending());
    assertTrue(cpu.halted());
  }

  @Test
  void savedBuffersGoOnWithWhatTheyHold() {
    Cpu cpu = paged("a0 00 00 40 00", "eb fe");
    machine.memory.write32(WINDOW_TABLE, FRAME + 0x1000 | FULL);
    StateWriter out = new StateWriter();
    cpu.save(out);
    Cpu other = new Cpu(machine.memory, NoPorts.INSTANCE, cloister.bus.InterruptLine.NONE);
    other.load(new StateReader(out.toBytes()));
    StateWriter again = new StateWriter();
    other.save(again);
    assertArrayEquals(out.toBytes(), again.toBytes());
    other.setEip(ProtectedMachine.CODE + 10);
    machine.memory.write8(ProtectedMachine.CODE + 10, 0xa0); // mov al, [0x400000] again
    machine.memory.write32(ProtectedMachine.CODE + 11, WINDOW);
    other.run(1);
    assertEquals(0x11, other.general[0] & 0xff);
  }

  @Test
  void walkAndDropAreTold() {
    ProtectedMachine.Recorder recorder = new ProtectedMachine.Recorder();
    machine.cpu.setEventSink(recorder);
    paged("a0 00 00 40 00", "0f 01 3d 00 00 40 00");
    Event.PageTranslated translated =
        recorder.events.stream()
            .filter(Event.PageTranslated.class::isInstance)
            .map(Event.PageTranslated.class::cast)
            .filter(event -> event.linear() == WINDOW)
            .findFirst()
            .orElseThrow();
    assertEquals(
        new Event.PageTranslated(
            WINDOW,
            FRAME,
            DIRECTORY + 4,
            WINDOW_TABLE | FULL | 0x20,
            WINDOW_TABLE,
            FRAME | FULL | 0x20,
            6,
            false),
        translated);
    assertTrue(
        recorder.events.contains(new Event.TranslationsDropped(Event.Cause.INVLPG, WINDOW, 1)));
  }

  @Test
  void stopAskedForWhileFetchingComesAfterTheInstruction() {
    Cpu cpu = machine.ring0();
    switchOn(cpu);
    machine.memory.write8(FRAME, 0x40); // inc eax
    cpu.setEip(WINDOW);
    int before = cpu.general[0];
    ProtectedMachine.Recorder stops =
        new ProtectedMachine.Recorder() {
          @Override
          public void accept(Event event) {
            cpu.requestStop();
          }
        };
    cpu.setEventSink(stops);
    assertEquals(1, cpu.run(1));
    assertEquals(before + 1, cpu.general[0]);
  }

  @Test
  void probeLeavesNoTrace() {
    Cpu cpu = paged("90");
    PageWalk walk = cpu.paging().probe(WINDOW + 5);
    assertTrue(walk.complete());
    assertEquals(FRAME + 5, walk.physical());
    assertEquals(FRAME | FULL, machine.memory.read32(WINDOW_TABLE));
  }

  private void map(int page, int entry) {
    machine.memory.write32(WINDOW_TABLE + 4 * page, entry);
  }

  /** Runs code in ring 0 with paging on, up to its HLT or a refusal. */
  private static final String[] RELOADS_CR3 = {
    "0f 20 d8", // mov eax, cr3
    "0f 22 d8", // mov cr3, eax
    "42 42 42 42 42", // five times inc edx
    "eb f3" // jmp to the beginning
  };

  private static final int RELOADING_STEPS = 8;

  /** Runs a loop that reloads CR3, up to its beginning. */
  private Cpu reloading() {
    machine.code(MachineCode.of(RELOADS_CR3));
    Cpu cpu = machine.ring0();
    switchOn(cpu);
    cpu.run(10 * RELOADING_STEPS);
    return cpu;
  }

  @Test
  void stopThatAFetchAsksForComesBehindOneInstruction() {
    Cpu cpu = reloading();
    cpu.setEventSink(
        new EventSink() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void accept(Event event) {
            if (event instanceof Event.PageTranslated) {
              cpu.requestStop();
            }
          }
        });
    assertEquals(3, cpu.run(1000));
  }

  @Test
  void watchersAreToldOfAFetchOnce() {
    Cpu cpu = reloading();
    int entry = TABLE + 4 * (ProtectedMachine.CODE >>> 12);
    machine.memory.write32(entry, ProtectedMachine.CODE | FULL);
    List<Integer> reads = new ArrayList<>();
    machine.memory.setAccessWatcher(
        (address, bytes, write, value) -> {
          if (address == entry && !write) {
            reads.add(value);
          }
        });
    cpu.run(3);
    assertEquals(List.of(ProtectedMachine.CODE | FULL), reads);
  }

  /** As long as the buffer has its translation, the tables are not asked again. */
  @Test
  void codeInTheUpperHalfOfMemoryIsTranslatedOnce() {
    int frame = 0xffff0000;
    int[] code = MachineCode.of("e4 80", "42", "eb fb"); // in al, 0x80; inc edx; jmp to the in
    machine.memory.map(frame, 0x1000, new CodeRegion(code));
    map(0, frame | FULL);
    machine.code();
    Cpu cpu = machine.ring0();
    switchOn(cpu);
    cpu.setEip(WINDOW);
    cpu.run(10);
    map(0, frame | FULL);
    cpu.run(10);
    assertEquals(frame | FULL, machine.memory.read32(WINDOW_TABLE));
  }

  private record CodeRegion(int[] code) implements Region {
    @Override
    public int read(int offset, int bytes) {
      return offset < code.length ? code[offset] : 0xf4;
    }

    @Override
    public void write(int offset, int bytes, int value) {}
  }

  private Cpu paged(String... instructions) {
    machine.memory.write8(FRAME, 0x11);
    machine.memory.write8(FRAME + 0x1000, 0x22);
    machine.code(MachineCode.of(instructions));
    Cpu cpu = machine.ring0();
    switchOn(cpu);
    int steps = 0;
    while (!cpu.halted() && !cpu.faultPending() && steps++ < 100) {
      cpu.run(1);
    }
    return cpu;
  }

  private Cpu pagedInRing3(String... instructions) {
    machine.code(MachineCode.of(instructions));
    switchOn(machine.cpu);
    Cpu cpu = machine.ring3();
    cpu.run(1);
    return cpu;
  }

  /** By real instructions, beside the test's code. */
  private void switchOn(Cpu cpu) {
    int[] code =
        MachineCode.of(
            "b8 00 00 02 00 0f 22 d8", // mov cr3, DIRECTORY
            "0f 20 c0 0d 00 00 01 80 0f 22 c0"); // mov cr0, cr0 | PG | WP
    int place = 0xf000;
    for (int i = 0; i < code.length; i++) {
      machine.memory.write8(place + i, code[i]);
    }
    int eip = cpu.eip();
    int eax = cpu.general[0];
    cpu.setEip(place);
    cpu.run(5);
    cpu.setEip(eip);
    cpu.general[0] = eax;
  }
}
