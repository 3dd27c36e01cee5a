package cloister.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.cpu.decode.OpcodeTable;
import org.junit.jupiter.api.Test;

class AnalysisPortTest {
  private final AnalysisPort port = new AnalysisPort();

  private Json.Obj ask(String request) throws JsonException {
    return (Json.Obj) JsonParser.parse(port.request(request.replace('\'', '"')));
  }

  @Test
  void theResultComesWhenAllRowsHaveBeenRun() throws JsonException {
    Json.Obj begun = ask("{'do':'begin','era':'umip','segments':'shadowed'}");
    int rows = new OpcodeTable().rows().size();
    assertEquals(Json.of(0), begun.get("done"));
    assertEquals(Json.of(rows), begun.get("rows"));
    Json.Obj some = ask("{'do':'more','rows':100}");
    assertEquals(Json.of(100), some.get("done"));
    assertEquals(Json.NULL, some.get("result"));
    Json.Obj all = ask("{'do':'more','rows':10000}");
    Result expected = Analysis.of(new OpcodeTable(), Era.UMIP, Arrangement.SHADOWED);
    assertEquals(AnalysisJson.of(expected).write(), all.get("result").write());
  }

  @Test
  void whatIsWrongIsNamed() throws JsonException {
    assertTrue(port.request("{\"do\":\"more\",\"rows\":1}").contains("error.machine.off"));
    assertTrue(port.request("{\"do\":\"fly\"}").contains("error.command"));
    Json.Obj error = (Json.Obj) ask("{'do':'begin','era':'1974','segments':'x'}").get("error");
    assertEquals(Json.of("era"), error.get("field"));
    Json.Obj other = (Json.Obj) ask("{'do':'begin','era':'umip','segments':'x'}").get("error");
    assertEquals(Json.of("segments"), other.get("field"));
  }
}
