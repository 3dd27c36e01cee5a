package cloister.server.http;

import cloister.message.Argument;
import cloister.message.Message;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas of the request bodies, and their complaints in the project's own words. */
final class Schemas {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final JsonMapper json;

  Schemas(JsonMapper json) {
    this.json = json;
  }

  /** The first thing that a schema does not accept. */
  record Violation(String field, Message reason) {}

  Optional<Violation> check(String name, JsonNode tree) {
    List<Error> errors =
        schemas
            .computeIfAbsent(name, this::load)
            .validate(tree, context -> context.executionConfig(config -> config.failFast(true)));
    return errors.stream().findFirst().map(Schemas::violation);
  }

  private Schema load(String name) {
    String path = "/schema/api/" + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no schema " + path);
      }
      return registry.getSchema(json.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Violation violation(Error error) {
    String field = field(error.getInstanceLocation().toString());
    return switch (error.getKeyword()) {
      case "required" ->
          new Violation(member(field, error.getProperty()), Message.of("error.field.missing"));
      case "additionalProperties" ->
          new Violation(
              member(field, error.getProperty()),
              Message.of("error.field.unknown", Argument.code("key", error.getProperty())));
      case "type" -> new Violation(field, Message.of("error.schema.type", expected(error)));
      case "const", "enum" -> new Violation(field, Message.of("error.schema.enum"));
      case "minLength" -> new Violation(field, Message.of("error.schema.short", expected(error)));
      case "maxLength", "maxItems" ->
          new Violation(field, Message.of("error.schema.long", expected(error)));
      case "minimum" -> new Violation(field, Message.of("error.schema.minimum", expected(error)));
      case "maximum" -> new Violation(field, Message.of("error.schema.maximum", expected(error)));
      default -> new Violation(field, Message.of("error.schema.form"));
    };
  }

  /** The keyword's own value: the type's name, the greatest length and so on. */
  private static Argument expected(Error error) {
    JsonNode value = error.getSchemaNode();
    return Argument.code("expected", value.isString() ? value.asString() : value.toString());
  }

  private static String member(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** {@code files[1].name} for the JSON pointer {@code /files/1/name}. */
  static String field(String pointer) {
    StringBuilder path = new StringBuilder();
    for (String part : pointer.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      if (part.chars().allMatch(Character::isDigit)) {
        path.append('[').append(part).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }
}
