package cloister.server.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: the route's pattern, never the path (codes and link ids are secrets),
 * and nothing about the client.
 */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("cloister.request");

  private RequestLog() {}

  public static void write(Context context, float millis) {
    LOG.info(
        "method={} route={} status={} millis={}",
        context.method(),
        route(context),
        context.statusCode(),
        (int) millis);
  }

  static String route(Context context) {
    String pattern = context.endpoints().lastHttpEndpoint() == null ? "" : context.endpoint().path;
    return pattern.isEmpty() ? "none" : pattern;
  }
}
