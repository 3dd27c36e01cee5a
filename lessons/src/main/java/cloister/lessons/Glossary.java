package cloister.lessons;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of the course, each explained once. */
final class Glossary {
  private static final int MAX_ENTRIES = 1000;
  private static final int MAX_TEXT = 1000;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * A word and its explanation.
   *
   * @param terms ids of the words that the explanation uses
   */
  record Entry(String id, String term, String html, List<String> terms) {
    Json toJson() {
      return Json.object().put("id", id).put("term", term).put("html", html).build();
    }
  }

  /** The words in the course's own language. */
  static Glossary read(String file, String text) throws LessonException {
    Glossary glossary = words(file, text);
    for (Entry entry : glossary.entries.values()) {
      if (!entry.id().equals(slug(entry.term()))) {
        throw new LessonException(file, 0, "the id of this term is " + slug(entry.term()));
      }
    }
    return glossary;
  }

  /** The same words in another language. */
  Glossary translated(String file, String text) throws LessonException {
    Glossary glossary = words(file, text);
    if (!glossary.ids().equals(ids())) {
      throw new LessonException(file, 0, "the ids differ from those of the source");
    }
    return glossary;
  }

  private static Glossary words(String file, String text) throws LessonException {
    Glossary glossary = new Glossary();
    Yaml yaml = Yaml.read(file, text, 0);
    try {
      Fields fields = Fields.of(yaml.root(), "");
      for (Fields entry : fields.objects("terms", MAX_ENTRIES)) {
        String id = entry.text("id", MAX_TEXT);
        Markdown markdown = new Markdown(file);
        String html = markdown.inlineHtml(entry.text("text", MAX_TEXT), 0);
        if (glossary.entries.containsKey(id)) {
          throw yaml.error(entry.path("id"), "the term is there twice");
        }
        String term = entry.text("term", MAX_TEXT);
        List<String> terms = List.copyOf(markdown.terms());
        glossary.entries.put(id, new Entry(id, term, html, terms));
        entry.end();
      }
      fields.end();
    } catch (InvalidInput e) {
      throw yaml.locate(e);
    }
    for (Entry entry : glossary.entries.values()) {
      for (String term : entry.terms()) {
        if (!glossary.has(term)) {
          throw new LessonException(file, 0, entry.id() + " links a missing term: " + term);
        }
      }
    }
    return glossary;
  }

  /** An id that follows from the word is one thing less to remember. */
  private static String slug(String term) {
    return term.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  boolean has(String id) {
    return entries.containsKey(id);
  }

  Entry entry(String id) {
    return entries.get(id);
  }

  List<Json> toJson() {
    return entries.values().stream().map(Entry::toJson).toList();
  }

  List<String> ids() {
    return new ArrayList<>(entries.keySet());
  }
}
