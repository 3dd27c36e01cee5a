package cloister.message;

import cloister.codec.Json;
import java.util.List;

/**
 * A sentence before it has words: the id of a template and the values for its placeholders. Which
 * language it is said in is the {@link Catalogue}'s business.
 */
public record Message(String id, List<Argument> arguments) {
  public static Message of(String id, Argument... arguments) {
    return new Message(id, List.of(arguments));
  }

  public Json toJson() {
    Json.Members members = Json.object();
    for (Argument argument : arguments) {
      members.put(argument.name(), argument.toJson());
    }
    return Json.object().put("id", id).put("arguments", members.build()).build();
  }
}
