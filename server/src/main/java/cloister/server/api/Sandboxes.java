package cloister.server.api;

import tools.jackson.databind.JsonNode;

/** Sandboxes in request bodies. */
final class Sandboxes {
  static final int MAX_BODY = 256 << 10;

  private static final String FIELD = "sandbox";

  private Sandboxes() {}

  /** The member {@code sandbox} as JSON text, with a scenario and a log that can be read. */
  static String in(JsonNode body) {
    JsonNode sandbox = body.get(FIELD);
    SimulatorJson.scenario(sandbox.get("scenario"), FIELD + ".scenario");
    SimulatorJson.log(sandbox.get("log"), FIELD + ".log");
    return sandbox.toString();
  }
}
