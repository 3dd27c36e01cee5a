package cloister.input;

import cloister.codec.Json;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object, read by name and type. Each error names the field; {@link #end}
 * refuses members that nobody asked for.
 */
public final class Fields {
  private final Json.Obj object;
  private final String path;
  private final List<String> asked = new ArrayList<>();

  private Fields(Json.Obj object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * @param path how errors name the object; empty for the whole input
   */
  public static Fields of(Json json, String path) throws InvalidInput {
    if (json instanceof Json.Obj object) {
      return new Fields(object, path);
    }
    throw new InvalidInput(path, Message.of("error.field.object"));
  }

  /** The path of a member, as errors name it. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public String path() {
    return path;
  }

  public boolean has(String name) {
    asked.add(name);
    return object.members().containsKey(name);
  }

  /** Any value; an error when there is none. */
  public Json any(String name) throws InvalidInput {
    if (!has(name)) {
      throw new InvalidInput(path(name), Message.of("error.field.missing"));
    }
    return object.get(name);
  }

  public Fields object(String name) throws InvalidInput {
    return of(any(name), path(name));
  }

  public Optional<Fields> optionalObject(String name) throws InvalidInput {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  public String text(String name, int maxLength) throws InvalidInput {
    return text(any(name), path(name), maxLength);
  }

  public String text(String name, int maxLength, String absent) throws InvalidInput {
    return has(name) ? text(name, maxLength) : absent;
  }

  public int number(String name, int min, int max) throws InvalidInput {
    return number(any(name), path(name), min, max);
  }

  public int number(String name, int min, int max, int absent) throws InvalidInput {
    return has(name) ? number(name, min, max) : absent;
  }

  /** A 32-bit word, signed or unsigned. */
  public int word(String name) throws InvalidInput {
    return word(any(name), path(name));
  }

  public boolean flag(String name, boolean absent) throws InvalidInput {
    if (!has(name)) {
      return absent;
    }
    if (object.get(name) instanceof Json.Bool flag) {
      return flag.value();
    }
    throw new InvalidInput(path(name), Message.of("error.field.flag"));
  }

  /** The items of an array. */
  public List<Json> items(String name, int maxCount) throws InvalidInput {
    return items(any(name), path(name), maxCount);
  }

  /** The items of an array of objects; none when the member is absent. */
  public List<Fields> objects(String name, int maxCount) throws InvalidInput {
    List<Fields> objects = new ArrayList<>();
    if (has(name)) {
      List<Json> items = items(name, maxCount);
      for (int i = 0; i < items.size(); i++) {
        objects.add(of(items.get(i), path(name) + "[" + i + "]"));
      }
    }
    return objects;
  }

  /** The items of an array of texts; none when the member is absent. */
  public List<String> texts(String name, int maxCount, int maxLength) throws InvalidInput {
    return has(name) ? texts(object.get(name), path(name), maxCount, maxLength) : List.of();
  }

  /** All members, for objects whose keys are free. */
  public Map<String, Json> members() {
    asked.addAll(object.members().keySet());
    return object.members();
  }

  /** Refuses unknown members. */
  public void end() throws InvalidInput {
    for (String key : object.members().keySet()) {
      if (!asked.contains(key)) {
        throw new InvalidInput(
            path(key), Message.of("error.field.unknown", Argument.code("key", key)));
      }
    }
  }

  public static String text(Json json, String path, int maxLength) throws InvalidInput {
    if (!(json instanceof Json.Str text)) {
      throw new InvalidInput(path, Message.of("error.field.text"));
    }
    if (text.value().length() > maxLength) {
      throw new InvalidInput(
          path, Message.of("error.field.long", Argument.decimal("most", maxLength)));
    }
    return text.value();
  }

  public static int number(Json json, String path, int min, int max) throws InvalidInput {
    if (json instanceof Json.Num number
        && number.isWhole()
        && number.value() >= min
        && number.value() <= max) {
      return (int) number.value();
    }
    throw new InvalidInput(
        path,
        Message.of(
            "error.field.number", Argument.signed("least", min), Argument.signed("most", max)));
  }

  public static int word(Json json, String path) throws InvalidInput {
    if (json instanceof Json.Num number && number.isWord()) {
      return number.word();
    }
    throw new InvalidInput(path, Message.of("error.field.word"));
  }

  public static List<Json> items(Json json, String path, int maxCount) throws InvalidInput {
    if (!(json instanceof Json.Arr array)) {
      throw new InvalidInput(path, Message.of("error.field.array"));
    }
    if (array.items().size() > maxCount) {
      throw new InvalidInput(
          path, Message.of("error.field.many", Argument.decimal("most", maxCount)));
    }
    return array.items();
  }

  public static List<String> texts(Json json, String path, int maxCount, int maxLength)
      throws InvalidInput {
    List<String> texts = new ArrayList<>();
    List<Json> items = items(json, path, maxCount);
    for (int i = 0; i < items.size(); i++) {
      texts.add(text(items.get(i), path + "[" + i + "]", maxLength));
    }
    return texts;
  }
}
