package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BenchCommandTest {
  private static final List<Workload> WORKLOADS = Workload.ALL;

  @ParameterizedTest
  @FieldSource("WORKLOADS")
  void everyProgramComesToItsResultInEveryRound(Workload workload) throws CommandFailure {
    TimedPc pc = new TimedPc(workload, new OpcodeTable(), false);
    long instructions = pc.round();
    assertTrue(instructions > 200_000, instructions + " instructions");
    // A tick's interrupt may fall an instruction earlier or later, and another process waits.
    int slack = workload.name().equals("kernel") ? 200 : 0;
    assertEquals(instructions, pc.round(), slack);
  }

  @Test
  void aWrongResultIsNoMeasurement() {
    Workload wrong = new Workload("sieve", 9591);
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> new TimedPc(wrong, new OpcodeTable(), false));
    assertEquals("sieve came to 00002578, which is wrong", failure.getMessage());
    assertEquals(1, failure.status());
  }

  @Test
  void qemuComesToTheSameResults() throws CommandFailure {
    Optional<Qemu> qemu = Qemu.find();
    Assumptions.assumeTrue(qemu.isPresent(), "no QEMU");
    OpcodeTable opcodes = new OpcodeTable();
    for (String name : List.of("faults", "kernel")) {
      assertTrue(qemu.get().roundMillis(named(name), opcodes, 1) > 0);
    }
    Workload wrong = new Workload("faults", 1);
    assertThrows(CommandFailure.class, () -> qemu.get().roundMillis(wrong, opcodes, 1));
  }

  /** What the kernel comes to, without a kernel: the primes, what was written, three new pages. */
  @Test
  void theKernelsResultIsThatOfItsProgramsAlone() {
    int made = 0;
    int[] kept = new int[1024];
    int count = 0;
    String text = "Two processes, one timer. ";
    for (int number = 2; number < 20_000; number++) {
      if (BigInteger.valueOf(number).isProbablePrime(50)) {
        made = Integer.rotateLeft(made, 5) ^ number;
        kept[count++ % kept.length] = number;
        text += count % 64 == 0 ? "." : "";
      }
    }
    // Java's hash of a string is the one that the kernel keeps of its text.
    int result = made + Arrays.stream(kept).sum() + text.hashCode() + 3;
    assertEquals(result, named("kernel").expected());
  }

  private static Workload named(String name) {
    return WORKLOADS.stream().filter(workload -> workload.name().equals(name)).findFirst().get();
  }
}
