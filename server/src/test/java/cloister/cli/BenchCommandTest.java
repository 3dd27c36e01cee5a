package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BenchCommandTest {
  private static final java.util.List<Workload> WORKLOADS = Workload.ALL;

  @ParameterizedTest
  @FieldSource("WORKLOADS")
  void everyProgramComesToItsResult(Workload workload) throws CommandFailure {
    assertTrue(workload.run(new OpcodeTable()).instructions() > 200_000);
  }

  @Test
  void aWrongResultIsNoMeasurement() {
    Workload wrong = new Workload("sieve", 9591);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> wrong.run(new OpcodeTable()));
    assertTrue(failure.getMessage().startsWith("sieve came to 9592"), failure.getMessage());
    assertEquals(1, failure.status());
  }
}
