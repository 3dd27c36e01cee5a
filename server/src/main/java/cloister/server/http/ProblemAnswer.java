package cloister.server.http;

import cloister.message.Catalogue;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The one place where an exception becomes an answer: {@code application/problem+json}. */
public final class ProblemAnswer {
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

  private final Catalogue catalogue;
  private final JsonMapper json;

  public ProblemAnswer(Catalogue catalogue, JsonMapper json) {
    this.catalogue = catalogue;
    this.json = json;
  }

  private record Body(
      String type,
      String title,
      int status,
      String detail,
      Optional<String> field,
      String messageId,
      Optional<String> file,
      Optional<Integer> line,
      Optional<Integer> column,
      Optional<List<SourcePlace>> errors) {}

  public void answer(Exception exception, Context context) {
    UnreadBody.discard(context);
    switch (exception) {
      case Problem problem -> write(problem, context);
      case HttpException refused -> write(ofJetty(refused.getCode()), context);
      case HttpResponseException known -> write(ofFramework(known), context);
      default -> {
        LOG.error("a request failed: route={}", RequestLog.route(context), exception);
        write(Problem.of(500, "error.server"), context);
      }
    }
  }

  /**
   * A fault of the machine, such as too deep a recursion. Whoever finds a way to one may do so
   * again and again, so the log gets its place and not all of its trace.
   */
  public void answer(HttpServletResponse response, Error error) {
    StackTraceElement[] trace = error.getStackTrace();
    LOG.error("a request failed: {} at {}", error, trace.length == 0 ? "nowhere" : trace[0]);
    byte[] body = json.writeValueAsBytes(body(Problem.of(500, "error.server")));
    response.setStatus(500);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(CONTENT_TYPE);
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body that Jetty refuses while it is read. */
  private static Problem ofJetty(int status) {
    return status == 408
        ? Problem.of(408, "error.body.slow")
        : Problem.of(status < 400 || status > 499 ? 400 : status, "error.request");
  }

  private static Problem ofFramework(HttpResponseException known) {
    return switch (known.getStatus()) {
      case 404 -> Problem.of(404, "error.route");
      case 503 -> Problem.of(503, "error.stopping");
      default -> Problem.of(known.getStatus(), "error.request");
    };
  }

  private void write(Problem problem, Context context) {
    if (problem.retrySeconds() > 0) {
      context.header("Retry-After", Integer.toString(problem.retrySeconds()));
    }
    context
        .status(problem.status())
        .header("Cache-Control", "no-store")
        .result(json.writeValueAsBytes(body(problem)))
        .contentType(CONTENT_TYPE);
  }

  private Body body(Problem problem) {
    Optional<SourcePlace> place = problem.places().stream().findFirst();
    return new Body(
        "about:blank",
        HttpStatus.forStatus(problem.status()).getMessage(),
        problem.status(),
        problem.detail(catalogue),
        problem.field(),
        problem.messageId(),
        place.map(SourcePlace::file),
        place.map(SourcePlace::line),
        place.map(SourcePlace::column),
        place.map(first -> problem.places()));
  }
}
