package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloister.server.http.Problem;
import org.junit.jupiter.api.Test;

class StoredLogTest {
  @Test
  void allLogsOfALearnerHaveABound() {
    assertDoesNotThrow(() -> StoredLog.requireRoom(StoredLog.MAX_TOTAL - 2, "[]"));
    Problem problem =
        assertThrows(Problem.class, () -> StoredLog.requireRoom(StoredLog.MAX_TOTAL - 1, "[]"));
    assertEquals(413, problem.status());
    assertEquals("log", problem.field().orElseThrow());
  }
}
