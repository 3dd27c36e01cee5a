package cloister.event;

/** Where the machine reports its events. */
public interface EventSink {
  /** False when nobody listens; the machine then makes no event at all. */
  boolean listening();

  void accept(Event event);

  EventSink NONE =
      new EventSink() {
        @Override
        public boolean listening() {
          return false;
        }

        @Override
        public void accept(Event event) {}
      };
}
