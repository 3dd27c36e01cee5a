package cloister.lessons;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must hold of a lesson's text before anything runs. */
final class LessonRules {
  private final Course course;
  private final LessonSource source;

  private LessonRules(Course course, LessonSource source) {
    this.course = course;
    this.source = source;
  }

  static void check(Course course, LessonSource source) throws LessonException {
    LessonRules rules = new LessonRules(course, source);
    rules.idIsTheFolder();
    rules.tasksAndPlacesFit();
    rules.needsLeadBack();
    rules.choicesHaveWords();
    rules.linksResolve();
    rules.conceptsAreLinked();
    rules.thingsExist();
    rules.answersAreExplained();
    rules.endsWithAQuestion();
  }

  private void idIsTheFolder() throws LessonException {
    FrontMatter head = source.frontMatter();
    if (!course.folder(head.id()).equals(source.folder())) {
      throw source.head().error("id", "the lesson lies in " + source.folder());
    }
  }

  private void tasksAndPlacesFit() throws LessonException {
    Set<String> open = new LinkedHashSet<>();
    Set<String> met = new LinkedHashSet<>();
    List<FrontMatter.Task> tasks = source.frontMatter().tasks();
    for (int i = 0; i < tasks.size(); i++) {
      if (!open.add(tasks.get(i).id())) {
        throw source.head().error("tasks[" + i + "].id", "the id is there twice");
      }
    }
    for (Block block : source.blocks()) {
      String after = after(block);
      if (!after.isEmpty() && !met.contains(after)) {
        throw error("the text has no task " + after + " before its explanation");
      }
      if (block instanceof Block.TaskPlace place) {
        met.add(place.task());
        if (!open.remove(place.task())) {
          throw error("no task, or a second place, for :::task " + place.task());
        }
        if (task(place.task()).quiz() != place.quiz()) {
          throw error("a quiz question has its place in :::quiz: " + place.task());
        }
      }
    }
    if (!open.isEmpty()) {
      throw error("the text has no place for " + open);
    }
  }

  /** The task behind which a block is read; empty when it always is. */
  private static String after(Block block) {
    return switch (block) {
      case Block.Explanation explanation -> explanation.task();
      case Block.Sim sim -> sim.after();
      case Block.Prose _, Block.TaskPlace _ -> "";
    };
  }

  private void needsLeadBack() throws LessonException {
    List<String> earlier = new ArrayList<>();
    List<FrontMatter.Task> tasks = source.frontMatter().tasks();
    for (int i = 0; i < tasks.size(); i++) {
      for (String need : tasks.get(i).needs()) {
        if (!earlier.contains(need)) {
          throw source.head().error("tasks[" + i + "].needs", "no earlier task " + need);
        }
      }
      earlier.add(tasks.get(i).id());
    }
    List<String> before = course.allIds();
    for (String lesson : source.frontMatter().requires()) {
      int place = before.indexOf(lesson);
      if (place < 0 || place >= before.indexOf(source.frontMatter().id())) {
        throw source.head().error("requires", "no earlier lesson " + lesson);
      }
    }
  }

  private void choicesHaveWords() throws LessonException {
    List<FrontMatter.Task> tasks = source.frontMatter().tasks();
    for (int i = 0; i < tasks.size(); i++) {
      FrontMatter.Task task = tasks.get(i);
      List<String> values = Questions.values(task);
      Set<String> worded = task.choices().keySet();
      if (!worded.isEmpty() && !worded.equals(new LinkedHashSet<>(values))) {
        throw source
            .head()
            .error("tasks[" + i + "]", "the choices are " + values + ", the words " + worded);
      }
    }
  }

  private void linksResolve() throws LessonException {
    for (String term : source.markdown().terms()) {
      if (!course.glossary().has(term)) {
        throw error("the glossary has no " + term);
      }
    }
    for (String lesson : source.markdown().lessons()) {
      if (!course.allIds().contains(lesson)) {
        throw error("the course has no lesson " + lesson);
      }
    }
  }

  private void conceptsAreLinked() throws LessonException {
    for (String concept : source.frontMatter().concepts()) {
      if (!source.markdown().terms().contains(concept)) {
        throw source.head().error("concepts", "the text never links glossary:" + concept);
      }
    }
  }

  private void thingsExist() throws LessonException {
    for (String path : source.markdown().seen()) {
      if (!Things.has(source.scenario(), path)) {
        throw error("see:" + path + " names nothing that the lab could show");
      }
    }
  }

  /** Every wrong choice has a misconception behind it, and a right one may have been a guess. */
  private void answersAreExplained() throws LessonException {
    if (isRetired()) {
      return;
    }
    List<FrontMatter.Task> tasks = source.frontMatter().tasks();
    for (int i = 0; i < tasks.size(); i++) {
      List<String> missing = Questions.unexplained(tasks.get(i));
      if (!missing.isEmpty()) {
        throw source.head().error("tasks[" + i + "]", "the feedback has no words for " + missing);
      }
    }
  }

  private void endsWithAQuestion() throws LessonException {
    if (source.frontMatter().question().isEmpty() && !isRetired()) {
      throw source.head().error("question", "a lesson ends with what the next one answers");
    }
  }

  private boolean isRetired() {
    return !course.became(source.frontMatter().id()).isEmpty();
  }

  private FrontMatter.Task task(String id) {
    return source.frontMatter().tasks().stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private LessonException error(String reason) {
    return new LessonException(source.file(), 0, reason);
  }
}
