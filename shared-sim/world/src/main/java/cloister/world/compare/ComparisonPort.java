package cloister.world.compare;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Argument;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.world.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison behind JSON requests: {@code begin} one with its texts and the catalogue of
 * sentences, which runs the kernel on a machine of its own, then ask for one {@code way} after the
 * other, so that a page can show each as it comes; {@code csv} gives all that have been run, and
 * {@code lab} a link to one of them in the lab.
 */
public final class ComparisonPort {
  private static final int MAX_REQUEST = 16 * SourceFile.MAX_TEXT;
  private static final int MAX_MEMORY = 1 << 20;
  private static final int PAGE = 4096;
  private static final int MAX_WORD = 40;

  private final OpcodeTable opcodes = new OpcodeTable();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Optional<Comparison> comparison = Optional.empty();
  private Optional<Sources> texts = Optional.empty();
  private Catalogue catalogue = Catalogue.empty();

  /** Answers {@code {"ok": true, …}} or {@code {"ok": false, "error": …}}. */
  public String request(String json) {
    try {
      Fields request = Fields.of(Texts.json(json, MAX_REQUEST), "");
      return answer(request).put("ok", true).build().write();
    } catch (InvalidInput e) {
      Json error =
          Json.object().put("field", e.field()).put("text", catalogue.format(e.reason())).build();
      return Json.object().put("ok", false).put("error", error).build().write();
    }
  }

  private Json.Members answer(Fields request) throws InvalidInput {
    String what = request.text("do", MAX_WORD);
    return switch (what) {
      case "begin" -> begin(request);
      case "way" -> way(request);
      case "lab" -> lab(request);
      case "csv" -> Json.object().put("csv", Table.csv(outcomes));
      default ->
          throw new InvalidInput("do", Message.of("error.command", Argument.code("command", what)));
    };
  }

  private Json.Members begin(Fields request) throws InvalidInput {
    outcomes.clear();
    catalogue = Catalogue.of(request.any("catalogue"));
    comparison = Optional.empty();
    texts = Optional.empty();
    int pages = request.number("memory", PAGE, MAX_MEMORY) / PAGE;
    Sources sources =
        new Sources(
            pages * PAGE,
            file(request, "guest"),
            file(request, "host"),
            file(request, "hostForVtX"));
    request.end();
    Comparison begun = new Comparison(opcodes, sources);
    comparison = Optional.of(begun);
    texts = Optional.of(sources);
    return outcome(begun.bare());
  }

  private Json.Members way(Fields request) throws InvalidInput {
    Comparison begun =
        comparison.orElseThrow(() -> new InvalidInput("do", Message.of("error.machine.off")));
    Way way = named(request);
    request.end();
    Optional<Outcome> outcome = begun.in(way);
    return outcome.isPresent() ? outcome(outcome.get()) : Json.object().put("outcome", Json.NULL);
  }

  private static Way named(Fields request) throws InvalidInput {
    String id = request.text("way", MAX_WORD);
    return Way.named(id)
        .orElseThrow(() -> new InvalidInput("way", Message.of("error.field.value")));
  }

  /** The fragment of a link, null where it would be too long. */
  private Json.Members lab(Fields request) throws InvalidInput {
    Sources sources =
        texts.orElseThrow(() -> new InvalidInput("do", Message.of("error.machine.off")));
    Way way = named(request);
    int instructions = request.number("instructions", 0, Comparison.MOST_INSTRUCTIONS, 0);
    request.end();
    Optional<String> link = InTheLab.link(opcodes, sources, way, instructions);
    return Json.object().put("fragment", link.map(Json::of).orElse(Json.NULL));
  }

  private Json.Members outcome(Outcome outcome) {
    outcomes.add(outcome);
    return Json.object().put("outcome", outcome.toJson());
  }

  private static SourceFile file(Fields request, String name) throws InvalidInput {
    String file = name.equals("hostForVtX") ? "host-vmx.asm" : name + ".asm";
    return new SourceFile(file, request.text(name, SourceFile.MAX_TEXT), false);
  }
}
