package cloister.server.api;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.server.http.Problem;
import cloister.world.Log;
import cloister.world.Scenario;
import cloister.world.share.Sandbox;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The parts of bodies that the simulator's own readers check. */
final class SimulatorJson {
  private SimulatorJson() {}

  /**
   * @param node null where the body has none
   * @param field how problems name it
   */
  static Optional<Json> scenario(JsonNode node, String field) {
    try {
      Optional<Json> json = json(node, field);
      if (json.isPresent()) {
        Scenario.of(json.get(), field);
      }
      return json;
    } catch (InvalidInput e) {
      throw Problem.of(e);
    }
  }

  /**
   * @param node null where the body has none
   * @param field how problems name it
   */
  static Optional<Json> log(JsonNode node, String field) {
    try {
      Optional<Json> json = json(node, field);
      if (json.isPresent()) {
        Log.parse(json.get(), field);
      }
      return json;
    } catch (InvalidInput e) {
      throw Problem.of(e);
    }
  }

  static Sandbox sandbox(JsonNode node, String field) {
    try {
      return Sandbox.of(json(node, field).orElseThrow(), field);
    } catch (InvalidInput e) {
      throw Problem.of(e);
    }
  }

  private static Optional<Json> json(JsonNode node, String field) throws InvalidInput {
    if (node == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Texts.json(node.toString(), RunsApi.MAX_BODY));
    } catch (InvalidInput e) {
      throw new InvalidInput(field, e.reason());
    }
  }
}
