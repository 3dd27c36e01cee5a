package cloister.web.machine;

import cloister.machine.port.PcPort;
import org.teavm.classlib.PlatformDetector;
import org.teavm.jso.JSExport;

/** The door through which a worker reaches a whole PC. One worker has one machine. */
public final class Main {
  private static final PcPort PORT = port();

  private Main() {}

  /** TeaVM starts here; the module's exports are what is used. */
  public static void main(String[] args) {}

  /** As JavaScript the simulator has no memory that WebAssembly could share. */
  private static PcPort port() {
    PcPort port = new PcPort();
    if (PlatformDetector.isWebAssemblyGC()) {
      port.translateWith(WasmModules.only());
    }
    return port;
  }

  /** Answers a request of {@code machine/protocol.ts}. */
  @JSExport
  public static String request(String json) {
    return PORT.request(json);
  }

  /** The next bytes of the BIOS, a character for each; 0 when they are too many. */
  @JSExport
  public static int addBios(String bytes) {
    return PORT.addBios(bytes) ? 1 : 0;
  }

  /** The next bytes of the hypervisor's entry code, in the same form; 0 when they are too many. */
  @JSExport
  public static int addHypervisor(String bytes) {
    return PORT.addHypervisor(bytes) ? 1 : 0;
  }

  /** The next bytes of what is to be booted; 0 when they are too many. */
  @JSExport
  public static int addImage(String bytes) {
    return PORT.addImage(bytes) ? 1 : 0;
  }

  /** Sectors of the disk as they are now, a character for each byte. */
  @JSExport
  public static String sectors(int first, int count) {
    return PORT.sectors(first, count);
  }
}
