package cloister.web;

import cloister.world.port.SimulatorPort;
import org.teavm.jso.JSExport;

/** The door through which the page's worker reaches the simulator. One worker has one session. */
public final class Main {
  private static final SimulatorPort PORT = new SimulatorPort();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** Answers a request of {@code protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return PORT.request(json);
  }
}
