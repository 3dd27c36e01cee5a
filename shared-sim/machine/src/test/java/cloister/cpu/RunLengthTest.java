package cloister.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random programs with branches, calls, faults and code that overwrites itself: however a run is
 * cut, it goes through the same states.
 */
@Tag("full")
class RunLengthTest {
  private static final int PROGRAMS = 400;
  private static final int STEPS = 2000;
  private static final int LOOK_EVERY = 250;
  private static final int INSTRUCTIONS = 60;

  /**
   * Instructions; {@code xx} is any byte, {@code jj} a short way, {@code dd} a place in the data.
   */
  private static final String[] FORMS = {
    "40",
    "4b",
    "47",
    "01 d8",
    "29 c8",
    "01 f2",
    "83 f8 xx",
    "83 e9 xx",
    "85 c0",
    "31 d1",
    "39 d8",
    "81 f2 xx xx xx xx",
    "25 xx xx 00 00",
    "c1 e0 xx",
    "c1 ea xx",
    "8d 44 8b xx",
    "b9 xx 00 00 00",
    "75 jj",
    "72 jj",
    "7c jj",
    "7f jj",
    "74 jj",
    "73 jj",
    "7d jj",
    "78 jj",
    "eb jj",
    "e2 jj",
    "0f 85 jj ff ff ff",
    "e8 jj ff ff ff",
    "c3",
    "50",
    "53",
    "5b",
    "5e",
    "58",
    "6a xx",
    "8b 86 dd",
    "89 86 dd",
    "88 86 dd",
    "8a 8e dd",
    "c6 86 dd xx",
    "c7 86 dd xx xx xx xx",
    "0f b6 96 dd",
    "03 86 dd",
    "3b 86 dd",
    "83 be dd xx",
    "80 be dd xx",
    "f3 ab",
    "f2 ae",
    "a4",
    "9c",
    "f7 f1",
    "0f af c3",
    "fe 05 xx 00 01 00",
    "80 35 xx 00 01 00 xx",
    "8b 9d xx xx xx xx",
    "66 40",
    "86 c4"
  };

  private static int[] program(Random random) {
    List<String> instructions = new ArrayList<>();
    for (int i = 0; i < INSTRUCTIONS; i++) {
      String form = FORMS[random.nextInt(FORMS.length)];
      while (form.matches(".*(xx|jj|dd).*")) {
        form = form.replaceFirst("xx", "%02x".formatted(random.nextInt(256)));
        form = form.replaceFirst("jj", "%02x".formatted(random.nextInt(48) - 30 & 0xff));
        form = form.replaceFirst("dd", "%02x 00 00 00".formatted(random.nextInt(256)));
      }
      instructions.add(form);
    }
    return MachineCode.of(instructions.toArray(String[]::new));
  }

  /** States on the way, and how many steps it was. */
  private static List<Integer> states(int[] program, IntSupplier lengths) {
    ProtectedMachine machine = new ProtectedMachine();
    Cpu cpu = machine.code(program).ring0();
    cpu.general[6] = 0x20000;
    cpu.general[7] = 0x28000;
    cpu.general[5] = 0x20000;
    List<Integer> states = new ArrayList<>();
    int done = 0;
    int ran = 1;
    while (done < STEPS && ran > 0) {
      int untilLook = LOOK_EVERY - done % LOOK_EVERY;
      ran = cpu.run(Math.min(untilLook, lengths.getAsInt()));
      done += ran;
      if (done % LOOK_EVERY == 0 || ran == 0) {
        states.add(machine.state());
      }
    }
    states.add(done);
    return states;
  }

  @Test
  void everyWayToCutARunGoesThroughTheSameStates() {
    int longOnes = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      int[] program = program(new Random(seed));
      Random lengths = new Random(seed);
      List<Integer> inOneGo = states(program, () -> LOOK_EVERY);
      assertEquals(inOneGo, states(program, () -> 1), "single steps, program " + seed);
      assertEquals(
          inOneGo, states(program, () -> 1 + lengths.nextInt(40)), "uneven runs, program " + seed);
      longOnes += inOneGo.getLast() == STEPS ? 1 : 0;
    }
    assertTrue(longOnes > PROGRAMS / 8, "only " + longOnes + " programs ran long");
  }
}
