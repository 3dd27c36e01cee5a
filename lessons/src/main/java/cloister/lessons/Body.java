package cloister.lessons;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/**
 * Reads the text below the front matter: Markdown in which {@code :::task ID} and {@code :::quiz
 * ID} are the places of tasks, {@code :::after ID} holds what is explained once a task has been
 * passed, each closed by {@code :::}, and code fences that begin with {@code sim} speak to the
 * machine.
 */
final class Body {
  /** How the info of a code fence begins that speaks to the machine. */
  static final String SIM = "sim";

  private static final String MARK = ":::";
  private static final String NO_TASK = "";
  private static final Set<String> PLACES = Set.of("task", "quiz", "after");
  private static final Set<String> MODES = Set.of("run", "show", "compare");

  private final String file;
  private final Markdown markdown;
  private final List<Block> blocks = new ArrayList<>();

  private Body(String file, Markdown markdown) {
    this.file = file;
    this.markdown = markdown;
  }

  /**
   * @param firstLine the line of the file on which the text begins
   */
  static List<Block> read(String file, Markdown markdown, String text, int firstLine)
      throws LessonException {
    Body body = new Body(file, markdown);
    body.split(text.lines().toList(), firstLine);
    return body.blocks;
  }

  private void split(List<String> lines, int firstLine) throws LessonException {
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(MARK)) {
        prose(lines.subList(start, i), firstLine + start, NO_TASK);
        i = place(lines, i, firstLine);
        start = i + 1;
      }
    }
    prose(lines.subList(start, lines.size()), firstLine + start, NO_TASK);
  }

  /** Reads a task's place; answers the index of its closing line. */
  private int place(List<String> lines, int open, int firstLine) throws LessonException {
    String[] words = lines.get(open).substring(MARK.length()).strip().split(" +");
    if (words.length != 2 || !PLACES.contains(words[0])) {
      throw new LessonException(
          file, firstLine + open, ":::task ID, :::quiz ID or :::after ID is needed here");
    }
    for (int i = open + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(MARK)) {
        List<String> inside = lines.subList(open + 1, i);
        if (words[0].equals("after")) {
          prose(inside, firstLine + open + 1, words[1]);
        } else {
          String text = String.join("\n", inside);
          String html = markdown.html(markdown.parse(text, firstLine + open + 1));
          blocks.add(new Block.TaskPlace(words[1], words[0].equals("quiz"), html));
        }
        return i;
      }
    }
    throw new LessonException(file, firstLine + open, "the block has no closing :::");
  }

  /**
   * @param after the task behind which it is read; {@link #NO_TASK} for what is always read
   */
  private void prose(List<String> lines, int line, String after) throws LessonException {
    Node document = markdown.parse(String.join("\n", lines), line);
    Document passage = new Document();
    Node next;
    for (Node node = document.getFirstChild(); node != null; node = next) {
      next = node.getNext();
      if (node instanceof FencedCodeBlock fence && fence.getInfo().startsWith(SIM)) {
        finish(passage, after);
        passage = new Document();
        blocks.add(sim(fence, line + fence.getSourceSpans().get(0).getLineIndex(), after));
      } else {
        passage.appendChild(node);
      }
    }
    finish(passage, after);
  }

  private void finish(Document passage, String after) throws LessonException {
    if (passage.getFirstChild() != null) {
      String html = markdown.html(passage);
      blocks.add(
          after.equals(NO_TASK) ? new Block.Prose(html) : new Block.Explanation(after, html));
    }
  }

  private Block sim(FencedCodeBlock fence, int line, String after) throws LessonException {
    String[] words = fence.getInfo().split(" +");
    if (words.length < 2 || !words[0].equals(SIM) || !MODES.contains(words[1])) {
      throw new LessonException(file, line, "sim run, sim show or sim compare is needed here");
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals <= 0) {
        throw new LessonException(file, line, "an argument is NAME=VALUE, not " + words[i]);
      }
      arguments.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    String text = fence.getLiteral().strip();
    if (text.isEmpty()) {
      throw new LessonException(file, line, "a sim block says in its text what it does or shows");
    }
    return new Block.Sim(words[1], arguments, text, after);
  }
}
