package cloister.web.linux;

import cloister.cpu.decode.OpcodeTable;
import cloister.kernel.Image;
import cloister.world.Tools;
import cloister.world.linux.LinuxModel;
import cloister.world.port.SimulatorPort;
import java.util.Optional;

/** A session with a Linux host, which gets its kernel's entry code and its files first. */
final class LinuxPort {
  private final StringBuilder entryCode = new StringBuilder();
  private final StringBuilder image = new StringBuilder();
  private Optional<SimulatorPort> port = Optional.empty();

  void addEntryCode(String bytes) {
    entryCode.append(bytes);
  }

  void addImage(String bytes) {
    image.append(bytes);
  }

  String request(String json) {
    if (port.isEmpty()) {
      port = Optional.of(new SimulatorPort(tools()));
    }
    return port.get().request(json);
  }

  private Tools tools() {
    byte[] archive = bytes(image);
    image.setLength(0);
    return Tools.of(new OpcodeTable()).with(LinuxModel.of(bytes(entryCode), Image.ofTar(archive)));
  }

  private static byte[] bytes(StringBuilder text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
