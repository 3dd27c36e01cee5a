package cloister.machine.port;

import cloister.codec.Json;

/** What {@link GuestPcPortTest} asks of a guest by VT-x, of one whose kernel is translated. */
class TranslatedPcPortTest extends GuestPcPortTest {
  @Override
  String technique() {
    return "binary-translation";
  }

  @Override
  String entryCode() {
    return "pc-translation.bin";
  }

  /** The example is in real mode, which is interpreted. */
  @Override
  void wasLeft(Json.Obj answer, String reason, int least) {}
}
