package cloister.event;

/** Passes the events of a board's devices on to whoever listens at the moment. */
public final class Relay implements EventSink {
  private EventSink listener = NONE;

  public void setListener(EventSink listener) {
    this.listener = listener;
  }

  @Override
  public boolean listening() {
    return listener.listening();
  }

  @Override
  public boolean listens(int families) {
    return listener.listens(families);
  }

  @Override
  public void accept(Event event) {
    listener.accept(event);
  }
}
