package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.world.port.SimulatorPort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page is told of rings 1 and 2 and of conforming code. */
final class InnerRingsTest {
  private final SimulatorPort port = new SimulatorPort();

  @Test
  void theDriversGateLeadsToRing1() throws Exception {
    open("inner-rings");
    Json.Obj view = until("gate.call:40");
    assertEquals("1", gate(view, 0x40).get("targetRing").write());
    assertEquals("\"home\"", actor(view).get("place").write());
    assertEquals("1", actor(view).get("ring").write());
  }

  @Test
  void conformingCodeIsALibraryOutsideTheWalls() throws Exception {
    open("conforming");
    Json.Obj view = until("ring.out");
    assertEquals("3", gate(view, 0x40).get("targetRing").write());
    assertEquals("0", gate(view, 0x38).get("targetRing").write());
    assertTrue(((Json.Obj) view.get("rings")).get("regions").write().contains("\"library\""));
    assertEquals("\"home\"", actor(view).get("place").write());
    while (!actor(view).get("text").write().contains("add eax, eax")) {
      view = ask(Json.object().put("do", "step").build());
    }
    assertEquals("3", actor(view).get("ring").write());
    assertEquals("\"library\"", actor(view).get("place").write());
  }

  @Test
  void baseAndLimitAreSetAsAWhole() throws Exception {
    open("inner-rings");
    Json.Obj view = until("ring.out");
    Json.Obj gdt = (Json.Obj) ((Json.Obj) view.get("tables")).get("gdt");
    Json.Obj driver = (Json.Obj) ((Json.Arr) gdt.get("entries")).items().get(7);
    assertEquals(
        "[{\"name\":\"base\",\"value\":0,\"bits\":32,\"path\":\"gdt.7.base\"},"
            + "{\"name\":\"limit\",\"value\":1048575,\"bits\":20,\"path\":\"gdt.7.limit\"}]",
        driver.get("split").write());
  }

  /** The praise of the task holds for both ways. */
  @Test
  void aSegmentThatMayNotBeWrittenTakesTheDriversStackToo() throws Exception {
    open("inner-rings");
    until("gate.call:40");
    ask(Json.object().put("do", "poke").put("path", "gdt.7.type").put("value", 1).build());
    until("fault.GP");
    Json.Obj view = until("fault.GP");
    Json.Obj refusal = (Json.Obj) ((Json.Obj) view.get("rings")).get("refusal");
    assertEquals("\"DESCRIPTOR_TYPE\"", refusal.get("rule").write());
  }

  private void open(String lesson) throws Exception {
    LessonSource source = LessonSource.read(Path.of("course/rings/" + lesson));
    ask(
        Json.object()
            .put("do", "open")
            .put("catalogue", Json.object().build())
            .put("scenario", source.scenario().toJson())
            .build());
  }

  private Json.Obj until(String event) throws Exception {
    return ask(Json.object().put("do", "until").put("event", event).build());
  }

  private static Json.Obj actor(Json.Obj view) {
    return (Json.Obj) ((Json.Obj) view.get("rings")).get("actor");
  }

  private static Json.Obj gate(Json.Obj view, int id) {
    for (Json gate : ((Json.Arr) ((Json.Obj) view.get("rings")).get("gates")).items()) {
      if (((Json.Obj) gate).get("id").write().equals(Integer.toString(id))) {
        return (Json.Obj) gate;
      }
    }
    throw new AssertionError("no gate " + id);
  }

  private Json.Obj ask(Json request) throws Exception {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request.write()));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return (Json.Obj) answer.get("view");
  }
}
