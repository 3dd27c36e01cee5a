package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.Event.Delivered;
import cloister.event.Event.FaultRaised;
import cloister.event.Event.RingCrossed;
import cloister.event.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exits of a run in their order, with the lies between them: those around a step. */
final class ExitRows {
  /** Rows up to the step, and behind it. */
  static final int MOST_BEFORE = 100;

  static final int MOST_BEHIND = 40;

  private final List<ExitRow> rows = new ArrayList<>();
  private final int step;

  /** The last fault that nobody has been entered for yet; -1 without one. */
  private int refused = -1;

  private int begun;
  private int entered;
  private VmExit exit;
  private ExitRow open;

  ExitRows(History history, int step) {
    this.step = step;
    for (int i = 0; i < history.size(); i++) {
      read(history.event(i), history.step(i));
    }
  }

  private void read(Event event, int at) {
    switch (event) {
      case FaultRaised _ -> refused = at;
      case Delivered delivered -> {
        boolean exception = delivered.source() == Event.Source.EXCEPTION && refused >= 0;
        begun = exception ? refused : at;
        entered = at;
        refused = -1;
      }
      case VmExit left -> {
        exit = left;
        begun = at;
        entered = at;
      }
      case GuestLeft left -> {
        open = ExitRow.of(begun, entered, at, left, exit);
        rows.add(open);
      }
      case GuestExited did when open != null -> {
        open.done.add(did.done());
        open.worked = at;
      }
      case RingCrossed(int from, int _, Event.Transfer _) when from == 0 -> goesOn(at);
      case VmEntry _ -> goesOn(at);
      case GuestMisled lie -> rows.add(ExitRow.of(at, lie));
      default -> {}
    }
  }

  private void goesOn(int at) {
    if (open != null) {
      open.back = at;
      open = null;
      exit = null;
    }
  }

  /** How many have begun by now. */
  private int begunByNow() {
    int count = 0;
    while (count < rows.size() && rows.get(count).begun <= step) {
      count++;
    }
    return count;
  }

  /** The last that has begun by now, if any has. */
  Optional<ExitRow> here() {
    int count = begunByNow();
    return count == 0 ? Optional.empty() : Optional.of(rows.get(count - 1));
  }

  Json.Members json() {
    int count = begunByNow();
    int from = Math.max(0, count - MOST_BEFORE);
    int to = Math.min(rows.size(), count + MOST_BEHIND);
    List<Json> shown = new ArrayList<>();
    for (int i = from; i < to; i++) {
      shown.add(row(rows.get(i), i + 1));
    }
    int cost = 0;
    int exits = 0;
    for (ExitRow row : rows.subList(0, count)) {
      exits += row.lie == null ? 1 : 0;
      cost += row.lie == null && row.isOver() && row.back <= step ? row.cost() : 0;
    }
    return Json.object()
        .put("rows", shown)
        .put("here", count - 1 - from)
        .put("earlier", from)
        .put("later", rows.size() - to)
        .put("exits", exits)
        .put("cost", cost);
  }

  private Json row(ExitRow row, int number) {
    Json.Members out =
        Json.object()
            .put("number", number)
            .put("step", row.begun)
            .put("guest", String.valueOf((char) ('A' + row.guest())))
            .put("kind", row.kind())
            .put("later", row.begun > step)
            .put("cost", row.cost());
    if (row.lie != null) {
      Lie lie = row.lie.lie();
      return out.put("at", Hex.hex32(lie.eip()))
          .put("code", lie.instruction().text())
          .put("reason", "lie")
          .put("what", lie.what().text())
          .put("got", Hex.hex32(lie.got()))
          .put("due", Hex.hex32(lie.due()))
          .put("done", List.of())
          .build();
    }
    if (row.hardware) {
      out.put("exitReason", row.hardwareReason)
          .put("exitName", Leaving.of(row.hardwareReason).text());
    }
    List<Json> done = new ArrayList<>();
    for (Done each : row.done) {
      done.add(Json.of(each.word()));
    }
    return out.put("at", Hex.hex32(row.told.eip()))
        .put("code", row.told.code())
        .put("reason", row.told.reason().id())
        .put("done", done)
        .build();
  }
}
