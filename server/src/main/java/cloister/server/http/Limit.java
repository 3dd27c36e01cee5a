package cloister.server.http;

import java.time.Duration;

/**
 * How often one client address may do something. A whole class may sit behind one address, so the
 * limits stop programs, not people.
 */
public enum Limit {
  READ(3000, Duration.ofMinutes(1)),
  WRITE(1200, Duration.ofMinutes(1)),
  RUN(300, Duration.ofMinutes(1)),
  LINK(120, Duration.ofMinutes(1)),
  JOIN(240, Duration.ofMinutes(1)),
  SIGN_IN(30, Duration.ofMinutes(1)),
  /** For one account name from one address. */
  SIGN_IN_NAME(10, Duration.ofMinutes(1)),
  /** For one account name, whatever the addresses; enough that nobody locks its owner out. */
  SIGN_IN_ANYWHERE(200, Duration.ofMinutes(1)),
  SIGN_UP(60, Duration.ofHours(1)),
  /** Devices that get their first cookie; each may store something. */
  NEWCOMER(240, Duration.ofHours(1)),
  CODE(30, Duration.ofMinutes(1)),
  /** Kilobytes to be kept; a class of forty that works all the hour sends a tenth of it. */
  STORED_KILOBYTES(128 << 10, Duration.ofHours(1)),
  /** Milliseconds for which runs hold a process: a fifth of one, after two minutes on end. */
  RUN_MILLIS(120_000, Duration.ofMinutes(10)),
  /** The same for gradings: a class of forty that saves a task each minute takes a tenth of it. */
  GRADING_MILLIS(300_000, Duration.ofMinutes(10));

  final int requests;
  final Duration period;

  Limit(int requests, Duration period) {
    this.requests = requests;
    this.period = period;
  }
}
