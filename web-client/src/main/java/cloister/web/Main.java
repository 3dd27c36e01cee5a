package cloister.web;

import cloister.cpu.decode.OpcodeTable;
import org.teavm.jso.JSExport;

/** The door through which the page's worker reaches the simulator. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}

  @JSExport
  public static String request(String json) {
    return "{\"ok\":true,\"rows\":" + new OpcodeTable().rows().size() + "}";
  }
}
