package cloister.cpu.protect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The two programs that {@code monitor.asm} assembles to, and what each runs on. */
enum Monitor {
  /** Segments and privileges, on a processor without anything later. */
  PLAIN("monitor.hex", "p2_klamath", List.of()),

  /** With control and debug registers, on a processor with PAE and NX. */
  SYSTEM("system.hex", "p4_prescott_celeron_336", List.of("-DSYSTEM"));

  private final String resource;
  private final String bochsModel;
  private final List<String> nasmOptions;

  Monitor(String resource, String bochsModel, List<String> nasmOptions) {
    this.resource = resource;
    this.bochsModel = bochsModel;
    this.nasmOptions = nasmOptions;
  }

  String bochsModel() {
    return bochsModel;
  }

  List<String> nasmOptions() {
    return nasmOptions;
  }

  /** What nasm makes of {@code monitor.asm}, kept in hexadecimal. */
  byte[] code() throws IOException {
    try (InputStream text = Monitor.class.getResourceAsStream(resource)) {
      String digits = new String(text.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
  }
}
