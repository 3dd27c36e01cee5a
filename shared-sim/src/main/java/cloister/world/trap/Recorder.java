package cloister.world.trap;

import cloister.event.Rule;
import cloister.event.Witness;
import cloister.world.trap.Row.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down one way of control. */
final class Recorder implements Witness {
  final List<Row> rows = new ArrayList<>();
  Optional<Way> way = Optional.empty();
  int vector;
  int errorCode;

  @Override
  public void begins(Way begun, int ofVector, int ofErrorCode) {
    way = Optional.of(begun);
    vector = ofVector;
    errorCode = ofErrorCode;
    rows.clear();
  }

  @Override
  public void checked(Rule rule, int first, int second, int third, boolean passed) {
    rows.add(new Row.Check(rule, first, second, third, passed ? Outcome.PASSED : Outcome.FAILED));
  }

  @Override
  public void descriptor(Table table, int address, int low, int high) {
    rows.add(new Row.Entry(table, address, low, high));
  }

  @Override
  public void moved(String name, boolean written, int linear, int bytes, int value) {
    rows.add(new Row.Word(name, written, linear, bytes, value));
  }

  /** The rules asked, in their order. */
  List<Rule> asked() {
    List<Rule> asked = new ArrayList<>();
    for (Row row : rows) {
      if (row instanceof Row.Check check && check.rule() != Rule.VIRTUAL_MODE_TARGET) {
        asked.add(check.rule());
      }
    }
    return asked;
  }
}
