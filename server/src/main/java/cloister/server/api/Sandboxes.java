package cloister.server.api;

import tools.jackson.databind.JsonNode;

/** Sandboxes in request bodies. */
final class Sandboxes {
  static final int MAX_BODY = 256 << 10;

  private static final String FIELD = "sandbox";

  private Sandboxes() {}

  /** The member {@code sandbox} as JSON text, checked by the simulator's own reader. */
  static String in(JsonNode body) {
    return SimulatorJson.sandbox(body.get(FIELD), FIELD);
  }
}
