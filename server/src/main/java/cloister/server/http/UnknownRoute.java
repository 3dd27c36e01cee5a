package cloister.server.http;

import cloister.message.Argument;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.TreeSet;

/** What nobody serves: 405 where another method would do, 404 otherwise. */
public final class UnknownRoute {
  private final List<Route> routes;

  public UnknownRoute(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public Problem problem(Context context) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.matches(context.path())) {
        methods.add(route.method().name());
        if (route.method() == HandlerType.GET) {
          methods.add(HandlerType.HEAD.name());
        }
      }
    }
    boolean site = !context.path().startsWith("/api/") && !isRead(context);
    if (site) {
      methods.addAll(List.of(HandlerType.GET.name(), HandlerType.HEAD.name()));
    }
    if (methods.isEmpty()) {
      return Problem.of(404, "error.route");
    }
    String allowed = String.join(", ", methods);
    context.header("Allow", allowed);
    return Problem.of(405, "error.method", Argument.code("allowed", allowed));
  }

  private static boolean isRead(Context context) {
    return context.method() == HandlerType.GET || context.method() == HandlerType.HEAD;
  }
}
