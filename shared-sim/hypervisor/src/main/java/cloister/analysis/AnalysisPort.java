package cloister.analysis;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;

/**
 * An analysis behind JSON requests: {@code begin} one, then ask for {@code more} until its result
 * comes, so that a page can show how far it is.
 */
public final class AnalysisPort {
  private static final int MAX_REQUEST = 1000;
  private static final int MAX_ROWS = 10_000;
  private static final int MAX_NAME = 20;

  private final OpcodeTable opcodes = new OpcodeTable();
  private Optional<Analysis> running = Optional.empty();

  /** Answers {@code {"ok": true, …}} or {@code {"ok": false, "error": …}}. */
  public String request(String json) {
    try {
      Fields request = Fields.of(Texts.json(json, MAX_REQUEST), "");
      return answer(request).put("ok", true).build().write();
    } catch (InvalidInput e) {
      Json error =
          Json.object().put("field", e.field()).put("message", e.reason().toJson()).build();
      return Json.object().put("ok", false).put("error", error).build().write();
    }
  }

  private Json.Members answer(Fields request) throws InvalidInput {
    String what = request.text("do", MAX_NAME);
    Json.Members answer =
        switch (what) {
          case "begin" -> begin(request);
          case "more" -> more(request);
          default ->
              throw new InvalidInput(
                  "do", Message.of("error.command", Argument.code("command", what)));
        };
    request.end();
    return answer;
  }

  private Json.Members begin(Fields request) throws InvalidInput {
    Analysis analysis = new Analysis(opcodes, era(request), arrangement(request));
    running = Optional.of(analysis);
    return progress(analysis);
  }

  private Json.Members more(Fields request) throws InvalidInput {
    Analysis analysis =
        running.orElseThrow(() -> new InvalidInput("do", Message.of("error.machine.off")));
    analysis.advance(request.number("rows", 1, MAX_ROWS));
    Json.Members answer = progress(analysis);
    if (analysis.done() == analysis.all()) {
      answer.put("result", AnalysisJson.of(analysis.result()));
      running = Optional.empty();
    }
    return answer;
  }

  private static Json.Members progress(Analysis analysis) {
    return Json.object().put("done", analysis.done()).put("rows", analysis.all());
  }

  private static Era era(Fields request) throws InvalidInput {
    String id = request.text("era", MAX_NAME);
    for (Era era : Era.values()) {
      if (era.id().equals(id)) {
        return era;
      }
    }
    throw new InvalidInput(request.path("era"), Message.of("error.field.value"));
  }

  private static Arrangement arrangement(Fields request) throws InvalidInput {
    String id = request.text("segments", MAX_NAME);
    for (Arrangement arrangement : Arrangement.values()) {
      if (arrangement.id().equals(id)) {
        return arrangement;
      }
    }
    throw new InvalidInput(request.path("segments"), Message.of("error.field.value"));
  }
}
