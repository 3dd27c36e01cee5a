package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.world.port.SimulatorPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says of the guest in virtual-8086 mode, whose segments have no descriptors. */
final class VirtualModeTest {
  private final SimulatorPort port = new SimulatorPort();
  private Json.Obj view;

  @BeforeEach
  void enter() throws Exception {
    LessonSource lesson = LessonSource.read(Path.of("course/rings/virtual-8086"));
    ask(
        Json.object()
            .put("do", "open")
            .put("catalogue", Json.object().build())
            .put("scenario", lesson.scenario().toJson())
            .build());
    view = ask(Json.object().put("do", "until").put("event", "virtual.enter").build());
  }

  @Test
  void theModeHasItsName() {
    assertEquals("\"virtual\"", view.get("mode").write());
  }

  @Test
  void noParagraphIsLookedUpInTheTable() {
    List<String> texts = new ArrayList<>();
    for (Json item : ((Json.Arr) view.get("segments")).items()) {
      Json.Obj segment = (Json.Obj) item;
      if (texts.size() < 6) {
        texts.add(segment.get("text").write());
        assertEquals(Json.NULL, segment.get("differs"), segment.write());
      }
    }
    assertEquals(1, texts.stream().distinct().count(), texts.toString());
    Json.Obj gdt = (Json.Obj) ((Json.Obj) view.get("tables")).get("gdt");
    for (Json entry : ((Json.Arr) gdt.get("entries")).items()) {
      String users = ((Json.Obj) entry).get("usedBy").write();
      assertEquals(users.contains("tr") ? "[\"tr\"]" : "[]", users);
    }
  }

  @Test
  void theGuestHasWhatItsParagraphsReach() {
    assertEquals(
        "[{\"name\":\"code\",\"ring\":3,\"base\":131072,\"limit\":65535,"
            + "\"address\":131072,\"file\":\"old.asm\"},"
            + "{\"name\":\"data\",\"ring\":3,\"base\":0,\"limit\":65535,"
            + "\"address\":0,\"file\":null},"
            + "{\"name\":\"stack\",\"ring\":3,\"base\":131072,\"limit\":65535,"
            + "\"address\":196592,\"file\":null}]",
        ((Json.Obj) view.get("rings")).get("regions").write());
  }

  @Test
  void theStackIsSaidToBeSwitched() {
    List<String> names = new ArrayList<>();
    for (Json event : ((Json.Arr) view.get("events")).items()) {
      names.add(((Json.Obj) event).get("name").write());
    }
    assertEquals(
        List.of(
            "\"flags.system\"",
            "\"stack.switch\"",
            "\"return.iret\"",
            "\"virtual.enter\"",
            "\"ring.out\"",
            "\"stack\""),
        names);
  }

  @Test
  void ioplAloneRefusesCli() throws Exception {
    view = ask(Json.object().put("do", "until").put("event", "fault.GP").build());
    Json.Obj refusal = (Json.Obj) ((Json.Obj) view.get("rings")).get("refusal");
    assertEquals("\"VIRTUAL_MODE_IOPL\"", refusal.get("rule").write());
    Json.Arr compare = (Json.Arr) refusal.get("compare");
    assertEquals("\"IOPL\"", ((Json.Obj) compare.items().get(0)).get("name").write());
    assertEquals(2, compare.items().size(), compare.write() + ": IOPL and 3");
  }

  private Json.Obj ask(Json request) throws Exception {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request.write()));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return (Json.Obj) answer.get("view");
  }
}
