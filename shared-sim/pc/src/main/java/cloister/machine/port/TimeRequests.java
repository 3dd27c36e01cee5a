package cloister.machine.port;

import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.paging.Paging;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.machine.view.BoardView;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;

/** Requests that walk through the time of a PC, and that ask who touched its memory. */
final class TimeRequests {
  private static final int MAX_SERIAL_SHOWN = 20_000;
  private static final int MAX_BYTES = 4096;

  private final BoardView view;

  TimeRequests(BoardView view) {
    this.view = view;
  }

  /**
   * To a {@code step} or to a time in {@code millis} that was reached before, or to the nearest
   * mark, {@code forward} or back. What was sent over the serial line up to there comes whole.
   */
  Json.Members seek(Session session, Fields request) throws InvalidInput {
    if (request.has("millis")) {
      session.seekTick(session.tickAt(Steps.read(request, "millis")));
    } else if (request.has("forward")) {
      session.seekMark(request.flag("forward", true));
    } else {
      session.seek(Steps.read(request, "step"));
    }
    return Json.object().put("serial", session.serial(MAX_SERIAL_SHOWN));
  }

  /** Everything that stands out, in order, as of a revision. */
  Json.Members marks(Session session) {
    return Json.object()
        .put("revision", session.marks().revision())
        .put(
            "marks",
            session.marks().told(session.lastTick()).stream()
                .map(mark -> mark.toJson(session.ticksPerMilli()))
                .toList());
  }

  /** Marks the present step for the person, if there is room for another mark. */
  Json.Members mark(Session session) {
    return Json.object().put("taken", session.mark());
  }

  /** Takes the person's mark from a {@code step}. */
  Json.Members unmark(Session session, Fields request) throws InvalidInput {
    session.marks().unset(Steps.read(request, "step"));
    return Json.object();
  }

  /** What the processor stands before. */
  Json.Members next(Session session) {
    return Json.object().put("next", view.next(session.pc()));
  }

  /** Runs stop from now on when {@code bytes} at a linear {@code address} are touched. */
  Json.Members watch(Session session, Fields request) throws InvalidInput {
    int bytes = request.number("bytes", 0, MAX_BYTES);
    boolean reads = request.flag("reads", false);
    session.watch(
        bytes == 0
            ? Optional.empty()
            : Optional.of(new WatchedBytes(physical(session, request, bytes), bytes, reads)));
    return Json.object();
  }

  /** Begins to look for who last wrote {@code bytes} at a linear {@code address}. */
  Json.Members writer(Session session, Fields request) throws InvalidInput {
    int bytes = request.number("bytes", 1, MAX_BYTES);
    int physical = physical(session, request, bytes);
    Mark.Place asked = new Mark.Place(request.word("address"), bytes);
    return told(session, session.lookForWriter(physical, asked, view));
  }

  /** Begins to look for the last refusal before the present step. */
  Json.Members refusal(Session session) throws InvalidInput {
    if (session.isGuest()) {
      throw new InvalidInput("do", Message.of("error.machine.guest"));
    }
    return told(session, session.lookForRefusal());
  }

  /** Goes on looking for a while. */
  Json.Members search(Session session) throws InvalidInput {
    Search search =
        session
            .search()
            .orElseThrow(() -> new InvalidInput("do", Message.of("error.machine.search")));
    if (!search.done()) {
      session.advance(search);
    }
    return told(session, search);
  }

  private static Json.Members told(Session session, Search search) {
    Json.Members answer =
        Json.object().put("done", search.done()).put("searchedTo", Steps.json(search.searchedTo()));
    switch (search) {
      case WriteSearch writes ->
          writes.writer().ifPresent(writer -> answer.put("writer", json(session, writer)));
      case RefusalSearch refusals ->
          refusals.refused().ifPresent(step -> answer.put("refused", Steps.json(step)));
    }
    return answer;
  }

  private static Json json(Session session, WriteSearch.Writer writer) {
    return Json.object()
        .put("step", Steps.json(writer.step()))
        .put("millis", Steps.json(writer.tick() / session.ticksPerMilli()))
        .put("cpl", writer.cpl())
        .put("delivery", writer.delivery())
        .put("next", writer.next())
        .build();
  }

  /** Where bytes of one page lie by the present page tables. */
  private static int physical(Session session, Fields request, int bytes) throws InvalidInput {
    if (!session.pc().hasProcessor()) {
      throw new InvalidInput("address", Message.of("error.machine.host"));
    }
    int linear = request.word("address");
    int physical = session.pc().cpu().linear().physical(linear);
    if ((linear & Memory.PAGE_SIZE - 1) + bytes > Memory.PAGE_SIZE) {
      throw new InvalidInput("bytes", Message.of("error.machine.two-pages"));
    }
    if (physical == Paging.NOT_MAPPED || !session.pc().memory().isRam(physical)) {
      throw new InvalidInput(
          "address",
          Message.of("error.machine.address", Argument.code("address", Hex.hex32(linear))));
    }
    return physical;
  }
}
