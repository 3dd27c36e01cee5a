package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.message.EnglishWords;
import cloister.world.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatorPortTest {
  private final SimulatorPort port = new SimulatorPort();

  @BeforeEach
  void open() throws Exception {
    assertTrue(ok(ask(openRequest("[]"))));
  }

  @Test
  void theViewHasTheMembersOfTheProtocol() throws Exception {
    Json.Obj view = view("{'do':'run','stops':['fault'],'budget':1000}");
    assertEquals(
        new TreeSet<>(
            List.of(
                ("step lastStep instructions status stopped sentence next spoken registers segments"
                     + " flags eflags mode cpl iopl cr0 code tables rings why marks marksForgotten"
                     + " bands tasks watches console events")
                    .split(" "))),
        new TreeSet<>(view.members().keySet()));
    assertEquals("\"fault\"", view.get("status").write());
    assertEquals(
        new TreeSet<>(
            List.of("cpl", "usedRings", "gates", "regions", "actor", "crossing", "refusal")),
        new TreeSet<>(object(view.get("rings")).members().keySet()));
    assertEquals("\"Stopped at a fault.\"", object(view.get("stopped")).get("text").write());
  }

  @Test
  void pagesAreAskedForApart() throws Exception {
    Json.Obj pages = object(ask("{'do':'pages','linear':4096,'writers':true}").get("pages"));
    assertEquals("false", pages.get("on").write());
    assertFalse(ok(ask("{'do':'pages','linear':'here'}")));
    assertFalse(ok(ask("{'do':'pages','page':1}")));
  }

  private static List<String> callers(Json.Obj rings) {
    return array(rings.get("gates")).stream()
        .map(gate -> ((Json.Str) object(object(gate).get("caller")).get("text")).value())
        .toList();
  }

  @Test
  void ringsShowTheGatesThatExistAndTheRefusal() throws Exception {
    Json.Obj view = view("{'do':'run','stops':['fault'],'budget':1000}");
    Json.Obj rings = object(view.get("rings"));
    assertEquals("[0,3]", rings.get("usedRings").write());
    assertEquals(3, array(rings.get("gates")).size());
    Json.Obj service = object(array(rings.get("gates")).get(1));
    assertEquals("48", service.get("id").write());
    assertEquals("false", service.get("open").write());
    assertEquals("\"service\"", service.get("target").write());
    assertEquals("0", service.get("targetRing").write());
    assertEquals("[fault #GP, int 0x30, call 0x30]", callers(rings).toString());
    Json.Obj call = object(array(rings.get("gates")).get(2));
    assertEquals("\"call\"", call.get("kind").write());
    assertEquals("true", call.get("open").write());
    Json.Obj actor = object(rings.get("actor"));
    assertEquals("\"wall\"", actor.get("place").write());
    assertEquals("\"cli\"", actor.get("mnemonic").write());
    assertEquals("true", actor.get("privileged").write());
    assertEquals(3, array(actor.get("trail")).size());
    assertEquals(
        "[{\"name\":\"CPL\",\"value\":3,\"relation\":\">\",\"failed\":true,\"asked\":true},"
            + "{\"name\":\"IOPL\",\"value\":0,\"relation\":null,\"failed\":false,\"asked\":true},"
            + "{\"name\":\"DPL\",\"value\":null,\"relation\":null,\"failed\":false,"
            + "\"asked\":false}]",
        object(rings.get("refusal")).get("compare").write());
    Json.Obj opened = view("{'do':'poke','path':'idt.30.dpl','value':3}");
    Json.Obj gate = object(array(object(opened.get("rings")).get("gates")).get(1));
    assertEquals("true", gate.get("open").write());
    assertEquals("[0,1,2,3]", gate.get("openTo").write());
  }

  @Test
  void aPokeableFieldPokes() throws Exception {
    view("{'do':'run','stops':['ring'],'budget':1000}");
    Json.Obj tables = object(view("{'do':'view'}").get("tables"));
    int poked = 0;
    for (Json entry : array(object(tables.get("idt")).get("entries"))) {
      for (Json field : array(object(entry).get("fields"))) {
        if (object(field).get("path") instanceof Json.Str path) {
          String value = object(field).get("value").write();
          assertTrue(
              ok(ask("{'do':'poke','path':'" + path.value() + "','value':" + value + "}")),
              path.value());
          poked++;
        }
      }
    }
    assertEquals(2 * 4, poked);
    assertNotNull(object(tables.get("tss")).get("fields"));
  }

  @Test
  void tablesFollowWhatChangesInMemory() throws Exception {
    view("{'do':'run','stops':['ring'],'budget':1000}");
    assertEquals("0", dplOfService(view("{'do':'view'}")));
    assertEquals("3", dplOfService(view("{'do':'poke','path':'idt.30.dpl','value':3}")));
    assertEquals("0", dplOfService(view("{'do':'back'}")));
  }

  private static String dplOfService(Json.Obj view) {
    Json idt = object(view.get("tables")).get("idt");
    Json.Obj entry = object(array(object(idt).get("entries")).get(1));
    assertEquals("48", entry.get("index").write());
    for (Json field : array(entry.get("fields"))) {
      if (object(field).get("name").equals(Json.of("DPL"))) {
        return object(field).get("value").write();
      }
    }
    return "none";
  }

  @Test
  void walksInBothDirections() throws Exception {
    assertEquals("1", view("{'do':'step'}").get("step").write());
    assertEquals("0", view("{'do':'back'}").get("step").write());
    assertEquals("0", view("{'do':'back'}").get("step").write());
    String crossing = view("{'do':'next','kinds':['crossing']}").get("step").write();
    Json.Obj fault = view("{'do':'next','kinds':['fault']}");
    assertEquals(crossing, view("{'do':'previous','kinds':['crossing']}").get("step").write());
    Json.Obj again = view("{'do':'seek','step':" + fault.get("step").write() + "}");
    assertEquals(fault.get("spoken"), again.get("spoken"));
    assertEquals(fault.get("registers"), again.get("registers"));
    assertEquals(fault.get("rings"), again.get("rings"));
    assertEquals(fault.get("why"), again.get("why"));
  }

  @Test
  void stepOverGoesThroughTheKernelAndBack() throws Exception {
    view("{'do':'run','stops':['fault'],'budget':1000}");
    Json.Obj over = view("{'do':'over'}");
    assertEquals("3", over.get("cpl").write());
    assertEquals("\"paused\"", over.get("status").write());
    view("{'do':'poke','path':'idt.30.dpl','value':3}");
    view("{'do':'step'}");
    Json.Obj service = view("{'do':'over'}");
    assertEquals("3", service.get("cpl").write());
    assertEquals("\"h\"", service.get("console").write());
  }

  @Test
  void stepOverWaitsForTheOutermostOfRecursiveCalls() throws Exception {
    view(
        "{'do':'load','file':'program.asm','text':'bits 32\\norg 0x20000\\nmov ecx, 3\\n"
            + "down: dec ecx\\njz up\\ncall down\\nup: inc edx\\nret'}");
    view("{'do':'run','stops':['ring'],'budget':1000}");
    for (int i = 0; i < 3; i++) {
      view("{'do':'step'}");
    }
    Json.Obj before = view("{'do':'view'}");
    Json.Obj over = view("{'do':'over'}");
    assertEquals(register(before, "esp"), register(over, "esp"));
    assertEquals(2, number(register(over, "edx")) - number(register(before, "edx")));
  }

  /** No event tells that the call has returned. */
  @Test
  void stepOverEndsBehindTheCallAfterManyStepsToo() throws Exception {
    view(
        "{'do':'load','file':'program.asm','text':'bits 32\\norg 0x20000\\nmov ecx, 150000\\n"
            + "wait: loop wait\\ncall down\\ninc edx\\nspin: jmp spin\\ndown: ret'}");
    view("{'do':'run','stops':['ring'],'budget':1000}");
    Json.Obj before = view("{'do':'run','stops':[],'budget':150001}");
    Json.Obj over = view("{'do':'over'}");
    assertEquals(number(before.get("step")) + 2, number(over.get("step")));
  }

  private static Json register(Json.Obj view, String name) {
    for (Json register : array(view.get("registers"))) {
      if (object(register).get("name").equals(Json.of(name))) {
        return object(register).get("value");
      }
    }
    throw new IllegalArgumentException(name + " of " + view.get("registers").write());
  }

  @Test
  void runStopsAtItsBudgetAndGoesOn() throws Exception {
    Json.Obj first = ask("{'do':'run','stops':[],'budget':20}");
    assertEquals("20", first.get("ran").write());
    assertEquals(Json.NULL, object(first.get("view")).get("stopped"));
    assertEquals("40", view("{'do':'run','stops':[],'budget':20}").get("step").write());
  }

  @Test
  void anEndlessLoopEndsAtTheBudgetAndALoadGoesOn() throws Exception {
    String scenario = Kernel.scenario(Kernel.SPIN).toJson().write().replace("10000000", "5000");
    String open = "{'do':'open','catalogue':" + quoted(catalogue()) + ",'scenario':";
    view(open + quoted(scenario) + "}");
    Json.Obj end = view("{'do':'run','stops':[],'budget':1000000}");
    assertEquals("5000", end.get("step").write());
    String text = object(end.get("stopped")).get("text").write();
    assertTrue(text.startsWith("\"All 5000 steps are used up."), text);
    assertEquals("5000", view("{'do':'step'}").get("step").write());
    assertEquals("4999", view("{'do':'back'}").get("step").write());
    view("{'do':'load','file':'program.asm','text':'bits 32\\norg 0x20000\\ncli'}");
    assertEquals("\"fault\"", view("{'do':'next','kinds':['fault']}").get("status").write());
    String log = ask("{'do':'log'}").get("log").write();
    view(open + quoted(scenario) + ",'log':" + log.replace("'", "\\u0027") + "}");
  }

  @Test
  void memoryShowsWhatTheLastStepWrote() throws Exception {
    view("{'do':'run','stops':['ring'],'budget':1000}");
    view("{'do':'poke','path':'idt.30.dpl','value':3}");
    view("{'do':'next','kinds':['call']}");
    Json.Obj answer = ask("{'do':'memory','address':40896,'length':64}");
    assertEquals(64, array(answer.get("bytes")).size());
    assertEquals(40896 + 28, (int) number(array(array(answer.get("written")).get(0)).get(0)));
  }

  @Test
  void aGateIsOpenOrClosedByItsDplWhateverTheCpl() throws Exception {
    view("{'do':'run','stops':['fault'],'budget':1000}");
    Json.Obj inside = view("{'do':'step'}");
    assertEquals("0", inside.get("cpl").write());
    Json.Obj gate = object(array(object(inside.get("rings")).get("gates")).get(1));
    assertEquals("false", gate.get("open").write());
    assertEquals("\"closed to ring 3\"", object(gate.get("word")).get("text").write());
    Json.Obj table = object(object(inside.get("tables")).get("idt"));
    Json.Obj row = object(array(table.get("entries")).get(1));
    assertEquals(gate.get("word"), row.get("word"));
    Json.Obj opened = view("{'do':'poke','path':'idt.30.dpl','value':3}");
    gate = object(array(object(opened.get("rings")).get("gates")).get(1));
    assertEquals("\"open to ring 3\"", object(gate.get("word")).get("text").write());
  }

  @Test
  void untilGoesToTheNextSuchEventOrFromTheStartToTheFirst() throws Exception {
    String again = "{'do':'until','event':'ring.out'}";
    Json.Obj first = view(again);
    assertEquals("3", first.get("cpl").write());
    view("{'do':'run','stops':['fault'],'budget':1000}");
    Json.Obj later = view(again);
    assertNotEquals(first.get("step"), later.get("step"));
    Json.Obj back = view("{'do':'until','event':'ring.out','from':'start'}");
    assertEquals(first.get("step"), back.get("step"));
    Json.Obj never = view("{'do':'until','event':'fault.NM'}");
    assertEquals(
        "\"That does not happen from here on.\"", object(never.get("stopped")).get("text").write());
    assertField("from", "{'do':'until','event':'ring.out','from':'here'}");
  }

  @Test
  void untilStopsWhereAPredictionIsAskedForAndDoesNotGoOnByItself() throws Exception {
    String task =
        "{'id':'p','title':'t','check':{'predict':{'before':'at try_cli','ask':'cpu.fault',"
            + "'choices':['none','GP']}}}";
    String lesson =
        "{'format':1,'id':'rings/test','title':'Test','scenario':%s,'deny':[],'tasks':[%s]}"
            .formatted(quoted(Kernel.scenario().toJson().write()), task);
    assertTrue(
        ok(ask("{'do':'open','catalogue':" + quoted(catalogue()) + ",'lesson':" + lesson + "}")));
    String fault = "{'do':'until','event':'fault'}";
    Json.Obj stopped = view(fault);
    assertEquals("\"stopped.prediction\"", object(stopped.get("stopped")).get("id").write());
    assertEquals("null", stopped.get("why").write());
    assertEquals(stopped.get("step"), view(fault).get("step"));
    view("{'do':'answer','task':'p','value':'GP'}");
    Json.Obj refused = view(fault);
    assertEquals("\"fault\"", refused.get("status").write());
    Json.Obj passed = object(array(refused.get("tasks")).get(0));
    assertEquals("\"passed\"", passed.get("state").write());
    assertNotEquals(refused.get("step"), view(fault).get("step"));
  }

  @Test
  void assemblingWhileTypingChangesNothing() throws Exception {
    view("{'do':'step'}");
    Json.Obj bad = ask("{'do':'assemble','file':'program.asm','text':'mov eax'}");
    assertFalse(array(bad.get("errors")).isEmpty());
    assertEquals("1", view("{'do':'view'}").get("step").write());
    Json.Obj good = ask("{'do':'assemble','file':'program.asm','text':'nop'}");
    assertEquals("[]", good.get("errors").write());
    assertEquals("[]", good.get("warnings").write());
  }

  @Test
  void errorsOfALoadedTextAreShownAndNothingRuns() throws Exception {
    Json.Obj view = view("{'do':'load','file':'program.asm','text':'bits 32\\n mov eax'}");
    Json.Obj file = object(array(object(view.get("code")).get("files")).get(1));
    assertEquals("2", object(array(file.get("errors")).get(0)).get("line").write());
    Json.Obj run = view("{'do':'run','stops':[],'budget':100}");
    assertEquals("0", run.get("step").write());
    assertEquals(
        "\"The program has errors and was not started.\"",
        object(run.get("stopped")).get("text").write());
  }

  @Test
  void shareAndLogLeadBackToTheSameState() throws Exception {
    view("{'do':'run','stops':['fault'],'budget':1000}");
    view("{'do':'poke','path':'reg.edi','value':4294967295}");
    Json.Obj share = ask("{'do':'share'}");
    Json.Obj unshared = ask("{'do':'unshare','fragment':" + share.get("fragment").write() + "}");
    Json.Obj kept = object(share.get("sandbox"));
    assertEquals(kept.write().length(), (int) number(share.get("size")));
    Json.Members link = Json.object();
    kept.members().keySet().stream()
        .filter(name -> !name.equals("waypoints"))
        .forEach(name -> link.put(name, kept.get(name)));
    assertEquals(link.build(), unshared.get("sandbox"));
    Json log = ask("{'do':'log'}").get("log");
    Json digest = ask("{'do':'digest'}").get("digest");
    assertTrue(ok(ask("{'do':'restart'}")));
    assertEquals("[]", ask("{'do':'log'}").get("log").write());
    assertTrue(ok(ask(openRequest(log.write()))));
    assertEquals(digest, ask("{'do':'digest'}").get("digest"));
    assertEquals(digest, object(share.get("sandbox")).get("digest"));
  }

  @Test
  void everyErrorNamesItsFieldAndChangesNothing() throws Exception {
    view("{'do':'step'}");
    Json digest = ask("{'do':'digest'}").get("digest");
    assertField("", "");
    assertField("", "[]");
    assertField("do", "{}");
    assertField("do", "{'do':'dance'}");
    assertField("speed", "{'do':'step','speed':3}");
    assertField("step", "{'do':'seek'}");
    assertField("step", "{'do':'seek','step':-1}");
    assertField("step", "{'do':'seek','step':'x'}");
    assertField("stops", "{'do':'run','stops':['never'],'budget':1}");
    assertField("budget", "{'do':'run','stops':[],'budget':0}");
    assertField("kinds", "{'do':'next','kinds':['x']}");
    assertField("file", "{'do':'load','file':'kernel.asm','text':''}");
    assertField("file", "{'do':'load','file':'none.asm','text':''}");
    assertField("path", "{'do':'poke','path':'reg.rax','value':1}");
    assertField("path", "{'do':'poke','path':'idt.30.dpl','value':1}");
    assertField("path", "{'do':'poke','path':'mem.FFFFFFFF','value':1}");
    assertField("value", "{'do':'poke','path':'flags.if','value':2}");
    assertField("length", "{'do':'memory','address':0,'length':100000}");
    assertField("fragment", "{'do':'unshare','fragment':'x'}");
    assertField("lesson.format", "{'do':'open','catalogue':{},'lesson':{}}");
    assertField("log[0].do", openRequest("[{'do':'x'}]"));
    assertField("catalogue", "{'do':'open','catalogue':{'a':1},'scenario':{}}");
    assertField("catalogue", "{'do':'open','catalogue':{'a':'{'},'scenario':{}}");
    assertEquals(digest, ask("{'do':'digest'}").get("digest"));
  }

  @Test
  void nothingIsOpenAtFirst() throws Exception {
    Json.Obj answer = object(JsonParser.parse(new SimulatorPort().request("{\"do\":\"step\"}")));
    assertFalse(ok(answer));
  }

  @Test
  void aRefusedFirstOpeningSpeaksWithItsOwnCatalogue() throws Exception {
    String request = openRequest("[{'do':'seek','step':-1}]").replace('\'', '"');
    Json.Obj answer = object(JsonParser.parse(new SimulatorPort().request(request)));
    assertFalse(ok(answer));
    String text = object(answer.get("error")).get("text").write();
    assertFalse(text.startsWith("\"error."), text);
  }

  @Test
  void progressIsMergedWithoutASession() throws Exception {
    String request =
        "{'do':'merge','local':{'lessons':{'a':{'tasks':{'x':{'passedAt':2,'firstTry':true}},"
            + "'log':[]}}},'remote':{'lessons':{'b':{'tasks':{},'log':[]}}}}";
    assertEquals(
        "{\"progress\":{\"lessons\":{\"a\":{\"tasks\":{\"x\":{\"passedAt\":2,"
            + "\"firstTry\":true}},\"log\":[]},\"b\":{\"tasks\":{},\"log\":[]}}},\"ok\":true}",
        new SimulatorPort().request(request.replace('\'', '"')));
    assertField("remote", "{'do':'merge','local':{}}");
    assertField("local", "{'do':'merge','local':[],'remote':{}}");
  }

  @Test
  void garbageNeverThrows() throws Exception {
    Random random = new Random(9);
    String good = "{\"do\":\"poke\",\"path\":\"mem.20000.4\",\"value\":305419896}";
    String letters = "{}[]\",:0123456789.aeflnrstux\\-\u0000\ud800";
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      }
      assertNotNull(JsonParser.parse(port.request(text.toString())));
    }
    String[] names = {"mem", "idt", "gdt", "tss", "reg", "flags", "", "30", "dpl", "esp0", "zz"};
    for (int i = 0; i < 3000; i++) {
      String path =
          names[random.nextInt(names.length)]
              + "."
              + names[random.nextInt(names.length)]
              + "."
              + names[random.nextInt(names.length)];
      port.request("{\"do\":\"poke\",\"path\":\"" + path + "\",\"value\":" + i + "}");
    }
    assertTrue(ok(ask("{'do':'run','stops':[],'budget':1000}")));
  }

  @Test
  void aViewIsCheap() throws Exception {
    view("{'do':'run','stops':['fault'],'budget':1000}");
    for (int i = 0; i < 50; i++) {
      ask("{'do':'view'}");
    }
    long start = System.nanoTime();
    for (int i = 0; i < 30; i++) {
      port.request("{\"do\":\"view\"}");
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 1000, "30 views took " + millis + " ms");
  }

  private void assertField(String field, String request) throws Exception {
    Json.Obj answer = ask(request);
    assertFalse(ok(answer), () -> request.substring(0, Math.min(200, request.length())));
    Json.Obj error = object(answer.get("error"));
    assertEquals("\"" + field + "\"", error.get("field").write());
    assertFalse(error.get("text").write().startsWith("\"error."), error.get("text").write());
  }

  private Json.Obj view(String request) throws Exception {
    Json.Obj answer = ask(request);
    assertTrue(ok(answer), answer.write());
    return object(answer.get("view"));
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

  private static double number(Json json) {
    return ((Json.Num) json).value();
  }

  static String openRequest(String log) throws IOException {
    String program = Kernel.scenario().toJson().write();
    return "{'do':'open','catalogue':"
        + quoted(catalogue())
        + ",'scenario':"
        + quoted(program)
        + ",'log':"
        + log
        + "}";
  }

  /** Keeps apostrophes apart from those that stand for quotation marks. */
  private static String quoted(String json) {
    return json.replace("'", "\\u0027");
  }

  /** The catalogue file by file, each an object that is opened and joined here. */
  static String catalogue() throws IOException {
    StringBuilder all = new StringBuilder("{");
    for (Path file : EnglishWords.files()) {
      String text = Files.readString(file).strip();
      all.append(all.length() > 1 ? "," : "").append(text, 1, text.length() - 1);
    }
    return all.append("}").toString();
  }
}
