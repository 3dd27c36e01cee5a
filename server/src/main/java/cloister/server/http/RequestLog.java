package cloister.server.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: the route's pattern, never the path (codes and link ids are secrets),
 * and who asked, unless that is not wanted.
 */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("cloister.request");

  private final ClientAddress clients;
  private final boolean addresses;

  /**
   * @param addresses whether the lines have the clients' addresses
   */
  public RequestLog(ClientAddress clients, boolean addresses) {
    this.clients = clients;
    this.addresses = addresses;
  }

  public void write(Context context, float millis) {
    LOG.info(
        "method={} route={} status={} millis={}{}",
        context.method(),
        route(context),
        context.statusCode(),
        (int) millis,
        addresses ? " client=" + clients.whole(context) : "");
  }

  static String route(Context context) {
    String pattern = context.endpoints().lastHttpEndpoint() == null ? "" : context.endpoint().path;
    return pattern.isEmpty() ? "none" : pattern;
  }
}
