package cloister.machine.port;

import cloister.codec.Json;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.machine.view.BoardView;
import cloister.machine.why.Refusals;
import cloister.machine.why.RefusedStep;
import cloister.message.Catalogue;
import cloister.message.Message;
import cloister.message.Words;
import cloister.why.Explanation;
import cloister.why.WhyView;
import java.util.ArrayList;
import java.util.List;

/** Requests that ask why a PC's software was refused, or why it goes no further. */
final class WhyRequests {
  private final BoardView view;
  private WhyView cards = new WhyView(new Words(Catalogue.empty()));

  WhyRequests(BoardView view) {
    this.view = view;
  }

  /** The words for what is explained from now on: a {@code catalogue}. */
  Json.Members words(Fields request) throws InvalidInput {
    try {
      cards = new WhyView(new Words(Catalogue.of(request.any("catalogue"))));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("catalogue", Message.of("error.catalogue"));
    }
    return Json.object();
  }

  /**
   * {@code why}: a card for each exception at which the PC stands, as the lab draws it, and the
   * step that it came at; {@code halt}: of a PC that nothing wakes, which step halted it.
   */
  Json.Members why(Session session) throws InvalidInput {
    if (session.isGuest()) {
      throw new InvalidInput("do", Message.of("error.machine.guest"));
    }
    Refusals refusals = session.refusals(view);
    List<Json> all = new ArrayList<>();
    for (RefusedStep refused : refusals.here()) {
      all.add(
          Json.object()
              .put("step", Steps.json(refused.step()))
              .put("card", cards.json(Explanation.of(refused)))
              .build());
    }
    Json.Members answer = Json.object().put("why", all);
    if (session.pc().stopped() && !session.pc().shutDown()) {
      refusals.halt().ifPresent(halt -> answer.put("halt", json(session, halt)));
    }
    return answer;
  }

  private static Json json(Session session, Refusals.Halt halt) {
    Json.Members members =
        Json.object()
            .put("step", Steps.json(halt.step()))
            .put("interrupts", session.pc().cpu().interruptsEnabled());
    if (!halt.cleared().isEmpty()) {
      members.put("cleared", halt.cleared()).put("clearedAt", Steps.json(halt.clearedAt()));
    }
    return members.build();
  }
}
