package cloister;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Another implementation that ours is compared with. Where it is not installed the comparison is
 * skipped, except where CLOISTER_REQUIRE_ORACLES is set: there nothing may be skipped unseen.
 */
public final class Oracle {
  private static final boolean REQUIRED = System.getenv("CLOISTER_REQUIRE_ORACLES") != null;

  private Oracle() {}

  /** Skips the test, or fails it, when the oracle is not there. */
  public static void need(boolean installed, String otherwise) {
    need(installed, otherwise, REQUIRED);
  }

  static void need(boolean installed, String otherwise, boolean required) {
    if (required && !installed) {
      fail(otherwise + ", and CLOISTER_REQUIRE_ORACLES is set");
    }
    assumeTrue(installed, otherwise);
  }
}
