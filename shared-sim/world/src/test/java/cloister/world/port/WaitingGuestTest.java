package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.machine.TimerProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest on the board with the timer that halts until the timer interrupts. */
class WaitingGuestTest {
  private static final String PROGRAM =
      TimerProgram.of(
          0x800,
          """
          sti
          again:
          hlt
          jmp again
          timer:
          inc bx
          mov al, 0x20
          out 0x20, al
          cmp bx, 3
          jne back
          cli
          hlt
          back:
          iret
          """);

  private final SimulatorPort port = new SimulatorPort();

  @BeforeEach
  void open() throws Exception {
    Json file =
        Json.object().put("name", "a.asm").put("text", PROGRAM).put("editable", true).build();
    Json scenario =
        Json.object().put("format", 1).put("model", "timer").put("files", List.of(file)).build();
    view(
        Json.object()
            .put("do", "open")
            .put("catalogue", JsonParser.parse(SimulatorPortTest.catalogue()))
            .put("scenario", scenario)
            .build());
  }

  @Test
  void itIsToldApartFromOneThatNothingWakes() throws Exception {
    List<String> told = new ArrayList<>();
    Json.Obj view = untilSecondHalt();
    for (int i = 0; i < 4; i++) {
      told.add(text(view, "status") + ": " + sentence(view, "sentence"));
      view = run(1);
    }
    assertEquals(
        List.of(
            "waiting: hlt: the processor halts, until an interrupt comes from outside.",
            "waiting: The processor is halted; time goes on to what the timer does next.",
            "waiting: The processor is halted; time goes on to what the timer does next.",
            "paused: An interrupt from outside enters gate 0x08;"
                + " the handler at 0x0000:00007C31 is in the same ring."),
        told);
    view = run(1000);
    assertEquals("halted", text(view, "status"));
    assertEquals("cpu.halt", text((Json.Obj) last(view.get("events")), "name"));
    assertEquals("hlt: the processor halts, and nothing can wake it.", sentence(view, "sentence"));
  }

  @Test
  void aRunGoesOnOverTheWaiting() throws Exception {
    Json.Obj view = run(1);
    int runs = 0;
    while (view.get("stopped") == Json.NULL && runs < 1000) {
      view = run(1);
      runs++;
    }
    assertEquals("halted", text(view, "status"));
    assertEquals("stopped.halted", text((Json.Obj) view.get("stopped"), "id"));
  }

  @Test
  void whatComesNextIsNotAnInstruction() throws Exception {
    Json.Obj view = untilSecondHalt();
    assertEquals("next: time goes on until an interrupt comes", sentence(view, "next"));
  }

  /** The first interrupt has waited since the timer was set. */
  private Json.Obj untilSecondHalt() throws Exception {
    Json until = Json.object().put("do", "until").put("event", "cpu.halt").build();
    view(until);
    return view(until);
  }

  private Json.Obj run(int steps) throws Exception {
    return view(
        Json.object().put("do", "run").put("stops", List.of()).put("budget", steps).build());
  }

  private Json.Obj view(Json request) throws Exception {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request.write()));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return (Json.Obj) answer.get("view");
  }

  private static String sentence(Json.Obj view, String name) {
    return text((Json.Obj) view.get(name), "text");
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name)).value();
  }

  private static Json last(Json items) {
    List<Json> all = ((Json.Arr) items).items();
    return all.get(all.size() - 1);
  }
}
