package cloister.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends connections that are only held: of those that send neither a whole head nor a body as fast
 * as the slowest line would, and of an address that has too many.
 *
 * <p>Jetty's own idle timeout begins anew with every byte, and its rate of a whole body counts what
 * came fast at its beginning.
 */
public final class Connections implements Connection.Listener, AutoCloseable {
  /** From the opening, or the end of the request before, to the end of a request's head. */
  private static final Duration HEAD = Duration.ofSeconds(25);

  /** As long as this a body may be slow. */
  private static final Duration WINDOW = Duration.ofSeconds(12);

  /** What comes in that time at least. */
  private static final int WINDOW_BYTES = 12 << 10;

  /** Long enough for the answer to be written. */
  private static final int IDLE_MILLIS = 500;

  /** What was told to be too slow is closed after this, whether it has heard it or not. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Map<Connection, Held> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final int most;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connections").factory());

  /**
   * @param most connections of one address; 0 for any number
   */
  public Connections(int most) {
    this.most = most;
    clock.scheduleWithFixedDelay(this::endSlow, 1, 1, TimeUnit.SECONDS);
  }

  /** What a connection is waited for. */
  private enum Waiting {
    HEAD,
    BODY,
    NOTHING
  }

  /** A connection's state; only ever changed by who holds its monitor. */
  private static final class Held {
    /** Noted at once, since a closed connection no longer tells. */
    private final String address;

    private Waiting waiting = Waiting.HEAD;
    private long since = System.nanoTime();
    private long bytes;
    private boolean told;
    private long toldAt;

    private Held(String address) {
      this.address = address;
    }

    private synchronized void begin(Waiting next) {
      waiting = next;
      since = System.nanoTime();
      bytes = 0;
    }

    private synchronized void came(int count) {
      bytes += count;
    }

    private synchronized boolean isTooSlow() {
      long waited = System.nanoTime() - since;
      return switch (waiting) {
        case NOTHING -> false;
        case HEAD -> waited > HEAD.toNanos();
        case BODY -> waited > WINDOW.toNanos() && !nextWindow();
      };
    }

    /** Of a body, which is answered before the connection ends; of a head there is no answer. */
    private synchronized boolean isToldNow() {
      boolean now = waiting == Waiting.BODY && !told;
      told = true;
      toldAt = System.nanoTime();
      return now;
    }

    private synchronized boolean hadTimeToHear() {
      return told && System.nanoTime() - toldAt > FAREWELL.toNanos();
    }

    /** False when too little came in the last one. */
    private boolean nextWindow() {
      boolean enough = bytes >= WINDOW_BYTES;
      begin(Waiting.BODY);
      return enough;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    open.put(connection, new Held(address));
    int mine = counts.merge(address, 1, Integer::sum);
    if (most > 0 && mine > most) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Held held = open.remove(connection);
    if (held != null) {
      counts.computeIfPresent(held.address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
        ? ClientAddress.network(remote.getAddress().getHostAddress())
        : "";
  }

  private void endSlow() {
    open.forEach(
        (connection, held) -> {
          if (held.hadTimeToHear()) {
            connection.getEndPoint().close();
          } else if (held.isTooSlow()) {
            end(connection, held);
          }
        });
  }

  /** Jetty fails what waits for an idle connection, so that its request is answered with 408. */
  private static void end(Connection connection, Held held) {
    if (held.isToldNow()) {
      connection.getEndPoint().setIdleTimeout(IDLE_MILLIS);
    } else {
      connection.getEndPoint().close();
    }
  }

  /** Stands before all other handlers, to see where a request is. */
  public Handler.Wrapper watching() {
    return new Handler.Wrapper() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        Held held = open.get(request.getConnectionMetaData().getConnection());
        if (held == null) {
          return super.handle(new Plain(request), response, callback);
        }
        held.begin(hasBody(request) ? Waiting.BODY : Waiting.NOTHING);
        Request.addCompletionListener(request, _ -> held.begin(Waiting.HEAD));
        return super.handle(new Watched(request, held), response, callback);
      }
    };
  }

  /** A length that is not told is that of no body, unless it comes in chunks. */
  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** A request that is what its first line says, whatever another method it names in its head. */
  private static class Plain extends Request.Wrapper {
    private static final String OTHER_METHOD = "X-HTTP-Method-Override";

    private final HttpFields headers;

    private Plain(Request request) {
      super(request);
      HttpFields all = request.getHeaders();
      headers = all.contains(OTHER_METHOD) ? HttpFields.build(all).remove(OTHER_METHOD) : all;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /** A request whose body is counted while it is read. */
  private static final class Watched extends Plain {
    private final Held held;

    private Watched(Request request, Held held) {
      super(request);
      this.held = held;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null) {
        held.came(chunk.remaining());
        if (chunk.isLast()) {
          held.begin(Waiting.NOTHING);
        }
      }
      return chunk;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
