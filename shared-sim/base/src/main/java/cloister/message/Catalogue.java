package cloister.message;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of one language: a template for every message id. An id without a template is said as
 * the id itself, so that a missing translation is visible and stops nobody.
 */
public final class Catalogue {
  private final Map<String, Template> templates;

  private Catalogue(Map<String, Template> templates) {
    this.templates = templates;
  }

  /** A catalogue without words. */
  public static Catalogue empty() {
    return new Catalogue(new LinkedHashMap<>());
  }

  /** Reads an object of id and template. */
  public static Catalogue parse(String json) throws JsonException {
    return of(JsonParser.parse(json));
  }

  /**
   * @throws IllegalArgumentException when a member is no text or a template is malformed
   */
  public static Catalogue of(Json json) {
    if (!(json instanceof Json.Obj object)) {
      throw new IllegalArgumentException("a catalogue is an object of templates");
    }
    Map<String, Template> templates = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (!(member.getValue() instanceof Json.Str text)) {
        throw new IllegalArgumentException(member.getKey() + " is no text");
      }
      templates.put(member.getKey(), Template.parse(text.value()));
    }
    return new Catalogue(templates);
  }

  /** Both catalogues as one; where both have an id, the other's template counts. */
  public Catalogue with(Catalogue other) {
    Map<String, Template> all = new LinkedHashMap<>(templates);
    all.putAll(other.templates);
    return new Catalogue(all);
  }

  public List<String> ids() {
    return List.copyOf(templates.keySet());
  }

  public boolean has(String id) {
    return templates.containsKey(id);
  }

  /** Names of the arguments that a known id needs. */
  public List<String> argumentsOf(String id) {
    return templates.get(id).arguments();
  }

  /** The sentence as text. */
  public String format(Message message) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts(message)) {
      text.append(part.text());
    }
    return text.toString();
  }

  /** The sentence in pieces that are drawn differently. */
  public List<Part> parts(Message message) {
    List<Part> parts = new ArrayList<>();
    append(message, parts);
    return parts;
  }

  private void append(Message message, List<Part> parts) {
    Template template = templates.get(message.id());
    if (template == null) {
      parts.add(new Part(message.id(), Part.Kind.PLAIN));
      return;
    }
    for (Template.Piece piece : template.pieces()) {
      switch (piece) {
        case Template.Piece.Fixed fixed -> parts.add(fixed.part());
        case Template.Piece.Place place -> append(place.argument(), message, parts);
      }
    }
  }

  private void append(String name, Message message, List<Part> parts) {
    for (Argument argument : message.arguments()) {
      if (argument.name().equals(name)) {
        append(argument, parts);
        return;
      }
    }
    parts.add(new Part("{" + name + "}", Part.Kind.PLAIN));
  }

  private void append(Argument argument, List<Part> parts) {
    switch (argument) {
      case Argument.Number number ->
          parts.add(new Part(digits(number.value(), number.style()), Part.Kind.NUMBER));
      case Argument.Name name -> parts.add(new Part(name.text(), Part.Kind.NAME));
      case Argument.Code code -> parts.add(new Part(code.text(), Part.Kind.CODE));
      case Argument.Fault fault -> parts.add(new Part(fault.text(), Part.Kind.FAULT));
      case Argument.Prose prose -> appendProse(prose.text(), parts);
      case Argument.Text text -> append(text.message(), parts);
    }
  }

  /** Written text may set code between backticks. */
  private static void appendProse(String text, List<Part> parts) {
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('`', at);
      int close = open < 0 ? -1 : text.indexOf('`', open + 1);
      int end = close < 0 ? text.length() : open;
      if (end > at) {
        parts.add(new Part(text.substring(at, end), Part.Kind.PLAIN));
      }
      if (close < 0) {
        return;
      }
      parts.add(new Part(text.substring(open + 1, close), Part.Kind.CODE));
      at = close + 1;
    }
  }

  private static String digits(int value, Argument.Style style) {
    return switch (style) {
      case DECIMAL -> Integer.toUnsignedString(value);
      case SIGNED -> Integer.toString(value);
      case HEX -> Hex.prefixed(value);
      case HEX8 -> Hex.hex8(value);
      case HEX16 -> Hex.hex16(value);
      case HEX32 -> Hex.hex32(value);
      case SELECTOR -> "0x" + Hex.hex16(value);
      case VECTOR -> "0x" + Hex.hex8(value);
    };
  }
}
