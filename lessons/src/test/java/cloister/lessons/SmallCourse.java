package cloister.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A course of one short lesson, written into a folder so that a test can break it. */
final class SmallCourse {
  static final String LESSON =
      """
      ---
      format: 1
      id: part/one
      kind: lesson
      title: One
      summary: A lesson for tests.
      objectives: [Know one thing]
      concepts: [ring]
      minutes: 1
      difficulty: easy
      sim: { model: rings, start: start.scn, seed: [7, 8] }
      tasks:
        - id: guess
          title: "Guess what `cli` does"
          check: { answer: { type: choice, one: [a, b], correct: b } }
          choices: { a: it works, b: "it is `refused`" }
          hints:
            - text: "Look at `CPL`."
          feedback: { a: It does not., right: It is. }
        - id: last
          title: Last
          needs: [guess]
          check: { answer: { type: choice, one: [x, y], correct: x } }
          hints: [{ text: Think. }]
          feedback: { y: It is., right: So it is. }
      quiz:
        last: { x: yes it is, y: no it is not }
      question: Why?
      ---
      A [ring](glossary:ring) and *nothing* else.

      ```sim run until=ring.out
      Run
      ```

      :::task guess
      What does `cli` do?
      :::

      :::after guess
      It is refused.
      :::

      :::quiz last
      :::
      """;

  private final Path root;

  SmallCourse(Path root) throws IOException {
    this.root = root;
    write(
        "course.yaml",
        """
        format: 1
        title: Course
        parts:
          - { id: part, title: Part, summary: A part., lessons: [part/one] }
        """);
    write("glossary.yaml", "terms:\n  - { id: ring, term: ring, text: A level of `privilege`. }\n");
    write("part/one/lesson.md", LESSON);
    write("part/one/start.scn", "model rings\nmemory 0x100000\nfile boot.asm\n");
    write("part/one/boot.asm", "org 0x7C00\nhlt\n");
    write("part/one/solution.scn", "answer guess b\nanswer last x\n");
    write("part/one/wrong/first.scn", "# fails: guess\nanswer guess a\n");
    write("part/one/wrong/second.scn", "# fails: guess\nrun 1\n");
    write("part/one/wrong/third.scn", "# fails: last\nanswer guess b\nanswer last y\n");
  }

  Path root() {
    return root;
  }

  void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Replaces a piece of the lesson, which must be there. */
  void edit(String from, String to) throws IOException {
    if (!LESSON.contains(from)) {
      throw new IllegalArgumentException(from);
    }
    write("part/one/lesson.md", LESSON.replace(from, to));
  }
}
