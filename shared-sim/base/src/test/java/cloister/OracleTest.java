package cloister;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class OracleTest {
  @Test
  void aMissingOneSkipsUnlessItIsRequired() {
    assertThrows(TestAbortedException.class, () -> Oracle.need(false, "gone", false));
    assertThrows(AssertionFailedError.class, () -> Oracle.need(false, "gone", true));
    assertDoesNotThrow(() -> Oracle.need(true, "gone", true));
  }
}
