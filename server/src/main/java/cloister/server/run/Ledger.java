package cloister.server.run;

import java.time.Duration;

/** Where it is noted for how long clients have held processes. */
public interface Ledger {
  void held(Turn turn, String client, Duration time);
}
