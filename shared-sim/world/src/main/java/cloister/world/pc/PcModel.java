package cloister.world.pc;

import cloister.world.Model;
import cloister.world.Scenario;
import cloister.world.SourceFile;

/** A PC that boots a scenario's programs from its disk, under our own BIOS. */
public final class PcModel {
  private PcModel() {}

  /**
   * @param bios as the build assembles it
   */
  public static Model of(byte[] bios) {
    return new Model(
        Scenario.PC,
        start ->
            new ScenarioPc(
                start.memory(),
                bios,
                start.files().stream()
                    .filter(file -> !file.isIncluded())
                    .map(SourceFile::name)
                    .toList()));
  }
}
