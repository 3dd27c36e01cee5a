package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.http.Route;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
  @Test
  void theDescriptionHasEveryRouteAndNoOther() throws Exception {
    try (TestServer server = TestServer.start()) {
      JsonNode description = server.browser().get("/api/openapi.json").json();
      TreeSet<String> described = new TreeSet<>();
      description
          .get("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .propertyNames()
                      .forEach(method -> described.add(method + " " + path.getKey())));
      TreeSet<String> served = new TreeSet<>();
      for (Route route : server.server().routes()) {
        served.add(route.method().name().toLowerCase(Locale.ROOT) + " " + route.path());
      }
      assertEquals(served, described);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    try (TestServer server = TestServer.start()) {
      JsonNode description = server.browser().get("/api/openapi.json").json();
      for (String reference : description.findValuesAsString("$ref")) {
        assertTrue(description.at(reference.substring(1)).isObject(), reference);
      }
    }
  }
}
