package cloister.hypervisor;

import cloister.bus.ByteSink;
import cloister.machine.Computer;
import cloister.machine.PcParts;

/** The same software as for {@link VirtualPcTest}, where kernels are translated. */
class TranslatedSoftwareTest extends VirtualPcTest {
  @Override
  Computer guest(PcParts parts, ByteSink line) {
    return TranslatedPcTest.translated(parts, line);
  }

  /** Real mode is interpreted, and leaves nobody. */
  @Override
  void wasLeftFor(String reason, Computer guest) {}
}
