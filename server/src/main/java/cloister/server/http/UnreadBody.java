package cloister.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a body whose request is refused before all of it was read.
 *
 * <p>An answer that is followed by the end of the connection while its client still writes is lost
 * on the way: the client's system throws away what it has not yet read once it hears that the other
 * side takes no more (RFC 9112, 9.6).
 */
final class UnreadBody {
  /** More than any page sends. Who sends still more may miss the answer. */
  private static final int MOST = 4 << 20;

  private UnreadBody() {}

  /** Reads what still comes, as slowly as any body may come, and keeps none of it. */
  static void discard(Context context) {
    if (context.req().getContentLengthLong() > MOST) {
      return;
    }
    byte[] piece = new byte[8 << 10];
    try {
      InputStream in = context.req().getInputStream();
      int read = in.read(piece);
      for (int all = read; read >= 0 && all < MOST; all += read) {
        read = in.read(piece);
      }
    } catch (IOException e) {
      // The client has gone, or was too slow: the answer is tried all the same.
    }
  }
}
