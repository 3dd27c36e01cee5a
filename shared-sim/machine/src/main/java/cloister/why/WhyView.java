package cloister.why;

import cloister.codec.Json;
import cloister.message.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The why card as the page draws it. */
public final class WhyView {
  private final Words words;

  public WhyView(Words words) {
    this.words = words;
  }

  public Json json(WhyCard card) {
    List<Json> rows = new ArrayList<>();
    for (WhyCard.Row row : card.rows()) {
      rows.add(row(row));
    }
    Json verdict =
        Json.object()
            .put("text", card.verdict())
            .put("ok", false)
            .put("sentence", words.sentence(card.outcome()))
            .build();
    return Json.object()
        .put("title", words.sentence(card.title()))
        .put("section", card.section())
        .put("rule", words.sentence(card.rule()))
        .put("rows", rows)
        .put("verdict", verdict)
        .put("changed", card.changed())
        .build();
  }

  private Json row(WhyCard.Row row) {
    OptionalInt value = row.value();
    return Json.object()
        .put("name", row.name())
        .put("value", value.isPresent() ? Json.unsigned(value.getAsInt()) : Json.NULL)
        .put("text", row.text())
        .put("source", words.sentence(row.source()))
        .put("step", row.step().isPresent() ? step(row.step().getAsLong()) : Json.NULL)
        .put("asked", row.asked())
        .put("changed", words.sentence(row.changed()))
        .build();
  }

  private static Json step(long step) {
    return Json.unsigned((int) (step >> Integer.SIZE), (int) step);
  }
}
