package cloister.web.pc;

import cloister.cpu.decode.OpcodeTable;
import cloister.world.Tools;
import cloister.world.pc.PcModel;
import cloister.world.port.SimulatorPort;
import java.util.Optional;

/** A session with scenarios for a PC, which gets its BIOS first. */
final class PcSession {
  private final StringBuilder bios = new StringBuilder();
  private Optional<SimulatorPort> port = Optional.empty();

  void addBios(String bytes) {
    bios.append(bytes);
  }

  String request(String json) {
    if (port.isEmpty()) {
      byte[] rom = new byte[bios.length()];
      for (int i = 0; i < rom.length; i++) {
        rom[i] = (byte) bios.charAt(i);
      }
      port = Optional.of(new SimulatorPort(Tools.of(new OpcodeTable()).with(PcModel.of(rom))));
    }
    return port.get().request(json);
  }
}
