package cloister.lessons;

import cloister.codec.Json;
import cloister.input.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML text as JSON that remembers its lines, so that a reader who knows only the JSON path of a
 * mistake can still say where it is.
 */
final class Yaml {
  private final String file;
  private final Map<String, Integer> lines = new HashMap<>();
  private final int lineOffset;
  private final Json root;

  private Yaml(String file, String text, int lineOffset) throws LessonException {
    this.file = file;
    this.lineOffset = lineOffset;
    this.root = json(compose(text), "");
  }

  /**
   * @param lineOffset how many lines of the file come before the text
   */
  static Yaml read(String file, String text, int lineOffset) throws LessonException {
    return new Yaml(file, text, lineOffset);
  }

  Json root() {
    return root;
  }

  /** The error of somebody who read {@link #root}, at the line that its path leads to. */
  LessonException locate(InvalidInput error) {
    return new LessonException(file, line(error.field()), Words.of(error));
  }

  LessonException error(String path, String reason) {
    return new LessonException(file, line(path), path + ": " + reason);
  }

  /** The line of the value at this path, or of the nearest value around it. */
  private int line(String path) {
    String at = path;
    while (!lines.containsKey(at)) {
      int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      if (cut <= 0) {
        return lines.getOrDefault("", 1);
      }
      at = at.substring(0, cut);
    }
    return lines.get(at);
  }

  private Node compose(String text) throws LessonException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Node> node = new Compose(settings).composeString(text);
      return node.orElseThrow(() -> new LessonException(file, 1, "there is no YAML"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1 + lineOffset).orElse(0);
      throw new LessonException(file, line, e.getProblem());
    } catch (YamlEngineException e) {
      throw new LessonException(file, 0, e.getMessage());
    }
  }

  private Json json(Node node, String path) throws LessonException {
    // Keys are met before their values: an error about a mapping points to its key.
    lines.putIfAbsent(path, nodeLine(node));
    return switch (node) {
      case MappingNode mapping -> object(mapping, path);
      case SequenceNode sequence -> array(sequence, path);
      case ScalarNode scalar -> scalar(scalar, path);
      default -> throw error(path, "neither text, number, list nor mapping");
    };
  }

  private Json object(MappingNode mapping, String path) throws LessonException {
    Json.Members members = Json.object();
    List<String> seen = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw error(path, "a key must be plain text");
      }
      String name = key.getValue();
      String inner = path.isEmpty() ? name : path + "." + name;
      lines.put(inner, nodeLine(key));
      if (seen.contains(name)) {
        throw error(inner, "the key is there twice");
      }
      seen.add(name);
      members.put(name, json(tuple.getValueNode(), inner));
    }
    return members.build();
  }

  private Json array(SequenceNode sequence, String path) throws LessonException {
    List<Json> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(json(item, path + "[" + items.size() + "]"));
    }
    return Json.array(items);
  }

  private Json scalar(ScalarNode node, String path) throws LessonException {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.INT)) {
      return new Json.Num(Long.decode(text));
    }
    if (tag.equals(Tag.BOOL)) {
      return Json.of(text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.NULL)) {
      return Json.NULL;
    }
    if (tag.equals(Tag.STR)) {
      return Json.of(text);
    }
    throw error(path, "the type " + tag.getValue() + " is not used in lessons");
  }

  private int nodeLine(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1) + lineOffset;
  }
}
