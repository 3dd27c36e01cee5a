package cloister.web.c;

import cloister.world.compare.ComparisonPort;
import org.teavm.jso.JSExport;

/** The door to a simulator that has a compiler for C. One worker has one session. */
public final class Main {
  private static final CompilingPort PORT = new CompilingPort();
  private static final ComparisonPort COMPARISON = new ComparisonPort();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** Answers a request of {@code protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return PORT.request(json);
  }

  /** Answers a request of {@code compare/protocol.ts}. */
  @JSExport
  public static String compare(String json) {
    return COMPARISON.request(json);
  }

  /** The next bytes of the headers and the library, a character for each; 0 when it is too late. */
  @JSExport
  public static int addSysroot(String bytes) {
    return PORT.addSysroot(bytes) ? 1 : 0;
  }
}
