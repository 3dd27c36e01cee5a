package cloister.server;

import cloister.server.run.Budgets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param port 0 takes any free one
 * @param data folder of the SQLite file
 * @param database where the data is instead
 * @param publicUrl under which address the site is seen from outside
 * @param tls whether visitors come through TLS, which something in front ends
 */
public record Settings(
    String host,
    int port,
    Path data,
    Optional<DatabaseAddress> database,
    Optional<URI> publicUrl,
    boolean tls,
    Visits visits,
    Budgets budgets,
    Clock clock) {

  /** A database server. */
  public record DatabaseAddress(String url, Optional<String> user, Optional<String> password) {}

  /**
   * How visitors are told apart.
   *
   * @param trustProxy whether X-Forwarded-For is written by something of ours
   * @param rateFactor multiplies the rate limits; 0 switches them off
   * @param connections the most that one address may have open; 0 for any number
   * @param logAddresses whether the log says who asked
   */
  public record Visits(
      boolean trustProxy, double rateFactor, int connections, boolean logAddresses) {}

  /** Whether cookies may be sent through TLS only. */
  public boolean secure() {
    return tls || publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
  }
}
