package cloister.web.c;

import cloister.cc.driver.Sysroot;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Tools;
import cloister.world.c.CLanguage;
import cloister.world.port.SimulatorPort;
import java.util.Optional;

/** A session with a compiler, which gets its headers and its library before the first request. */
final class CompilingPort {
  private final StringBuilder sysroot = new StringBuilder();
  private Optional<SimulatorPort> port = Optional.empty();

  /** The next bytes, a character for each; false when requests have been answered without them. */
  boolean addSysroot(String bytes) {
    if (port.isPresent()) {
      return false;
    }
    sysroot.append(bytes);
    return true;
  }

  String request(String json) {
    if (port.isEmpty()) {
      port = Optional.of(new SimulatorPort(tools()));
    }
    return port.get().request(json);
  }

  private Tools tools() {
    OpcodeTable opcodes = new OpcodeTable();
    byte[] bytes = new byte[sysroot.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) sysroot.charAt(i);
    }
    sysroot.setLength(0);
    return Tools.of(
        opcodes, new CLanguage(opcodes, bytes.length == 0 ? Sysroot.empty() : Sysroot.of(bytes)));
  }
}
