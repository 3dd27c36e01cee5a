package cloister.server.http;

import cloister.message.Argument;
import cloister.message.Message;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads request bodies: JSON of a bounded size that its schema accepts. */
public final class Bodies {
  /** For bodies without programs in them. */
  public static final int SMALL = 8 << 10;

  /** Members that hold a name for people. Passwords are taken as they are. */
  private static final List<String> TYPED = List.of("name", "nickname", "title");

  private static final List<String> UNCODED = List.of("", "identity");

  private final JsonMapper json;
  private final Schemas schemas;
  private final ClientAddress clients;
  private final BodyBudget budget = new BodyBudget();

  public Bodies(JsonMapper json, ClientAddress clients) {
    this.json = json;
    this.clients = clients;
    this.schemas = new Schemas(json);
  }

  /**
   * The body as a tree.
   *
   * @param schema name of a file under {@code /schema/api}
   */
  public JsonNode read(Context context, String schema, int maxBytes) {
    requireJson(context);
    JsonNode tree = parse(bytes(context, maxBytes));
    requireCharacters(tree);
    withoutSpaceAround(tree);
    Optional<Schemas.Violation> violation = schemas.check(schema, tree);
    if (violation.isPresent()) {
      Message reason = violation.get().reason();
      throw Problem.field(
          400, violation.get().field(), reason.id(), reason.arguments().toArray(Argument[]::new));
    }
    return tree;
  }

  /** What people type is measured by what others will see of it. */
  private static void withoutSpaceAround(JsonNode tree) {
    for (String name : TYPED) {
      if (tree instanceof ObjectNode members && members.get(name) instanceof StringNode typed) {
        members.put(name, PlainText.trimmed(typed.asString()));
      }
    }
  }

  /** The body as a record with the schema's members. */
  public <T> T read(Context context, String schema, int maxBytes, Class<T> type) {
    return json.treeToValue(read(context, schema, maxBytes), type);
  }

  /** A request whose body says nothing may come without one. */
  public void readNothing(Context context) {
    boolean typed = !contentType(context).isEmpty();
    if (typed) {
      requireJson(context);
    }
    if (bytes(context, SMALL).length > 0 && !typed) {
      throw noJson();
    }
  }

  private static String contentType(Context context) {
    // Not what the framework makes of it, which fails at a character set that it does not know.
    String type = context.header("Content-Type");
    return type == null ? "" : type;
  }

  /** JSON has one encoding alone (RFC 8259, 8.1). */
  private static void requireJson(Context context) {
    String[] parts = contentType(context).split(";", -1);
    boolean json = parts[0].strip().equalsIgnoreCase("application/json");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
      json = json && (!parameter.startsWith("charset=") || parameter.equals("charset=utf-8"));
    }
    String coding = Optional.ofNullable(context.header("Content-Encoding")).orElse("");
    if (!json || !UNCODED.contains(coding.strip().toLowerCase(Locale.ROOT))) {
      throw noJson();
    }
  }

  private static Problem noJson() {
    return Problem.of(415, "error.body.type");
  }

  /** Half a character can be neither stored nor sent as UTF-8. */
  private static void requireCharacters(JsonNode tree) {
    Optional<String> pointer = half(tree);
    if (pointer.isPresent()) {
      throw Problem.field(400, Schemas.field(pointer.get()), "error.schema.form");
    }
  }

  /** Where half a character is, as a JSON pointer that is put together only once one is found. */
  private static Optional<String> half(JsonNode tree) {
    if (tree.isString()) {
      return isWhole(tree.asString()) ? Optional.empty() : Optional.of("");
    }
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      if (!isWhole(member.getKey())) {
        return Optional.of("");
      }
      Optional<String> below = half(member.getValue());
      if (below.isPresent()) {
        return Optional.of("/" + member.getKey() + below.get());
      }
    }
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      Optional<String> below = half(tree.get(i));
      if (below.isPresent()) {
        return Optional.of("/" + i + below.get());
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  private byte[] bytes(Context context, int maxBytes) {
    long length = context.req().getContentLengthLong();
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    budget.take(context, clients.of(context), length < 0 ? maxBytes : (int) length);
    try (InputStream in = context.req().getInputStream()) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw tooLarge(maxBytes);
      }
      return bytes;
    } catch (IOException e) {
      boolean late =
          e instanceof SocketTimeoutException || e.getCause() instanceof TimeoutException;
      throw late ? Problem.of(408, "error.body.slow") : Problem.of(400, "error.body.broken");
    }
  }

  private static Problem tooLarge(int maxBytes) {
    return Problem.of(413, "error.body.size", Argument.decimal("bytes", maxBytes));
  }

  /** Not what Jackson guesses: it would take UTF-16, too. */
  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(400, "error.body.type");
    }
  }

  private JsonNode parse(byte[] bytes) {
    try {
      JsonNode tree = json.readTree(utf8(bytes));
      if (tree.isMissingNode()) {
        throw Problem.of(400, "error.body.empty");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw Problem.of(
          400,
          "error.body.limits",
          Argument.decimal("depth", JsonText.MAX_DEPTH),
          Argument.decimal("name", JsonText.MAX_NAME),
          Argument.decimal("digits", JsonText.MAX_DIGITS),
          Argument.decimal("tokens", JsonText.MAX_TOKENS));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw Problem.of(
          400,
          "error.body.json",
          Argument.decimal("line", at == null ? 1 : Math.max(1, at.getLineNr())),
          Argument.decimal("column", at == null ? 1 : Math.max(1, at.getColumnNr())));
    }
  }
}
