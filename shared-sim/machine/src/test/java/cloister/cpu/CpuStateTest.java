package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.bus.Memory;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import org.junit.jupiter.api.Test;

class CpuStateTest {
  private static final int STEPS = 120;

  /** Counts down, calls, pushes, faults into ring 0 with TF set: most of what state there is. */
  private static final int[] PROGRAM = {
    0xb9, 5, 0, 0, 0, // mov ecx, 5
    0x60, // pushad
    0x61, // popad
    0xf3, 0xab, // rep stosd
    0x68, 2, 3, 0, 0, // push 0x302
    0x9d, // popfd
    0x40, // inc eax
    0xcd, 0x30, // int 0x30
  };

  @Test
  void restoredStateRunsOnAsTheOriginal() {
    byte[] end = runFrom(null, STEPS);
    for (int k = 0; k <= 20; k++) {
      Snapshot snapshot = snapshotAt(k);
      assertArrayEquals(end, runFrom(snapshot, STEPS - k), "restored at step " + k);
    }
  }

  @Test
  void loadLeavesNothingOfTheFormerState() {
    Snapshot snapshot = snapshotAt(3);
    ProtectedMachine used = started();
    used.cpu.run(STEPS);
    used.cpu.setEflags(-1);
    snapshot.restore(used);
    assertArrayEquals(snapshot.cpu, save(used.cpu));
  }

  @Test
  void chunksOfAnySizeGiveTheSameState() {
    byte[] expected = runFrom(null, STEPS);
    for (int chunk = 1; chunk < 8; chunk++) {
      ProtectedMachine machine = started();
      int done = 0;
      while (done < STEPS && !machine.cpu.halted()) {
        done += machine.cpu.run(Math.min(chunk, STEPS - done));
      }
      assertArrayEquals(expected, save(machine.cpu), "chunks of " + chunk);
    }
  }

  @Test
  void resetGivesTheStateOfTheManual() {
    ProtectedMachine machine = started();
    machine.cpu.run(7);
    Cpu cpu = machine.cpu;
    cpu.reset();
    assertEquals(0xfff0, cpu.eip());
    assertEquals(0xfffffff0, cpu.linearEip());
    assertEquals(0xf000, cpu.segments.selector[1]);
    assertEquals(2, cpu.eflags());
    assertEquals(0x60000010, cpu.control(0));
    assertEquals(0xffff, cpu.idtLimit());
    assertEquals(0, cpu.cpl());
    assertEquals(16, cpu.codeBits());
  }

  private static ProtectedMachine started() {
    ProtectedMachine machine = new ProtectedMachine();
    machine.code(PROGRAM);
    // The handler of INT 30 returns; that of #DB, too.
    machine.memory.write8(ProtectedMachine.HANDLERS + 0x30, 0xcf);
    machine.memory.write8(ProtectedMachine.HANDLERS + 1, 0xcf);
    machine.ring3();
    machine.cpu.general[7] = 0x20000;
    return machine;
  }

  private static Snapshot snapshotAt(int step) {
    ProtectedMachine machine = started();
    machine.cpu.run(step);
    return Snapshot.of(machine);
  }

  private static byte[] runFrom(Snapshot snapshot, int steps) {
    ProtectedMachine machine = started();
    if (snapshot != null) {
      snapshot.restore(machine);
    }
    machine.cpu.run(steps);
    return save(machine.cpu);
  }

  private static byte[] save(Cpu cpu) {
    StateWriter writer = new StateWriter();
    cpu.save(writer);
    return writer.toBytes();
  }

  private record Snapshot(byte[] cpu, byte[][] pages) {
    static Snapshot of(ProtectedMachine machine) {
      byte[][] pages = new byte[machine.memory.pageCount()][Memory.PAGE_SIZE];
      for (int page = 0; page < pages.length; page++) {
        machine.memory.readPage(page, pages[page]);
      }
      return new Snapshot(save(machine.cpu), pages);
    }

    void restore(ProtectedMachine machine) {
      for (int page = 0; page < pages.length; page++) {
        machine.memory.writePage(page, pages[page]);
      }
      machine.cpu.load(new StateReader(cpu));
    }
  }
}
