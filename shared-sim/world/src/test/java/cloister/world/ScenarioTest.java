package cloister.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.input.InvalidInput;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final String GOOD =
      "{'format':1,'model':'rings','memory':65536,'seed':7,"
          + "'files':[{'name':'a.asm','text':'nop','editable':true}],'budget':100}";

  private static Scenario read(String json) throws Exception {
    return Scenario.of(JsonParser.parse(json.replace('\'', '"')), "");
  }

  @Test
  void roundTrips() throws Exception {
    Scenario scenario = read(GOOD);
    assertEquals(GOOD.replace('\'', '"'), scenario.toJson().write());
    assertEquals(scenario, Scenario.of(scenario.toJson(), ""));
  }

  @Test
  void hashDependsOnContentNotOnOrder() throws Exception {
    String other =
        "{'budget':100,'files':[{'text':'nop','editable':true,'name':'a.asm'}],"
            + "'memory':65536,'seed':7,'model':'rings','format':1}";
    assertEquals(read(GOOD).hash(), read(other).hash());
    assertNotEquals(read(GOOD).hash(), read(GOOD).withSeed(8).hash());
  }

  @Test
  void errorsNameTheField() {
    assertField("format", GOOD.replace("'format':1", "'format':2"));
    assertField("model", GOOD.replace("'rings'", "'vax'"));
    assertField("memory", GOOD.replace("'rings'", "'pc'"));
    String pc = GOOD.replace("'rings'", "'pc'").replace("65536", "1048576");
    assertField("files[0].name", pc.replace("a.asm", "a.c"));
    assertField("files[0].name", pc.replace("a.asm", "a.inc"));
    assertField("memory", GOOD.replace("65536", "65537"));
    assertField("memory", GOOD.replace("65536", "4096"));
    assertField("memory", GOOD.replace("65536", "1.5"));
    assertField("seed", GOOD.replace("'seed':7", "'seed':-1"));
    assertField("files", GOOD.replace("[{'name':'a.asm','text':'nop','editable':true}]", "[]"));
    assertField("files[0].name", GOOD.replace("a.asm", "../a"));
    assertField("files[0].text", GOOD.replace("'nop'", "3"));
    assertField("files[0].editable", GOOD.replace("true", "'yes'"));
    assertField("files[0].size", GOOD.replace("'text'", "'size':1,'text'"));
    assertField("extra", GOOD.replace("'format':1", "'format':1,'extra':null"));
    assertField("files[1].name", GOOD.replace("}],", "},{'name':'a.asm','text':''}],"));
  }

  private static void assertField(String field, String json) {
    InvalidInput e = assertThrows(InvalidInput.class, () -> read(json), json);
    assertEquals(field, e.field());
  }

  @Test
  void theUsualTechniqueIsNotWritten() throws Exception {
    String guests = GOOD.replace("rings", "guests");
    String usual = guests.replace("}],", "}],'technique':'trap-and-emulate',");
    assertEquals(Scenario.TRAP_AND_EMULATE, read(guests).technique());
    assertEquals(read(guests).hash(), read(usual).hash());
    assertEquals(guests.replace('\'', '"'), read(usual).toJson().write());
    assertEquals(Scenario.NONE, read(GOOD).technique());
    assertEquals(read(GOOD), read(GOOD.replace("}],", "}],'technique':'bare',")));
  }

  @Test
  void anUnknownTechniqueNamesThoseThatThereAre() {
    String guests = GOOD.replace("rings", "guests").replace("}],", "}],'technique':'magic',");
    InvalidInput e = assertThrows(InvalidInput.class, () -> read(guests));
    assertEquals("technique", e.field());
    assertTrue(e.reason().toString().contains(Scenario.TRAP_AND_EMULATE), e.reason().toString());
    assertField("technique", GOOD.replace("}],", "}],'technique':'trap-and-emulate',"));
  }

  @Test
  void nothingIsNoScenario() {
    assertThrows(InvalidInput.class, () -> Scenario.of(Json.NULL, ""));
  }
}
