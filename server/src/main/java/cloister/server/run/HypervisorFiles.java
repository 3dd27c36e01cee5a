package cloister.server.run;

import cloister.world.Scenario;
import cloister.world.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The hypervisor's entry code for each technique, and the kernel that comes with them. */
public final class HypervisorFiles {
  private static final String HOST = "host.asm";
  private static final String HOST_FOR_VT_X = "host-vmx.asm";
  private static final String KERNEL = "two-programs.asm";

  private HypervisorFiles() {}

  public static SourceFile host() {
    return file(HOST);
  }

  public static SourceFile hostForVtX() {
    return file(HOST_FOR_VT_X);
  }

  /** A small kernel with all that kernels have, in an ordinary and a paravirtual build. */
  public static SourceFile kernel() {
    return file(KERNEL);
  }

  /** A scenario with guests that was made for one technique gets what another one begins with. */
  static Scenario withEntryCode(Scenario scenario, String technique) {
    String wanted = technique.equals(Scenario.VT_X) ? HOST_FOR_VT_X : HOST;
    boolean hasAny = false;
    for (SourceFile file : scenario.files()) {
      if (file.name().equals(wanted)) {
        return scenario;
      }
      hasAny |= file.name().equals(HOST) || file.name().equals(HOST_FOR_VT_X);
    }
    if (!hasAny || !scenario.model().equals(Scenario.GUESTS)) {
      return scenario;
    }
    List<SourceFile> files = new ArrayList<>();
    files.add(file(wanted));
    files.addAll(scenario.files());
    return scenario.withFiles(files);
  }

  private static SourceFile file(String name) {
    try (InputStream in =
        HypervisorFiles.class.getResourceAsStream("/cloister/hypervisor/" + name)) {
      return new SourceFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
