package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.event.Event;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events of parts are no sealed family, so nobody but this test counts them. */
class EventsTest {
  @Test
  void theSchemaOfTracesHasTheEventsOfAllParts() throws Exception {
    Json.Obj schema =
        (Json.Obj)
            JsonParser.parse(
                Files.readString(Path.of("../shared-sim/world/src/main/schema/trace.schema.json")));
    Json.Obj definitions = (Json.Obj) schema.get("$defs");
    TreeSet<String> unknown = new TreeSet<>();
    int found = 0;
    for (JavaClass type : Code.ALL) {
      if (type.isRecord() && type.isAssignableTo(Event.PartEvent.class)) {
        found++;
        String name = type.getSimpleName();
        String key = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        if (!definitions.members().containsKey(key)) {
          unknown.add(key);
        }
      }
    }
    assertFalse(found == 0, "no event of a part was found");
    assertEquals(new TreeSet<>(), unknown);
  }
}
