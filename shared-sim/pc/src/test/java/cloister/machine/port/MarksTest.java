package cloister.machine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands out on the line of time of a PC. */
class MarksTest {
  private static final Input A = new Input.Key("KeyA", true);
  private static final Input UP = new Input.Key("KeyA", false);
  private static final Mark.Place PLACE = new Mark.Place(0x7c00, 4);

  private final Marks marks = new Marks();
  private final PcPort port = new PcPort();

  private List<Long> told() {
    return marks.told(1_000_000).stream().map(Mark::step).toList();
  }

  @Test
  void inputOfOneStepIsOneMarkAndAKeyThatIsLetGoIsNone() {
    marks.input(5, 50, List.of(A));
    marks.input(5, 50, List.of(new Input.Serial('h'), new Input.Serial('i')));
    marks.input(9, 90, List.of(UP));
    assertEquals(List.of(5L), told());
    assertEquals(
        "{\"step\":5,\"millis\":5,\"own\":false,\"keys\":[\"KeyA\"],\"serial\":\"hi\","
            + "\"reset\":false,\"more\":0}",
        marks.told(100).getFirst().toJson(10).write());
  }

  @Test
  void onesOwnAreSetAndTakenAwayAndInputStays() {
    assertTrue(marks.set(3, 30));
    marks.input(4, 40, List.of(A));
    assertTrue(marks.set(4, 40));
    assertEquals(List.of(3L, 4L), marks.ownUpTo(4));
    assertEquals(List.of(3L), marks.ownUpTo(3));
    marks.unset(3);
    marks.unset(4);
    marks.unset(77);
    assertEquals(List.of(4L), told(), "there was input");
    assertEquals(List.of(), marks.ownUpTo(9));
  }

  @Test
  void thereIsAnEndOfMarks() {
    for (int i = 0; i < Marks.MOST; i++) {
      assertTrue(marks.set(i, i));
    }
    assertTrue(marks.set(0, 0), "it is there");
    assertFalse(marks.set(1000, 1000));
    marks.cut(10);
    assertTrue(marks.set(1000, 1000));
    assertEquals(12, told().size());
  }

  @Test
  void onlyTheLastWriterIsMarked() {
    marks.wrote(7, 70, PLACE);
    marks.set(7, 70);
    marks.wrote(2, 20, PLACE);
    assertEquals(List.of(2L, 7L), told());
    assertEquals(Optional.empty(), marks.told(100).getLast().wrote());
    marks.unset(7);
    marks.forgetWriter();
    assertEquals(List.of(), told());
  }

  @Test
  void theNearestOnEitherSideIsFound() {
    marks.set(2, 20);
    marks.input(4, 40, List.of(UP));
    marks.input(6, 60, List.of(A));
    assertEquals(6, marks.from(2, true).orElseThrow().step());
    assertEquals(2, marks.from(6, false).orElseThrow().step());
    assertEquals(Optional.empty(), marks.from(6, true));
  }

  @Test
  void whatIsExpectedIsMarkedAsItIsReachedUnlessItIsCutOff() {
    marks.expect(List.of(5L, 8L));
    int before = marks.revision();
    assertEquals(5, marks.nextExpected(0));
    marks.reach(5, 50, List.of());
    assertNotEquals(before, marks.revision());
    assertEquals(List.of(5L), marks.ownUpTo(9));
    marks.cut(6);
    assertEquals(Long.MAX_VALUE, marks.nextExpected(5));
  }

  @Test
  void ofVeryMuchInputWhatLiesCloseIsToldAsOneAndMarksOfOnesOwnAlone() {
    for (int i = 0; i < 3000; i++) {
      marks.input(i, i, List.of(A));
    }
    marks.set(1234, 1234);
    List<Mark> told = marks.told(3000);
    assertTrue(told.size() > 100 && told.size() < 310, told.size() + "");
    assertEquals(3000, told.stream().mapToInt(mark -> 1 + mark.more()).sum());
    assertEquals(1, told.stream().filter(Mark::own).filter(mark -> mark.more() == 0).count());
    assertEquals(1, marks.from(0, true).orElseThrow().step(), "each can be gone to");
  }

  private Json.Obj ask(String request) throws JsonException {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return answer;
  }

  private String run(int millis) throws JsonException {
    return ask("{\"do\":\"run\",\"steps\":2000000000,\"untilMillis\":" + millis + "}")
        .get("status")
        .write();
  }

  private void goTo(String where) throws JsonException {
    ask("{\"do\":\"seek\"," + where + "}");
  }

  private Json steps() throws JsonException {
    List<Json> all = ((Json.Arr) ask("{\"do\":\"marks\"}").get("marks")).items();
    return Json.strings(
        all.stream()
            .map(Json.Obj.class::cast)
            .map(
                mark ->
                    mark.get("step").write()
                        + (mark.get("own").equals(Json.of(true)) ? " own" : "")
                        + (mark.get("wrote") instanceof Json.Obj ? " wrote" : ""))
            .toList());
  }

  @Test
  void theyStayWhenThePcIsWalkedBackAndGoWithALink() throws JsonException {
    assertTrue(port.addBios(Images.latin1(Images.resource("bios/bios.bin"))));
    assertTrue(port.addImage(Images.latin1(Images.resource("examples/hello.bin"))));
    ask("{\"do\":\"look\"}");
    ask("{\"do\":\"start\",\"memory\":2}");
    run(1500);
    ask("{\"do\":\"mark\"}");
    run(1600);
    ask("{\"do\":\"key\",\"down\":\"KeyA\"}");
    run(1700);
    ask("{\"do\":\"key\",\"up\":\"KeyA\"}");
    run(1800);
    ask("{\"do\":\"writer\",\"address\":31744,\"bytes\":4}");
    while (ask("{\"do\":\"search\"}").get("done").equals(Json.of(false))) {}
    String three = steps().write();
    assertEquals(2, three.split(",", -1).length - 1, three);
    assertTrue(three.contains(" own") && three.contains(" wrote"), three);

    goTo("\"forward\":false");
    goTo("\"forward\":false");
    assertEquals(three, steps().write());
    String link = ask("{\"do\":\"share\"}").get("record").write();
    assertFalse(link.contains("KeyA"), "it lies ahead");
    goTo("\"forward\":true");
    Json.Obj record = (Json.Obj) ask("{\"do\":\"share\"}").get("record");
    String start =
        "{\"do\":\"start\",\"memory\":2,\"log\":"
            + record.get("log").write()
            + ",\"end\":"
            + record.get("end").write()
            + ",\"marks\":"
            + record.get("marks").write()
            + "}";
    ask(start);
    assertEquals("[]", steps().write());
    run(9000);
    assertEquals(three.replaceFirst("\"[0-9]+ wrote\",", ""), steps().write());

    goTo("\"step\":1000");
    ask("{\"do\":\"serial\",\"text\":\"x\"}");
    assertEquals("[\"1000\"]", steps().write(), "that future is cut off");
  }
}
