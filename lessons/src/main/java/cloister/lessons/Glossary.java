package cloister.lessons;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of the course, each explained once. */
final class Glossary {
  private static final int MAX_ENTRIES = 1000;
  private static final int MAX_TEXT = 1000;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** A word and its explanation as HTML. */
  record Entry(String id, String term, String html) {
    Json toJson() {
      return Json.object().put("id", id).put("term", term).put("html", html).build();
    }
  }

  static Glossary read(String file, String text) throws LessonException {
    Glossary glossary = new Glossary();
    Yaml yaml = Yaml.read(file, text, 0);
    Markdown markdown = new Markdown(file);
    try {
      Fields fields = Fields.of(yaml.root(), "");
      for (Fields entry : fields.objects("terms", MAX_ENTRIES)) {
        String id = entry.text("id", MAX_TEXT);
        String html = markdown.inlineHtml(entry.text("text", MAX_TEXT), 0);
        if (glossary.entries.containsKey(id)) {
          throw yaml.error(entry.path("id"), "the term is there twice");
        }
        glossary.entries.put(id, new Entry(id, entry.text("term", MAX_TEXT), html));
        entry.end();
      }
      fields.end();
    } catch (InvalidInput e) {
      throw yaml.locate(e);
    }
    for (String term : markdown.terms()) {
      if (!glossary.has(term)) {
        throw new LessonException(file, 0, "no such term: " + term);
      }
    }
    return glossary;
  }

  boolean has(String id) {
    return entries.containsKey(id);
  }

  Entry entry(String id) {
    return entries.get(id);
  }

  List<String> ids() {
    return new ArrayList<>(entries.keySet());
  }
}
