package cloister.message;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages in the reader's language, as text or as JSON with the pieces to draw. */
public final class Words {
  private final Catalogue catalogue;

  public Words(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public String text(Message message) {
    return catalogue.format(message);
  }

  public Json sentence(Message message) {
    StringBuilder text = new StringBuilder();
    List<Json> parts = new ArrayList<>();
    for (Part part : catalogue.parts(message)) {
      text.append(part.text());
      parts.add(Json.object().put("text", part.text()).put("kind", part.kind().id()).build());
    }
    return Json.object()
        .put("id", message.id())
        .put("text", text.toString())
        .put("parts", parts)
        .build();
  }

  public Json sentence(Optional<Message> message) {
    return message.map(this::sentence).orElse(Json.NULL);
  }
}
