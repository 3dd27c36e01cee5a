package cloister.server;

import cloister.server.http.ProblemAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Requests that are so malformed that no handler sees them get a problem too. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"messageId\":\"%s\"}"
            .formatted(
                HttpStatus.getMessage(status),
                status,
                "The server cannot make sense of this request.",
                "error.request");
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, ProblemAnswer.CONTENT_TYPE)
        .put(HttpHeader.CACHE_CONTROL, "no-store")
        .put("Content-Security-Policy", "default-src 'none'")
        .put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
