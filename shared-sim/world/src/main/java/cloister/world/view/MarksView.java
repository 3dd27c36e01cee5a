package cloister.world.view;

import cloister.codec.Json;
import cloister.message.Message;
import cloister.message.Words;
import cloister.world.sentence.Code;
import cloister.world.sentence.Labels;
import cloister.world.sentence.Sentences;
import cloister.world.timeline.Mark;
import java.util.ArrayList;
import java.util.List;

/** The marks of the timeline; those that were said before are not said again. */
final class MarksView {
  private final Words words;
  private final Labels labels;
  private final Sentences sentences;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Json> said = new ArrayList<>();

  MarksView(Words words, Code code) {
    this.words = words;
    labels = new Labels(code);
    sentences = new Sentences(code);
  }

  List<Json> json(List<Mark> now) {
    int same = 0;
    while (same < marks.size() && same < now.size() && marks.get(same) == now.get(same)) {
      same++;
    }
    while (marks.size() > same) {
      marks.remove(marks.size() - 1);
      said.remove(said.size() - 1);
    }
    for (int i = same; i < now.size(); i++) {
      marks.add(now.get(i));
      said.add(say(now.get(i)));
    }
    return said;
  }

  private Json say(Mark mark) {
    Message sentence = sentences.of(mark.moment());
    return Json.object()
        .put("step", mark.step())
        .put("kind", mark.kind().id())
        .put("label", labels.of(mark))
        .put("sentence", words.text(sentence))
        .build();
  }
}
