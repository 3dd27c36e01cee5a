package cloister.server.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * What bodies may take of the memory together, from their first byte to the answer: a request holds
 * its body, and what was made of it, while it waits for a run. Small bodies are not counted, since
 * the number of connections bounds them; large ones take nothing from those of middling size.
 */
final class BodyBudget {
  /** Bodies of more bytes are large. */
  private static final int MIDDLING = 64 << 10;

  private static final int OF_ADDRESS = 4 << 20;
  private static final int OF_ALL_LARGE = 12 << 20;
  private static final int OF_ALL_MIDDLING = 8 << 20;

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Map<String, Integer> ofAddress = new HashMap<>();
  private int large;
  private int middling;

  /**
   * Takes what a body needs until its request is answered, or refuses it.
   *
   * @param bytes most that it can have
   */
  void take(Context context, String address, int bytes) {
    if (bytes <= Bodies.SMALL) {
      return;
    }
    if (!reserve(address, bytes)) {
      throw Problem.tooMany(COME_BACK, "error.body.atOnce");
    }
    Request request = ServletContextRequest.getServletContextRequest(context.req());
    Request.addCompletionListener(request, _ -> release(address, bytes));
  }

  private synchronized boolean reserve(String address, int bytes) {
    boolean isLarge = bytes > MIDDLING;
    int own = ofAddress.getOrDefault(address, 0) + bytes;
    int all = (isLarge ? large : middling) + bytes;
    if (own > OF_ADDRESS || all > (isLarge ? OF_ALL_LARGE : OF_ALL_MIDDLING)) {
      return false;
    }
    ofAddress.put(address, own);
    large += isLarge ? bytes : 0;
    middling += isLarge ? 0 : bytes;
    return true;
  }

  private synchronized void release(String address, int bytes) {
    boolean isLarge = bytes > MIDDLING;
    ofAddress.computeIfPresent(address, (_, own) -> own == bytes ? null : own - bytes);
    large -= isLarge ? bytes : 0;
    middling -= isLarge ? 0 : bytes;
  }
}
