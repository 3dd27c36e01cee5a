package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs that go through gates, return, load segments and meanwhile change descriptors,
 * tables and pages: whoever is watched asks every check, and comes to the same states as one that
 * repeats what it knows.
 */
@Tag("full")
class PlainWaysTest {
  private static final int PROGRAMS = 1500;
  private static final int STEPS = 3000;
  private static final int LOOK_EVERY = 100;
  private static final int INSTRUCTIONS = 50;

  /** In a page without data, which would not be plain beside code. */
  private static final int HANDLERS = 0x14000;

  private static final int DIRECTORY = 0x30000;
  private static final int TABLE = 0x31000;
  private static final int WITH_ERROR_CODE = 1 << 8 | 0x1f << 10 | 1 << 17;

  /**
   * Instructions; {@code xx} is any byte of an address in the program, {@code vv} a vector, {@code
   * ss} a selector, {@code hh} where a descriptor is, {@code gg} and {@code ll} where its rights
   * and the top of its limit are, {@code rr} rights, {@code tt} those of a gate, {@code ii} where
   * one has them, {@code pp} where a page's entry is, {@code ee} rights there.
   */
  private static final String[] FORMS = {
    "40",
    "4b",
    "75 0e",
    "eb 09",
    "50 5b",
    "89 05 xx 00 02 00",
    "8b 0d xx 00 02 00",
    "cd vv",
    "cd vv",
    "cd vv",
    "cc",
    "ce",
    "f7 f1",
    "0f 0b",
    "f4",
    "b8 ss 00 00 00 8e d8",
    "b8 ss 00 00 00 8e c0",
    "b8 ss 00 00 00 8e e0",
    "b8 ss 00 00 00 8e d0",
    "06 1e 07 1f",
    "16 17",
    "9a xx 00 01 00 ss 00",
    "ea xx 00 01 00 ss 00",
    "6a ss 68 xx 00 01 00 cb",
    "6a ss 68 xx 00 01 00 ca 04 00",
    "9c 6a ss 68 xx 00 01 00 cf",
    "6a 00 6a 00 6a 00 6a 00 6a 00 68 00 90 00 00 68 02 32 02 00 68 00 10 00 00 6a xx cf",
    "cf",
    "6a 23 68 00 90 00 00 9c 6a 1b 68 xx 00 01 00 cf",
    "6a 23 68 00 90 00 00 9c 6a 1b 68 xx 00 01 00 cf",
    "6a ss 68 f8 8f 00 00 68 02 32 00 00 6a 1b 68 xx 00 01 00 cf",
    "6a 23 68 00 90 00 00 6a 1b 68 xx 00 01 00 cb",
    "66 cf",
    "c6 05 gg 10 00 00 rr",
    "c6 05 gg 10 00 00 fb",
    "c6 05 gg 10 00 00 f3",
    "66 c7 05 hh 10 00 00 07 00 c6 05 ll 10 00 00 c0",
    "66 c7 05 hh 10 00 00 ff ff c6 05 ll 10 00 00 cf",
    "66 c7 05 hh 10 00 00 ff ff c6 05 ll 10 00 00 cf",
    "c6 05 ll 10 00 00 4f",
    "c6 05 ll 10 00 00 cf",
    "c6 05 ii 20 00 00 tt",
    "c7 05 04 40 00 00 xx 70 00 00",
    "c6 05 08 40 00 00 ss",
    "0f 01 15 00 30 00 00",
    "0f 01 15 08 30 00 00",
    "0f 01 1d 10 30 00 00",
    "0f 01 1d 18 30 00 00",
    "c6 05 2d 10 00 00 89 b8 28 00 00 00 0f 00 d8",
    "fa",
    "fb",
    "9c 9d",
    "9c 81 0c 24 00 01 00 00 9d",
    "9c 81 0c 24 00 00 04 00 9d",
    "9c 81 0c 24 00 40 00 00 9d",
    "0f 20 c0 35 00 00 04 00 0f 22 c0",
    "0f 34",
    "b9 00 90 00 00 ba xx 00 01 00 0f 35",
    "0f 20 c0 35 00 00 00 80 0f 22 c0",
    "0f 20 d8 0f 22 d8",
    "c6 05 pp 10 03 00 ee",
    "c6 05 pp 10 03 00 67",
    "0f 01 3d 00 70 00 00",
    "0f 01 3d 00 10 00 00"
  };

  /** Breakpoints on the stack. */
  private static final String[] WATCHING = {
    "b8 xx 6f 00 00 0f 23 c0 b8 03 00 0f 00 0f 23 f8", "33 c0 0f 23 f8"
  };

  private static final String[] SELECTORS = {"08", "10", "1b", "23", "28", "2b", "00", "18", "20"};
  private static final String[] GATES = {"ee", "ee", "8e", "8f", "ef", "e6", "6e", "e5"};
  private static final String[] VECTORS = {"12", "13", "14", "1f", "03"};
  private static final String[] RIGHTS = {"9b", "93", "fb", "f3", "9f", "7b", "91", "d3", "97"};
  private static final String[] ENTRIES = {"67", "07", "00", "65", "63", "27"};

  private static int[] program(Random random, boolean watching) {
    List<String> instructions = new ArrayList<>();
    for (int i = 0; i < INSTRUCTIONS; i++) {
      boolean watches = watching && random.nextInt(FORMS.length / 2) == 0;
      String form = any(watches ? WATCHING : FORMS, random);
      form = form.replace("xx", "%02x".formatted(random.nextInt(256)));
      form = form.replace("vv", any(VECTORS, random));
      form = form.replace("ss", any(SELECTORS, random));
      form = form.replace("rr", any(RIGHTS, random));
      form = form.replace("tt", any(GATES, random));
      form = form.replace("ee", any(ENTRIES, random));
      int descriptor = 8 * (1 + random.nextInt(5));
      form = form.replace("hh", "%02x".formatted(descriptor));
      form = form.replace("gg", "%02x".formatted(descriptor + 5));
      form = form.replace("ll", "%02x".formatted(descriptor + 6));
      form = form.replace("ii", "%02x".formatted(8 * (random.nextInt(4) + 17) + 5));
      form = form.replace("pp", "%02x".formatted(4 * random.nextInt(48)));
      instructions.add(form);
    }
    instructions.add("b8 00 00 01 00 ff e0"); // mov eax, CODE; jmp eax
    return MachineCode.of(instructions.toArray(String[]::new));
  }

  private static String any(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  /** Handlers return behind the first byte of what was refused; tables wait to be loaded. */
  private static ProtectedMachine machine(int[] program, Random random) {
    ProtectedMachine machine = new ProtectedMachine();
    machine.code(program);
    for (int vector = 0; vector < 256; vector++) {
      boolean hasCode = vector < 32 && (WITH_ERROR_CODE >>> vector & 1) != 0;
      boolean fault = vector < 0x12 && vector != 3 && vector != 4;
      int[] code =
          MachineCode.of((hasCode ? "83 c4 04 " : "") + (fault ? "36 ff 04 24 " : "") + "41 cf");
      for (int i = 0; i < code.length; i++) {
        machine.memory.write8(HANDLERS + 16 * vector + i, code[i]);
      }
      int rights = random.nextInt(8) == 0 ? 0x8f00 : 0xee00;
      machine.gate(vector, ProtectedMachine.CODE0, HANDLERS + 16 * vector, rights);
    }
    table(machine, 0x3000, 0x7f, ProtectedMachine.GDT);
    table(machine, 0x3008, 0x17 + 8 * random.nextInt(4), ProtectedMachine.GDT);
    table(machine, 0x3010, 0x7ff, ProtectedMachine.IDT);
    table(machine, 0x3018, 0x97, ProtectedMachine.IDT);
    machine.memory.write32(DIRECTORY, TABLE | 7);
    for (int page = 0; page < 64; page++) {
      machine.memory.write32(TABLE + 4 * page, page << 12 | 7);
    }
    return machine;
  }

  private static void table(ProtectedMachine machine, int address, int limit, int base) {
    machine.memory.write16(address, limit);
    machine.memory.write32(address + 2, base);
  }

  /** The registers that only ring 0 can set, and perhaps paging. */
  private static void prepare(ProtectedMachine machine, boolean paging) {
    int[] code =
        MachineCode.of(
            "b9 74 01 00 00 b8 08 00 00 00 33 d2 0f 30", // IA32_SYSENTER_CS
            "b9 75 01 00 00 b8 00 78 00 00 0f 30", // ESP
            "b9 76 01 00 00 b8 10 00 01 00 0f 30", // EIP
            "b8 00 00 03 00 0f 22 d8", // CR3
            "0f 20 c0 0d 00 00 00 80 0f 22 c0"); // CR0.PG
    for (int i = 0; i < code.length; i++) {
      machine.memory.write8(0x18000 + i, code[i]);
    }
    machine.cpu.setEip(0x18000);
    machine.cpu.run(paging ? 14 : 11);
  }

  /** States on the way, and how many steps it was. */
  private static List<Integer> states(int seed, Witness witness, IntSupplier lengths) {
    Random random = new Random(seed);
    ProtectedMachine machine = machine(program(random, seed % 4 == 0), random);
    prepare(machine, random.nextBoolean());
    Cpu cpu = random.nextBoolean() ? machine.ring0() : machine.ring3(0x3202);
    cpu.setWitness(witness);
    List<Integer> states = new ArrayList<>();
    int done = 0;
    int ran = 1;
    while (done < STEPS && ran > 0) {
      int untilLook = LOOK_EVERY - done % LOOK_EVERY;
      ran = cpu.run(Math.min(untilLook, lengths.getAsInt()));
      done += ran;
      if (cpu.halted() && !cpu.faultPending()) {
        machine.line.vector = 0x20;
      }
      if (done % LOOK_EVERY == 0 || ran == 0) {
        states.add(machine.state());
        cpu.raiseNmi();
        done += cpu.run(1);
        cpu.raiseNmi();
      }
    }
    states.add(done);
    return states;
  }

  @Test
  void whatIsKnownIsWhatTheChecksWouldSay() {
    int longOnes = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      Random lengths = new Random(seed);
      List<Integer> watched = states(seed, new Witness() {}, () -> LOOK_EVERY);
      assertEquals(watched, states(seed, Witness.NONE, () -> LOOK_EVERY), "program " + seed);
      assertEquals(
          watched,
          states(seed, Witness.NONE, () -> 1 + lengths.nextInt(40)),
          "uneven runs, program " + seed);
      longOnes += watched.getLast() >= STEPS ? 1 : 0;
    }
    assertTrue(longOnes > PROGRAMS / 8, "only " + longOnes + " programs ran long");
  }

  /** From ring 3 through a gate and back, and once more after a change. */
  private static List<Integer> twice(Witness witness, Consumer<ProtectedMachine> change) {
    ProtectedMachine machine = machine(MachineCode.of("cd 12 cd 12"), new Random(1));
    machine.descriptor(ProtectedMachine.DATA0, 0x6ff7, 0x00409300);
    machine.descriptor(0x38, 0x10006ff7, 0x00409300);
    machine.memory.write32(ProtectedMachine.TSS + 4, 0x6fe0);
    Cpu cpu = machine.ring3(0x3202);
    cpu.setWitness(witness);
    // The second time it is known; the first may have had to set accessed bits.
    for (int i = 0; i < 3; i++) {
      cpu.setEip(ProtectedMachine.CODE);
      cpu.run(3);
    }
    boolean repeats = witness == Witness.NONE;
    assertEquals(repeats, cpu.tally.gates > 0, "the gate is known");
    assertEquals(repeats, cpu.tally.returns > 0, "the return is known");
    change.accept(machine);
    List<Integer> states = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      cpu.run(1);
      states.add(machine.state());
    }
    return states;
  }

  private static void asksAgain(String what, Consumer<ProtectedMachine> change) {
    assertEquals(twice(new Witness() {}, change), twice(Witness.NONE, change), what);
  }

  @Test
  void anotherInnerStackIsAskedAbout() {
    for (int pointer : new int[] {0x6fe0, 0x6ff8, 0x6ffc, 0x7000, 0x7008, 0, 4, 8, 0x13}) {
      asksAgain(
          "ESP0 " + pointer, machine -> machine.memory.write32(ProtectedMachine.TSS + 4, pointer));
    }
    for (int selector : new int[] {0x38, 0x08, 0, 0x23, 0x13, 0x14, 0x78, 0x80}) {
      asksAgain(
          "SS0 " + selector, machine -> machine.memory.write16(ProtectedMachine.TSS + 8, selector));
    }
  }

  @Test
  void virtualModeIsAskedAbout() {
    asksAgain(
        "VM",
        machine -> {
          machine.cpu.setEflags(0x23202);
          for (int register = 0; register < 6; register++) {
            machine.cpu.segments.setVirtual(register, 0x1000);
          }
          machine.cpu.general[4] = 0x9000;
          machine.cpu.setEip(0);
        });
  }

  @Test
  void theOwnStacksRoomIsAskedAbout() {
    for (int pointer : new int[] {0x6fe0, 0x6ff8, 0x6ffc, 0x7000, 0, 4, 8, 0x0c}) {
      asksAgain(
          "ESP " + pointer,
          machine -> {
            // Ring 0: what was known for it as well.
            machine.cpu.setEip(ProtectedMachine.CODE);
            machine.cpu.run(1);
            for (int i = 0; i < 3; i++) {
              machine.cpu.setEip(ProtectedMachine.CODE);
              machine.cpu.run(3);
            }
            machine.cpu.general[4] = pointer;
            machine.cpu.setEip(ProtectedMachine.CODE);
          });
    }
  }

  @Test
  void aShorterInterruptTableIsAskedAbout() {
    String lidt = "0f 01 1d 18 30 00 00";
    List<List<Integer>> outcomes = new ArrayList<>();
    for (Witness witness : List.of(new Witness() {}, Witness.NONE)) {
      ProtectedMachine machine =
          machine(MachineCode.of("cd 12 cd 12 cd 12", lidt, "cd 12"), new Random(1));
      table(machine, 0x3018, 0x96, ProtectedMachine.IDT);
      Cpu cpu = machine.ring0();
      cpu.setWitness(witness);
      cpu.run(11);
      outcomes.add(List.of(machine.state(), cpu.pendingVector()));
    }
    assertEquals(13, outcomes.getFirst().getLast());
    assertEquals(outcomes.getFirst(), outcomes.getLast());
  }
}
