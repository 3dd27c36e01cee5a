package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
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
    TimedPc pc = new TimedPc(workload, new OpcodeTable());
    long instructions = pc.round();
    assertTrue(instructions > 200_000, instructions + " instructions");
    assertEquals(instructions, pc.round());
  }

  @Test
  void aWrongResultIsNoMeasurement() {
    Workload wrong = new Workload("sieve", 9591);
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> new TimedPc(wrong, new OpcodeTable()));
    assertEquals("sieve came to 00002578, which is wrong", failure.getMessage());
    assertEquals(1, failure.status());
  }

  @Test
  void qemuComesToTheSameResults() throws CommandFailure {
    Optional<Qemu> qemu = Qemu.find();
    Assumptions.assumeTrue(qemu.isPresent(), "no QEMU");
    Workload faults = WORKLOADS.get(5);
    OpcodeTable opcodes = new OpcodeTable();
    assertTrue(qemu.get().roundMillis(faults, opcodes, 1) > 0);
    Workload wrong = new Workload("faults", 1);
    assertThrows(CommandFailure.class, () -> qemu.get().roundMillis(wrong, opcodes, 1));
  }
}
