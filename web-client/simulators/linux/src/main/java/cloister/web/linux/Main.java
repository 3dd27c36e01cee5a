package cloister.web.linux;

import org.teavm.jso.JSExport;

/** The door to a simulator that has a kernel like Linux's. One worker has one session. */
public final class Main {
  private static final LinuxPort PORT = new LinuxPort();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** Answers a request of {@code protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return PORT.request(json);
  }

  /** The next bytes of the kernel's entry code, a character for each; before the first request. */
  @JSExport
  public static void addEntryCode(String bytes) {
    PORT.addEntryCode(bytes);
  }

  /** The next bytes of the archive with the root file system; before the first request. */
  @JSExport
  public static void addImage(String bytes) {
    PORT.addImage(bytes);
  }
}
