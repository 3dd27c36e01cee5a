package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sandbox is opened again, perhaps years later: what is not as it was is said. */
class ReopeningTest {
  private final SimulatorPort port = new SimulatorPort();

  @BeforeEach
  void open() throws Exception {
    assertTrue(ok(ask(SimulatorPortTest.openRequest("[]"))));
  }

  /** A sandbox of three entries, as the port shares it. */
  private Json.Obj shared() throws Exception {
    ask("{'do':'run','stops':[],'budget':20}");
    ask("{'do':'poke','path':'reg.eax','value':5}");
    ask("{'do':'run','stops':[],'budget':9}");
    return object(ask("{'do':'share'}").get("sandbox"));
  }

  private Json.Obj reopen(Json.Obj sandbox) throws Exception {
    Json.Members members = Json.object().put("do", "open").put("catalogue", catalogueJson());
    for (String name : sandbox.members().keySet()) {
      if (!name.equals("format")) {
        members.put(name, sandbox.get(name));
      }
    }
    return object(JsonParser.parse(port.request(members.build().write())));
  }

  private static Json.Obj with(Json.Obj object, String name, Json value) {
    Json.Members members = Json.object();
    object.members().forEach((key, old) -> members.put(key, key.equals(name) ? value : old));
    return members.build();
  }

  private static String warning(Json.Obj answer) {
    assertTrue(ok(answer), answer.write());
    return answer.get("warning") instanceof Json.Obj warning
        ? object(warning.get("message")).get("id").write().replace("\"", "")
        : "";
  }

  private static int step(Json.Obj answer) {
    return (int) ((Json.Num) object(answer.get("view")).get("step")).value();
  }

  @Test
  void aSandboxThatIsAsItWasOpensWithoutAWarning() throws Exception {
    Json.Obj answer = reopen(shared());
    assertEquals("", warning(answer));
    assertEquals(29, step(answer));
  }

  @Test
  void anotherSimulatorOrStartIsSaid() throws Exception {
    Json.Obj sandbox = shared();
    Json.Obj answer = reopen(with(sandbox, "simulator", Json.of("0.0.1")));
    assertEquals("warning.simulator", warning(answer));
    assertEquals(29, step(answer));
    assertTrue(object(answer.get("warning")).get("text").write().contains("0.0.1"));
    assertEquals(
        "warning.scenario",
        warning(reopen(with(sandbox, "scenarioHash", Json.of("0".repeat(64))))));
  }

  @Test
  void aLogThatLeadsElsewhereOpensAtTheLastEqualState() throws Exception {
    Json.Obj sandbox = shared();
    Json.Obj answer = reopen(with(sandbox, "digest", Json.of("0".repeat(64))));
    assertEquals("warning.log", warning(answer));
    assertEquals(20, step(answer));
    List<Json> waypoints = array(sandbox.get("waypoints"));
    assertEquals(2, waypoints.size());
    Json doctored = with(object(waypoints.get(1)), "digest", Json.of("0".repeat(64)));
    Json.Obj early =
        reopen(with(sandbox, "waypoints", Json.array(List.of(waypoints.get(0), doctored))));
    assertEquals("warning.log", warning(early));
    assertEquals(20, step(early));
    assertFalse(
        object(ask("{'do':'digest'}")).get("digest").equals(object(doctored).get("digest")));
    assertEquals(object(waypoints.get(0)).get("digest"), ask("{'do':'digest'}").get("digest"));
  }

  @Test
  void withoutStatesOnTheWayItOpensAtItsEndAndSaysSo() throws Exception {
    Json.Obj sandbox = with(shared(), "waypoints", Json.array(List.of()));
    Json.Obj answer = reopen(with(sandbox, "digest", Json.of("0".repeat(64))));
    assertEquals("warning.end", warning(answer));
    assertEquals(29, step(answer));
  }

  @Test
  void whatAnOlderSimulatorAllowedIsNotReplayed() throws Exception {
    Json.Obj sandbox = shared();
    List<Json> log = new ArrayList<>(array(sandbox.get("log")));
    log.set(1, with(object(log.get(1)), "path", Json.of("reg.old")));
    Json.Obj old = with(sandbox, "log", Json.array(log));
    assertFalse(ok(reopen(old)));
    Json.Obj answer = reopen(with(old, "simulator", Json.of("0.0.1")));
    assertEquals("warning.log", warning(answer));
    assertEquals(20, step(answer));
  }

  @Test
  void theSeedOfASandboxIsHonoured() throws Exception {
    String open = SimulatorPortTest.openRequest("[]").replace("'do'", "'seed':41,'do'");
    assertTrue(ok(ask(open)));
    Json.Obj sandbox = object(ask("{'do':'share'}").get("sandbox"));
    assertEquals("41", sandbox.get("seed").write());
    assertEquals("", warning(reopen(sandbox)));
    assertEquals("41", object(ask("{'do':'share'}").get("sandbox")).get("seed").write());
  }

  private Json.Obj ask(String request) throws Exception {
    return object(JsonParser.parse(port.request(request.replace('\'', '"'))));
  }

  private static boolean ok(Json.Obj answer) {
    return answer.get("ok").write().equals("true");
  }

  private static Json.Obj object(Json json) {
    return (Json.Obj) json;
  }

  private static List<Json> array(Json json) {
    return ((Json.Arr) json).items();
  }

  private static Json catalogueJson() throws Exception {
    return JsonParser.parse(SimulatorPortTest.catalogue());
  }
}
