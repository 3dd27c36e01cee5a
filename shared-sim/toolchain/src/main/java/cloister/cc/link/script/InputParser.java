package cloister.cc.link.script;

import cloister.cc.link.script.Script.Content;
import cloister.cc.link.script.Script.Inputs;
import cloister.cc.link.script.Script.Sort;
import cloister.cc.link.script.Script.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which sections of which files go somewhere: {@code *(.text .text.*)}. */
final class InputParser {
  private final ScriptText in;

  InputParser(ScriptText in) {
    this.in = in;
  }

  void read(List<Content> contents) throws ScriptError {
    if (in.takeWord("KEEP")) {
      // What nobody asks for stays anyway.
      in.expect("(");
      inputs(contents);
      in.expect(")");
    } else {
      inputs(contents);
    }
  }

  private void inputs(List<Content> contents) throws ScriptError {
    List<String> excluded = excluded();
    boolean sorted = sort().isPresent();
    String file = in.pattern();
    if (sorted) {
      in.expect(")");
    }
    if (file.equals("CONSTRUCTORS")) {
      return;
    }
    if (!in.take("(")) {
      contents.add(new Inputs(file, excluded, sorted, List.of(wanted("*", List.of(), Sort.NONE))));
      return;
    }
    List<Wanted> sections = new ArrayList<>();
    while (!in.take(")")) {
      sections(sections);
      in.take(",");
    }
    contents.add(new Inputs(file, excluded, sorted, sections));
  }

  private static Wanted wanted(String pattern, List<String> excluded, Sort sort) {
    return new Wanted(pattern, excluded, sort);
  }

  private List<String> excluded() throws ScriptError {
    List<String> files = new ArrayList<>();
    if (in.takeWord("EXCLUDE_FILE")) {
      in.expect("(");
      while (!in.take(")")) {
        files.add(in.pattern());
        in.take(",");
      }
    }
    return files;
  }

  /** The beginning of a sorting, up to its parenthesis, if there is one. */
  private Optional<Sort> sort() throws ScriptError {
    Optional<Sort> sort =
        switch (in.ahead()) {
          case "SORT", "SORT_BY_NAME" -> Optional.of(Sort.NAME);
          case "SORT_BY_ALIGNMENT" -> Optional.of(Sort.ALIGNMENT);
          case "SORT_BY_INIT_PRIORITY" -> Optional.of(Sort.INIT_PRIORITY);
          case "SORT_NONE", "REVERSE" -> Optional.of(Sort.NONE);
          default -> Optional.empty();
        };
    if (sort.isPresent()) {
      in.pattern();
      in.expect("(");
    }
    return sort;
  }

  private void sections(List<Wanted> sections) throws ScriptError {
    List<String> excluded = excluded();
    Optional<Sort> outer = sort();
    if (outer.isEmpty()) {
      sections.add(wanted(in.pattern(), excluded, Sort.NONE));
      return;
    }
    boolean both = sort().isPresent();
    List<String> more = excluded();
    List<String> files = excluded.isEmpty() ? more : excluded;
    do {
      sections.add(wanted(in.pattern(), files, outer.get()));
      in.take(",");
    } while (in.peek() != ')');
    in.expect(")");
    if (both) {
      in.expect(")");
    }
  }
}
