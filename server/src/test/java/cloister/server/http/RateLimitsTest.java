package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitsTest {
  @Test
  void eachClientHasItsOwnTokensForEachLimit() {
    RateLimits limits = new RateLimits(1);
    for (int i = 0; i < Limit.SIGN_IN.requests; i++) {
      limits.take(Limit.SIGN_IN, "a");
    }
    Problem problem = assertThrows(Problem.class, () -> limits.take(Limit.SIGN_IN, "a"));
    assertEquals(429, problem.status());
    assertTrue(problem.retrySeconds() > 0 && problem.retrySeconds() <= 60);
    assertDoesNotThrow(() -> limits.take(Limit.SIGN_IN, "b"));
    assertDoesNotThrow(() -> limits.take(Limit.READ, "a"));
  }

  @Test
  void theFactorZeroSwitchesThemOff() {
    RateLimits limits = new RateLimits(0);
    for (int i = 0; i < 10 * Limit.SIGN_IN.requests; i++) {
      limits.take(Limit.SIGN_IN, "a");
    }
  }
}
