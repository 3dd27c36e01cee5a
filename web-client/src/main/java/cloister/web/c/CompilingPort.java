package cloister.web.c;

import cloister.cc.driver.Sysroot;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Tools;
import cloister.world.c.CLanguage;
import cloister.world.pc.PcModel;
import cloister.world.port.SimulatorPort;
import java.util.Optional;

/** A session with a compiler, which gets its headers and its library before the first request. */
final class CompilingPort {
  private final StringBuilder sysroot = new StringBuilder();
  private final StringBuilder bios = new StringBuilder();
  private Optional<SimulatorPort> port = Optional.empty();

  /** The next bytes, a character for each; false when requests have been answered without them. */
  boolean addSysroot(String bytes) {
    if (port.isPresent()) {
      return false;
    }
    sysroot.append(bytes);
    return true;
  }

  /** The next bytes of the BIOS of PCs; false when requests have been answered without them. */
  boolean addBios(String bytes) {
    if (port.isPresent()) {
      return false;
    }
    bios.append(bytes);
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
    byte[] library = taken(sysroot);
    CLanguage c =
        new CLanguage(opcodes, library.length == 0 ? Sysroot.empty() : Sysroot.of(library));
    Tools tools = Tools.of(opcodes, c);
    return bios.isEmpty() ? tools : tools.with(PcModel.of(taken(bios)));
  }

  private static byte[] taken(StringBuilder text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    text.setLength(0);
    return bytes;
  }
}
