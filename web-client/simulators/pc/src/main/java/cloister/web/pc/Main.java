package cloister.web.pc;

import org.teavm.jso.JSExport;

/** The door to a simulator whose scenarios may have a whole PC. One worker has one session. */
public final class Main {
  private static final PcSession SESSION = new PcSession();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** Answers a request of {@code protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return SESSION.request(json);
  }

  /** The next bytes of the BIOS, a character for each; before the first request. */
  @JSExport
  public static void addBios(String bytes) {
    SESSION.addBios(bytes);
  }
}
