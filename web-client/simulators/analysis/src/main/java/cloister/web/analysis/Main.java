package cloister.web.analysis;

import cloister.analysis.AnalysisPort;
import org.teavm.jso.JSExport;

/** The door through which a worker has all instructions run. */
public final class Main {
  private static final AnalysisPort PORT = new AnalysisPort();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** Answers a request of {@code analyze/protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return PORT.request(json);
  }
}
