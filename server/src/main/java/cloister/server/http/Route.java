package cloister.server.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * An endpoint.
 *
 * @param path Javalin's pattern with parameters in braces
 * @param limit how often one client may ask
 */
public record Route(HandlerType method, String path, Limit limit, Handler handler) {
  public static Route get(String path, Limit limit, Handler handler) {
    return new Route(HandlerType.GET, path, limit, handler);
  }

  public static Route post(String path, Limit limit, Handler handler) {
    return new Route(HandlerType.POST, path, limit, handler);
  }

  public static Route delete(String path, Limit limit, Handler handler) {
    return new Route(HandlerType.DELETE, path, limit, handler);
  }

  /** Whether a request for this path would come here, if only its method were right. */
  boolean matches(String requested) {
    String[] pattern = path.split("/");
    String[] parts = requested.split("/");
    if (pattern.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!pattern[i].startsWith("{") && !pattern[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }
}
